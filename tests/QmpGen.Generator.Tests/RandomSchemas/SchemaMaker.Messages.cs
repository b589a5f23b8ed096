namespace QmpGen.Generator.Tests.RandomSchemas;

/// <content>Events and commands.</content>
internal sealed partial class SchemaMaker
{
    private EventType Event()
    {
        var clauses = Clauses.OfEvent(random);
        var name = _names.Event();
        var kind = random.Next(8);
        if (kind == 0)
        {
            return new EventType(name, null) { Clauses = clauses };
        }

        if (kind < 4)
        {
            var inline = new ObjectType(string.Empty);
            for (var n = random.Next(8); n > 0; n--)
            {
                AddMember(inline, AnyType());
            }

            // Only boxed data may have members under a condition.
            inline.Members.ReplaceAll(m => m with { Condition = null });
            return new EventType(name, inline) { IsInline = true, Clauses = clauses };
        }

        var unions = Objects.Where(o => o.Tag is not null).ToList();
        var data = unions.Count > 0 && random.Next(2) == 0 ? Pick(unions) : Objects.Any() ? Pick([.. Objects]) : AddUnion();
        var mustBeBoxed = data.Tag is not null || data.AllMembers.Any(m => m.Condition is not null);
        return new EventType(name, data) { IsBoxed = mustBeBoxed || random.Next(2) == 0, Clauses = clauses };
    }

    private CommandType Command()
    {
        var clauses = Clauses.OfCommand(random);
        var name = _names.Command();
        var result = random.Next(3) == 0 || clauses.Contains("success-response", StringComparison.Ordinal) ? null : AnyType();
        if (random.Next(5) == 0)
        {
            return new CommandType(name, null, result) { Clauses = clauses };
        }

        var unions = Objects.Where(o => o.Tag is not null && !o.IsOldUnion).ToList();
        if (unions.Count > 0 && random.Next(3) == 0)
        {
            return new CommandType(name, Pick(unions), result) { Clauses = clauses };
        }

        var inline = new ObjectType(string.Empty);
        for (var n = random.Next(8); n > 0; n--)
        {
            AddMember(inline, AnyType());
        }

        inline.Members.ReplaceAll(m => m with { Condition = null });
        return new CommandType(name, inline, result) { IsInline = true, Clauses = clauses };
    }
}
