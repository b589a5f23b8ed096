using QmpGen;
using QmpGen.Testing;

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

    /// <summary>Writes down what passes over the wire; null if nobody wants that.</summary>
    public QmpRecorder? Recorder { get; init; }

    /// <summary>The options for one machine's client.</summary>
    public QmpClientOptions ClientOf(Vm vm) => Recorder?.Attach(vm.Name, Client) ?? Client;
}
