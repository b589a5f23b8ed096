namespace QmpGen.Generator.Introspection;

/// <summary>Turns what a running QEMU says of itself into a schema in QEMU's own language, which needs no sources of QEMU.</summary>
internal static class SchemaText
{
    /// <summary>
    /// The type of integers: a running QEMU does not say how wide they are. The name is one that no schema may define.
    /// </summary>
    public const string Integer = "q_int";

    /// <summary>Whether a text is the reply to <c>query-qmp-schema</c>: the strings of a schema have single quotes.</summary>
    public static bool IsIntrospection(string text)
    {
        var position = Skip(text, 0);
        if (At(position) == '[')
        {
            position = Skip(text, position + 1);
        }

        return At(position) == '{' && At(Skip(text, position + 1)) == '"';

        char At(int place) => place < text.Length ? text[place] : '\0';
    }

    /// <returns>The schema, or what is wrong with the text.</returns>
    public static (string? Schema, string? Problem) Of(string text) => With(text, SchemaWriter.Write);

    /// <inheritdoc cref="SchemaExport.Write"/>
    /// <returns>The file's content, or what is wrong with the reply.</returns>
    public static (string? Content, string? Problem) Export(string reply, string version, string package) =>
        With(reply, graph => SchemaExport.Write(graph, version, package));

    private static (string?, string?) With(string text, Func<TypeGraph, string> write)
    {
        try
        {
            return (write(new TypeGraph(EntityReader.Read(text))), null);
        }
        catch (NotASchemaException exception)
        {
            return (null, exception.Message);
        }
    }

    private static int Skip(string text, int position)
    {
        while (position < text.Length && (char.IsWhiteSpace(text[position]) || text[position] == '\uFEFF'))
        {
            position++;
        }

        return position;
    }
}
