using System.Text.Json;

namespace QmpGen;

/// <summary>What a session needs to know of a command, typed or not.</summary>
internal interface ISentCommand
{
    /// <summary>The command's name.</summary>
    string Name { get; }

    /// <summary>Maximum time to wait for the reply; null for the default.</summary>
    TimeSpan? Timeout { get; }

    /// <summary>Whether the command runs ahead of queued commands.</summary>
    bool IsOutOfBand { get; }

    /// <summary>Whether there are arguments.</summary>
    bool HasArguments { get; }

    /// <summary>Writes the value of <c>arguments</c>.</summary>
    void WriteArguments(Utf8JsonWriter writer);
}
