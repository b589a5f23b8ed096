using System.Globalization;
using System.Text.Json.Serialization;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// The time of an event, according to the clock of the host that runs QEMU (QMP specification, "Asynchronous events").
/// </summary>
/// <remarks>
/// This is wall-clock time, so it can jump. A rate-limited event has the time at which it was created, although it is sent up
/// to a second later, so time stamps are not monotonic. <c>default</c> represents a missing time stamp, such as that of an event
/// constructed in code; see <see cref="IsPresent"/>.
/// </remarks>
[JsonConverter(typeof(QmpTimestampConverter))]
public readonly struct QmpTimestamp : IEquatable<QmpTimestamp>
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Initializes a time stamp from its two numbers on the wire.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z, or -1 with -1 microseconds if QEMU could not read its clock.</param>
    /// <param name="microseconds">Microseconds to add to the seconds; negative before 1970.</param>
    public QmpTimestamp(long seconds, long microseconds)
    {
        Seconds = seconds;
        Microseconds = microseconds;
        IsPresent = true;
    }

    /// <summary>Whether there is a time stamp: <see langword="false"/> for <c>default</c> and for a message without one.</summary>
    public bool IsPresent { get; }

    /// <summary>Seconds since the Unix epoch, as on the wire; -1 with -1 microseconds if QEMU could not read its clock.</summary>
    public long Seconds { get; }

    /// <summary>Microseconds to add to <see cref="Seconds"/>, as on the wire.</summary>
    public long Microseconds { get; }

    /// <summary>
    /// The time in UTC, to the microsecond; <see langword="null"/> if there is no time stamp, if it is -1/-1 because QEMU could not
    /// read its clock, or if it is outside the years 1 to 9999.
    /// </summary>
    public DateTimeOffset? Time
    {
        get
        {
            if (!IsPresent || (Seconds == -1 && Microseconds == -1))
            {
                return null;
            }

            var microseconds = ((Int128)Seconds * MicrosecondsPerSecond) + Microseconds;
            var ticks = (microseconds * TimeSpan.TicksPerMicrosecond) + DateTimeOffset.UnixEpoch.Ticks;
            return ticks >= 0 && ticks <= DateTimeOffset.MaxValue.Ticks
                ? new DateTimeOffset((long)ticks, TimeSpan.Zero)
                : null;
        }
    }

    /// <summary>Creates the time stamp that QEMU would send for a time.</summary>
    /// <param name="time">The time, which is truncated to whole microseconds.</param>
    /// <returns>The time stamp.</returns>
    public static QmpTimestamp FromTime(DateTimeOffset time)
    {
        var microseconds = (time.UtcTicks - DateTimeOffset.UnixEpoch.Ticks) / TimeSpan.TicksPerMicrosecond;
        return new QmpTimestamp(microseconds / MicrosecondsPerSecond, microseconds % MicrosecondsPerSecond);
    }

    /// <inheritdoc/>
    public bool Equals(QmpTimestamp other) =>
        Seconds == other.Seconds && Microseconds == other.Microseconds && IsPresent == other.IsPresent;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is QmpTimestamp other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(Seconds, Microseconds, IsPresent);

    /// <summary>
    /// Returns the time in ISO 8601 format in UTC, the two numbers if they do not represent a time, or an empty string if
    /// absent.
    /// </summary>
    /// <returns>A culture-independent string.</returns>
    public override string ToString()
    {
        if (!IsPresent)
        {
            return string.Empty;
        }

        return Time is { } time
            ? time.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture)
            : string.Create(CultureInfo.InvariantCulture, $"{Seconds}/{Microseconds}");
    }

    /// <summary>Whether both have the same two numbers, or both are absent.</summary>
    public static bool operator ==(QmpTimestamp left, QmpTimestamp right) => left.Equals(right);

    /// <summary>Whether the two time stamps differ.</summary>
    public static bool operator !=(QmpTimestamp left, QmpTimestamp right) => !left.Equals(right);
}
