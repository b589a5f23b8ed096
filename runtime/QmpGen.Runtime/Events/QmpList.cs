using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using QmpGen.Serialization;

namespace QmpGen;

/// <summary>An immutable list with value equality, for arrays in events.</summary>
/// <typeparam name="T">The type of the items.</typeparam>
[CollectionBuilder(typeof(QmpList), nameof(QmpList.Create))]
public sealed class QmpList<T> : IReadOnlyList<T>, IEquatable<QmpList<T>>
{
    private static readonly IEqualityComparer<T> Items =
        typeof(T) == typeof(JsonElement) ? (IEqualityComparer<T>)(object)new JsonValueComparer() : EqualityComparer<T>.Default;

    private readonly ImmutableArray<T> _items;

    internal QmpList(ImmutableArray<T> items) => _items = items;

    /// <inheritdoc/>
    public int Count => _items.Length;

    /// <inheritdoc/>
    public T this[int index] => _items[index];

    /// <summary>Whether both lists have equal items in the same order. JSON items are compared by value.</summary>
    /// <param name="other">The list to compare with.</param>
    /// <returns>True if both are equal.</returns>
    public bool Equals(QmpList<T>? other) => other is not null && _items.AsSpan().SequenceEqual(other._items.AsSpan(), Items);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as QmpList<T>);

    /// <inheritdoc/>
    public override int GetHashCode()
    {
        var hash = default(HashCode);
        foreach (var item in _items)
        {
            hash.Add(item, Items);
        }

        return hash.ToHashCode();
    }

    /// <summary>Returns the items in brackets.</summary>
    /// <returns>A string such as <c>[1, 2]</c>.</returns>
    public override string ToString() => $"[{string.Join(", ", _items)}]";

    /// <inheritdoc/>
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)_items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ((IEnumerable)_items).GetEnumerator();

    private sealed class JsonValueComparer : IEqualityComparer<JsonElement>
    {
        public bool Equals(JsonElement x, JsonElement y) => QmpJson.ValueEquals(x, y);

        // Equal values may be written differently; only their kind is sure to be the same.
        public int GetHashCode(JsonElement obj) => (int)obj.ValueKind;
    }
}

/// <summary>Creates lists; collection expressions call it.</summary>
public static class QmpList
{
    /// <summary>Creates a list of the items.</summary>
    /// <typeparam name="T">The type of the items.</typeparam>
    /// <param name="items">The items, which are copied.</param>
    /// <returns>The list.</returns>
    public static QmpList<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}
