namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>A place in an event's data that holds a value of a type.</summary>
/// <param name="Path">Where it is, as an exception names it.</param>
/// <param name="Type">What may stand there.</param>
/// <param name="Value">What stands there.</param>
/// <param name="Owner">The object that has it as a member; null for an item of an array.</param>
/// <param name="Member">The member that it is the value of; null for an item.</param>
/// <param name="With">The whole data with another value in this place; with null, without the member.</param>
internal sealed record Slot(string Path, TypeUse Type, Json Value, ObjectType? Owner, SchemaMember? Member, Func<Json?, Json> With)
{
    /// <summary>All places in an object, the inner ones too.</summary>
    public static IEnumerable<Slot> In(JsonObject value, ObjectType type, string path, Func<Json, Json> with)
    {
        foreach (var member in type.AllMembers)
        {
            if (value.Find(member.Name) is { } held)
            {
                var place = path.Length == 0 ? member.Name : $"{path}.{member.Name}";
                var slot = new Slot(place, member.Type, held, type, member, v => with(value.With(member.Name, v)));
                yield return slot;
                foreach (var inner in slot.Inner())
                {
                    yield return inner;
                }
            }
        }

        if (type.BranchOf(value) is { } branch)
        {
            foreach (var inner in In(value, branch, path, with))
            {
                yield return inner;
            }
        }
    }

    /// <summary>All places in a value that may be an array, the inner ones too.</summary>
    public static IEnumerable<Slot> In(Json value, TypeUse type) => new Slot(string.Empty, type, value, null, null, v => v!).Inner();

    private IEnumerable<Slot> Inner() => (Value, Type) switch
    {
        (JsonArray array, { IsArray: true }) => array.Items.SelectMany((item, i) =>
        {
            var slot = new Slot($"{Path}[{i}]", Type with { IsArray = false }, item, null, null, v => With(array.With(i, v!)));
            return slot.Inner().Prepend(slot);
        }),
        (JsonObject value, { Type: ObjectType type }) => In(value, type, Path, With),
        (_, { Type: AlternateType alternate }) when alternate.BranchOf(Value) is { } branch => (this with { Type = branch }).Inner(),
        _ => [],
    };
}
