using System.Text;
using System.Text.Json;

namespace QmpGen;

/// <summary>The base of generated records that commands send inside their arguments.</summary>
public abstract record QmpArgumentObject
{
    private QmpArguments? _extra;

    /// <summary>Initializes an object.</summary>
    protected QmpArgumentObject()
    {
    }

    /// <summary>Copies an object, including its <see cref="Extra"/> members.</summary>
    /// <param name="original">The object to copy.</param>
    protected QmpArgumentObject(QmpArgumentObject original)
    {
        ArgumentNullException.ThrowIfNull(original);
        _extra = original._extra?.Copy();
    }

    /// <summary>Members that the spec does not have, such as those of a newer QEMU. They are sent beside the others.</summary>
    public QmpArguments Extra
    {
        get => _extra ??= new QmpArguments();
        init => _extra = value;
    }

    /// <summary>Whether the other object has the same type and extra members. Derived records also compare their members.</summary>
    /// <param name="other">The object to compare with.</param>
    /// <returns><see langword="true"/> if both are equal.</returns>
    public virtual bool Equals(QmpArgumentObject? other) =>
        ReferenceEquals(this, other)
        || (other is not null && EqualityContract == other.EqualityContract && QmpArguments.AreEqual(_extra, other._extra));

    /// <inheritdoc/>
    public override int GetHashCode() => EqualityContract.GetHashCode();

    /// <summary>Writes the extra members.</summary>
    /// <param name="writer">The writer, inside the object.</param>
    protected void WriteExtra(Utf8JsonWriter writer) => _extra?.WriteMembers(writer);

    /// <summary>Appends the extra members, if there are any.</summary>
    /// <param name="builder">The builder to append to.</param>
    /// <returns>Whether anything was appended.</returns>
    protected virtual bool PrintMembers(StringBuilder builder)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (_extra is not { Count: > 0 })
        {
            return false;
        }

        builder.Append("Extra = ").Append(_extra);
        return true;
    }
}
