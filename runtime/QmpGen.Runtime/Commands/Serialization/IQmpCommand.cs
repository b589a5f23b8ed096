using System.Text.Json;

namespace QmpGen.Serialization;

/// <summary>Implemented by generated command records. Only generated code implements it.</summary>
/// <typeparam name="TSelf">The record itself.</typeparam>
public interface IQmpCommand<TSelf>
    where TSelf : IQmpCommand<TSelf>
{
    /// <summary>The command's name on the wire.</summary>
    static abstract string WireName { get; }

    /// <summary>Reads the command's arguments, as a server does.</summary>
    /// <param name="arguments">Positioned on the first token of the arguments' object.</param>
    /// <returns>The command.</returns>
    /// <exception cref="JsonException">An argument is missing or has the wrong type.</exception>
    static abstract TSelf ReadArguments(ref Utf8JsonReader arguments);
}
