using QmpGen;

namespace QmpWatch.Watching;

/// <summary>How each virtual machine is followed.</summary>
internal sealed record FollowOptions
{
    /// <summary>How clients connect and behave.</summary>
    public required QmpClientOptions Client { get; init; }

    /// <summary>Whether to connect again after the end, and to wait for monitors that are not there yet.</summary>
    public bool KeepTrying { get; init; }

    /// <summary>Whether to ask each one on connecting if it runs.</summary>
    public bool AskStatus { get; init; }

    /// <summary>Puts a stream of one machine's own around each of its connections, as a recorder does.</summary>
    public Func<Vm, Func<Stream, Stream>>? Wrap { get; init; }

    /// <summary>The delay before another attempt.</summary>
    /// <param name="failures">How many attempts in a row have failed.</param>
    public static TimeSpan DelayAfter(int failures) => TimeSpan.FromSeconds(Math.Min(0.25 * Math.Pow(2, failures), 5));
}
