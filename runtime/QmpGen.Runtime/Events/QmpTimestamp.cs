using System.Globalization;
using System.Text.Json.Serialization;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// When an event happened, by the host clock of the machine that runs QEMU (QMP specification, "Asynchronous events").
/// </summary>
/// <remarks>
/// It is wall-clock time: it can jump, and a rate-limited event keeps the time it was created although it is sent up to
/// a second later, so time stamps are not monotonic. <c>default</c> is the absence of a time stamp, as in an event
/// built by hand; see <see cref="IsPresent"/>.
/// </remarks>
[JsonConverter(typeof(QmpTimestampConverter))]
public readonly struct QmpTimestamp : IEquatable<QmpTimestamp>
{
    private const long MicrosecondsPerSecond = 1_000_000;

    /// <summary>Takes the two numbers as they stand on the wire.</summary>
    /// <param name="seconds">Seconds since 1970-01-01T00:00:00Z, or -1 with -1 microseconds if QEMU could not read its clock.</param>
    /// <param name="microseconds">Microseconds to add to the seconds; negative before 1970.</param>
    public QmpTimestamp(long seconds, long microseconds)
    {
        Seconds = seconds;
        Microseconds = microseconds;
        IsPresent = true;
    }

    /// <summary>Whether there is a time stamp at all: false for <c>default</c> and for a message that came without one.</summary>
    public bool IsPresent { get; }

    /// <summary>Seconds since the Unix epoch, as on the wire; -1 with -1 microseconds if QEMU could not read its clock.</summary>
    public long Seconds { get; }

    /// <summary>Microseconds to add to <see cref="Seconds"/>, as on the wire.</summary>
    public long Microseconds { get; }

    /// <summary>
    /// The moment in UTC, exact to the microsecond; null when there is none: no time stamp, the -1/-1 of a QEMU that
    /// could not read its clock, or a value outside the years 1 to 9999.
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

    /// <summary>Makes the time stamp that QEMU would send for a moment.</summary>
    /// <param name="time">Any moment; what is finer than a microsecond is cut off.</param>
    /// <returns>A time stamp whose <see cref="Time"/> is that moment.</returns>
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

    /// <summary>ISO 8601 in UTC to the microsecond; the two raw numbers where there is no such moment; empty if absent.</summary>
    /// <returns>A culture-independent text.</returns>
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

    /// <summary>Whether both are the same pair of numbers, or both absent.</summary>
    public static bool operator ==(QmpTimestamp left, QmpTimestamp right) => left.Equals(right);

    /// <summary>Whether the two differ.</summary>
    public static bool operator !=(QmpTimestamp left, QmpTimestamp right) => !left.Equals(right);
}
