namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Gives out names that the language allows, many of which C#, the framework or emitted code has taken.</summary>
/// <param name="random">What the choice rests on.</param>
/// <param name="isOld">Whether the schema has unions without a discriminator, whose language keeps the ending Kind for itself.</param>
internal sealed class Names(Random random, bool isOld)
{
    private static readonly string[] Members =
    [
        "class", "event", "data", "namespace", "new", "this", "base", "default", "null", "int", "string", "long", "required", "init",
        "record", "var", "dynamic", "nameof", "global", "await", "async", "field", "value", "if", "object", "type", "name", "file", "with",
        "event-name", "timestamp", "raw-json", "to-json", "write-to", "write-data", "to-string", "equals", "get-hash-code", "get-type",
        "kind", "text", "unlisted", "other", "other-json", "other-value", "extra", "members", "clone", "deconstruct", "finalize",
        "equality-contract", "print-members", "memberwise-clone", "reference-equals", "read-json", "read-known", "read-layout",
        "wire-names", "write-json", "write-members", "reader", "writer", "written", "start", "item", "message", "result", "hash", "known",
        "system", "task", "qmp-gen", "qmp-events", "utf8", "x86", "x-86", "a1", "a-1", "a-1-value", "a1-value", "timestamp-value",
        "command-name", "timeout", "properties", "is-out-of-band", "arguments", "result-of", "cancellation-token", "executor",
        "has", "get-x", "set-x", "__org.example_name", "__com.example-2_name", "micro", "minor", "major",
        "a-member-whose-name-is-longer-than-anybody-would-care-to-write"
            + "-and-therefore-has-to-be-cut-somewhere-before-it-becomes-a-name-in-c-sharp",
        "a-member-whose-name-is-longer-than-anybody-would-care-to-write"
            + "-and-therefore-has-to-be-cut-somewhere-before-it-becomes-a-name-in-c-flat",
    ];

    private static readonly string[] Values =
    [
        "unlisted", "unlisted-value", "kind", "text", "equals", "to-string", "get-hash-code", "read-known", "0", "1", "10", "1-0", "2d",
        "2-d",
        "on", "off", "none", "null", "true", "false", "x86", "x-86", "x86-value", "class", "default", "empty", "value",
        "__org.example_value",
    ];

    private static readonly string[] Types =
    [
        "Event", "Object", "String", "Kind", "Text", "System", "Action", "Task", "Type", "Unlisted", "Other", "ToString", "Equals", "Clone",
        "QmpEvent", "QmpEvents", "QmpEventHandler", "UnknownEvent", "JsonElement", "Value", "Enum", "Qtype",
        "Thing0Kind", "Thing1Kind", "Thing2Kind", "Things", "E0Event", "E1Event", "Timestamp", "QMPvent", "Int32",
        "Nullable", "WireNames", "Reader",
    ];

    private static readonly string[] Events =
    [
        "QMP", "UNKNOWN", "STRING", "SYSTEM", "EVENT", "A_B", "AB", "A__B", "CONNECTION_GAP", "__org.example_GONE", "X86", "X_86"
    ];

    private static readonly string[] Commands =
        ["quit", "class", "to-string", "x-86", "x86", "query-event", "qmp-command", "thing0", "__org.example_go", "a-b", "ab"];

    // A type's file has the type's name, and some disks do not tell small letters from capitals.
    private readonly HashSet<string> _types = new(StringComparer.OrdinalIgnoreCase);
    private readonly HashSet<string> _events = new(StringComparer.Ordinal);
    private readonly HashSet<string> _commands = new(StringComparer.Ordinal);

    /// <summary>Names that are one to QEMU, which makes C names of them.</summary>
    public static string Fold(string name) => name.Replace('-', '_').Replace('.', '_');

    /// <summary>A member's name; what it must differ from is added to.</summary>
    public string Member(HashSet<string> taken) => Claim(taken, () => random.Next(3) == 0 ? Pick(Members) : $"m{random.Next(1000)}");

    public string Value(HashSet<string> taken) => Claim(taken, () => random.Next(2) == 0 ? Pick(Values) : $"v{random.Next(1000)}");

    public string Type() =>
        Claim(_types, () => random.Next(4) == 0 && Pick(Types) is var name && IsAllowed(name) ? name : $"Thing{_types.Count}");

    public string Event() => Claim(_events, () => random.Next(4) == 0 ? Pick(Events) : $"E{_events.Count}");

    public string Command() => Claim(_commands, () => random.Next(3) == 0 ? Pick(Commands) : $"c{_commands.Count}");

    private bool IsAllowed(string typeName) => !isOld || !typeName.EndsWith("Kind", StringComparison.Ordinal);

    private static string Claim(HashSet<string> taken, Func<string> make)
    {
        while (true)
        {
            var name = make();
            if (taken.Add(Fold(name)))
            {
                return name;
            }
        }
    }

    private string Pick(string[] names) => names[random.Next(names.Length)];
}
