namespace QmpGen.Generator.Introspection;

/// <summary>Thrown for a file that is not what QEMU says of itself. It does not leave this room.</summary>
internal sealed class NotASchemaException(string message) : Exception(message);
