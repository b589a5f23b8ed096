namespace QmpGen.Generator.Qapi;

/// <summary>Reads what only commands have.</summary>
internal static class CommandReader
{
    private static readonly string[] OnlyTrue = ["allow-oob", "allow-preconfig", "coroutine"];

    // Up to QEMU 2.3 these were the string 'no'.
    private static readonly string[] OnlyFalse = ["gen", "success-response"];

    public static Definition Read(Definition command, QapiObject value, string subject, ClauseReader clauses)
    {
        CheckFlags(value, subject, clauses);
        command = command with { IsOpen = value.Find("gen") is not null, AllowsOutOfBand = value.Find("allow-oob") is not null };

        // Up to QEMU 2.3 such a command could name types that no schema has, as 'visitor'.
        if (value.Find("gen")?.Value is QapiString)
        {
            return new Definition(command.Kind, command.Name, command.Location)
            {
                Doc = command.Doc,
                IsOpen = true,
                Returns = value.Find("returns") is null ? null : new TypeReference("any", IsArray: false, command.Location),
                Features = command.Features,
                Condition = command.Condition,
            };
        }

        return value.Find("returns") is { } returns
            ? command with { Returns = clauses.Type(returns.Value, $"'returns' of {ClauseReader.Inside(subject)}", mayBeArray: true) }
            : command;
    }

    private static void CheckFlags(QapiObject value, string subject, ClauseReader clauses)
    {
        foreach (var flag in value.Properties)
        {
            if (OnlyTrue.Contains(flag.Name) && flag.Value is not QapiBoolean { IsTrue: true })
            {
                clauses.Mismatch(flag.Value, $"'{flag.Name}' of {ClauseReader.Inside(subject)}", "true");
            }
            else if (OnlyFalse.Contains(flag.Name) && flag.Value is not (QapiBoolean { IsTrue: false } or QapiString { Text: "no" }))
            {
                clauses.Mismatch(flag.Value, $"'{flag.Name}' of {ClauseReader.Inside(subject)}", "false");
            }
        }

        if (value.Find("coroutine") is { } coroutine && value.Find("allow-oob") is not null)
        {
            clauses.Mismatch(coroutine.Value, subject, "one of 'allow-oob' and 'coroutine'", "both");
        }
    }
}
