using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>
/// Arguments by name, for what a spec leaves open: <c>{ ["drive"] = "disk1", ["bootindex"] = 1 }</c>. Each keeps its JSON type.
/// </summary>
[SuppressMessage("Naming", "CA1710:Identifiers should have correct suffix", Justification = "It is the arguments of a command.")]
public sealed class QmpArguments : IReadOnlyCollection<KeyValuePair<string, QmpArgument>>, IEquatable<QmpArguments>
{
    private readonly OrderedDictionary<string, QmpArgument> _members = new(StringComparer.Ordinal);

    /// <summary>The number of arguments.</summary>
    public int Count => _members.Count;

    /// <summary>Gets or sets an argument.</summary>
    /// <param name="name">The argument's name on the wire.</param>
    /// <returns>The argument; absent if it has not been set.</returns>
    /// <value>The argument. An absent one, such as a null string, removes the argument.</value>
    public QmpArgument this[string name]
    {
        get => _members.GetValueOrDefault(name);
        set
        {
            ArgumentException.ThrowIfNullOrEmpty(name);
            if (value.IsAbsent)
            {
                _members.Remove(name);
            }
            else
            {
                _members[name] = value;
            }
        }
    }

    /// <summary>Whether both have equal arguments, in any order.</summary>
    /// <param name="other">The arguments to compare with.</param>
    /// <returns>True if both are equal.</returns>
    public bool Equals(QmpArguments? other) =>
        other is not null && Count == other.Count && _members.All(m => other._members.TryGetValue(m.Key, out var v) && m.Value.Equals(v));

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QmpArguments);

    /// <inheritdoc/>
    public override int GetHashCode() => Count;

    /// <summary>Returns the arguments as a JSON object.</summary>
    /// <returns>A JSON object.</returns>
    public override string ToString() => CommandJson.Text(this, static (writer, arguments) => arguments.WriteTo(writer));

    /// <inheritdoc/>
    public IEnumerator<KeyValuePair<string, QmpArgument>> GetEnumerator() => _members.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    internal static bool AreEqual(QmpArguments? left, QmpArguments? right) =>
        left is not { Count: > 0 } ? right is not { Count: > 0 } : left.Equals(right);

    internal QmpArguments Copy()
    {
        var copy = new QmpArguments();
        foreach (var (name, value) in _members)
        {
            copy._members.Add(name, value);
        }

        return copy;
    }

    internal void WriteTo(Utf8JsonWriter writer)
    {
        writer.WriteStartObject();
        WriteMembers(writer);
        writer.WriteEndObject();
    }

    internal void WriteMembers(Utf8JsonWriter writer)
    {
        foreach (var (name, value) in _members)
        {
            writer.WritePropertyName(name);
            value.WriteTo(writer);
        }
    }
}
