using System.Diagnostics;

namespace QmpGen.Diagnostics;

/// <summary>The activity source for tracing.</summary>
internal static class Telemetry
{
    /// <summary>The name of the activity source and of the meter.</summary>
    public const string Name = "QmpGen";

    private static readonly ActivitySource Source = new(Name);

    /// <summary>Starts the activity of one command, if there is a listener.</summary>
    public static Activity? StartCommand(string command, string endpoint) =>
        Source.StartActivity($"qmp {command}", ActivityKind.Client)
            ?.SetTag("rpc.system", "qmp")
            .SetTag("rpc.method", command)
            .SetTag("server.address", endpoint);
}
