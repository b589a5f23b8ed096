using QmpGen.Generator.Diagnostics;

namespace QmpGen.Generator.Qapi;

/// <summary>Checks a definition against those that it refers to.</summary>
internal sealed class DefinitionChecker(TypeTable types, ShapeReader shapes, AlternateReader alternates, QapiRules rules)
{
    /// <summary>
    /// Whether the data of an event is an object; QEMU 2.7 and 2.8 allowed an alternate in its place, but have no such event.
    /// </summary>
    public bool HasObjectData(Definition definition) =>
        definition.Kind == DefinitionKind.Event
        && !(definition is { IsBoxed: true, Base: { } data } && types.Find(data.Name).Definition is { Kind: DefinitionKind.Alternate });

    public void Check(Definition definition)
    {
        switch (definition.Kind)
        {
            case DefinitionKind.Alternate:
                alternates.Read(definition);
                break;
            case DefinitionKind.Event when !HasObjectData(definition):
                definition.Base!.Location.Report(Descriptors.QapiEventData, definition.Name, definition.Base.Name);
                break;
            case DefinitionKind.Enum:
                break;
            default:
                CheckMembers(definition);
                break;
        }

        CheckReturns(definition);
    }

    private void CheckMembers(Definition definition)
    {
        var members = shapes.Of(definition).Members;
        foreach (var (owner, member) in members)
        {
            // What a base has is checked with the base.
            if (owner.Name == definition.Name)
            {
                types.Resolve(member.Type);
            }
        }

        if (definition is { Kind: DefinitionKind.Event or DefinitionKind.Command, IsBoxed: false }
            && !rules.MayHaveConditionalData(definition.Kind)
            && members.FirstOrDefault(m => m.Member.Condition is not null) is { Member: { } conditional })
        {
            var place = definition.Base?.Location ?? conditional.Location;
            place.Report(
                Descriptors.QapiMissingKey,
                $"The {(definition.Kind == DefinitionKind.Event ? "event" : "command")} '{definition.Name}'",
                $"'boxed': true, which data with conditional members such as '{conditional.Name}' needs; "
                    + "make the data a struct, name that in 'data', and add 'boxed'");
        }
    }

    private void CheckReturns(Definition definition)
    {
        if (definition.Returns is { } returns
            && types.Resolve(returns) is var (type, builtin)
            && (type is not null || builtin is not null)
            && type is not { Kind: DefinitionKind.Struct or DefinitionKind.Union }
            && !rules.MayReturnAnything(definition.Name))
        {
            returns.Location.Report(
                Descriptors.QapiWrongType,
                returns.Name,
                $"'returns' of the command '{definition.Name}'",
                "a struct, a union or an array of them, unless the pragma 'command-returns-exceptions' lists the command "
                    + $"({QapiRules.ExceptionsFile}),");
        }
    }
}
