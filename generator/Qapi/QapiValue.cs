using System.Collections.Immutable;
using Microsoft.CodeAnalysis.Text;

namespace QmpGen.Generator.Qapi;

/// <summary>A value as the schema writes it.</summary>
/// <param name="span">Where it stands.</param>
internal abstract class QapiValue(TextSpan span)
{
    public TextSpan Span { get; } = span;

    /// <summary>What it is, in words.</summary>
    public abstract string Describe();
}

internal sealed class QapiString(TextSpan span, string text) : QapiValue(span)
{
    public string Text { get; } = text;

    public override string Describe() => $"the string '{Text}'";
}

internal sealed class QapiBoolean(TextSpan span, bool isTrue) : QapiValue(span)
{
    public bool IsTrue { get; } = isTrue;

    public override string Describe() => IsTrue ? "true" : "false";
}

internal sealed class QapiArray(TextSpan span, ImmutableArray<QapiValue> items) : QapiValue(span)
{
    public ImmutableArray<QapiValue> Items { get; } = items;

    public override string Describe() => Items.IsEmpty ? "an empty array" : "an array";
}

internal sealed class QapiObject(TextSpan span, ImmutableArray<QapiProperty> properties) : QapiValue(span)
{
    public ImmutableArray<QapiProperty> Properties { get; } = properties;

    public QapiProperty? Find(string name)
    {
        foreach (var property in Properties)
        {
            if (property.Name == name)
            {
                return property;
            }
        }

        return null;
    }

    public override string Describe() => "an object";
}

/// <param name="Name">The key.</param>
/// <param name="Span">Where the key stands.</param>
/// <param name="Value">What it holds.</param>
internal sealed record QapiProperty(string Name, TextSpan Span, QapiValue Value);

/// <summary>An object of the file's top level.</summary>
/// <param name="File">The file.</param>
/// <param name="Value">The object.</param>
/// <param name="Doc">The block of documentation before it.</param>
internal sealed record QapiExpression(QapiFile File, QapiObject Value, TextSpan? Doc)
{
    public SourceLocation At(TextSpan span) => new(File, span);
}
