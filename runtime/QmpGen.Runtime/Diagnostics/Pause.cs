using System.Globalization;

namespace QmpGen.Diagnostics;

/// <summary>A time as people write it, for a log: 72 ms, 1.5 s. Its text is made only if somebody logs it.</summary>
internal readonly record struct Pause(TimeSpan Time)
{
    public override string ToString() => Time < TimeSpan.FromSeconds(1)
        ? string.Create(CultureInfo.InvariantCulture, $"{Time.TotalMilliseconds:0} ms")
        : string.Create(CultureInfo.InvariantCulture, $"{Time.TotalSeconds:0.#} s");
}
