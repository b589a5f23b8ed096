using System.Text.RegularExpressions;

namespace QmpGen.Generator.Qapi;

/// <summary>The rules of the language that a schema is held to, according to its age and its pragmas.</summary>
internal sealed class QapiRules
{
    /// <summary>The number of different features that a schema may have.</summary>
    public const int MostFeatures = 64;

    /// <summary>Where exceptions are listed, for messages: whoever takes some of QEMU's files may lack this one.</summary>
    public const string ExceptionsFile = "QEMU lists its own exceptions in qapi/pragma.json";

    private const string Characters = "letters, digits, '-' and '_', starting with a letter";

    private static readonly Regex Camel = new(@"\A[A-Z][A-Za-z0-9]*\z", RegexOptions.CultureInvariant);

    private readonly QapiPragmas _pragmas;

    // Every schema has these two, whether it uses them or not.
    private readonly HashSet<string> _features = new(StringComparer.Ordinal) { "deprecated", "unstable" };

    public QapiRules(IReadOnlyList<QapiExpression> expressions)
    {
        _pragmas = QapiPragmas.Of(expressions);
        Age = SchemaAge.Of(expressions, _pragmas);
    }

    public SchemaAge Age { get; }

    /// <summary>Whether a command may return something other than objects.</summary>
    public bool MayReturnAnything(string command) => Age.IsBefore29 || _pragmas.Returns.Contains(command);

    /// <summary>
    /// Whether data may have conditional members without being boxed, as it could up to QEMU 8.0. No schema shows that it
    /// is so old, and no published one has such a command; an event is refused only where the schema is known to be new.
    /// </summary>
    public bool MayHaveConditionalData(DefinitionKind kind) =>
        Age.IsBefore62 || (kind == DefinitionKind.Event && !Age.IsSince60);

    /// <summary>Whether a feature is the one with which a schema has too many.</summary>
    public bool IsFeatureTooMany(string name) => _features.Add(name) && _features.Count == MostFeatures + 1;

    /// <summary>What is expected of a name that breaks a rule; null for a good name.</summary>
    /// <param name="text">The name.</param>
    /// <param name="kind">What has the name.</param>
    /// <param name="owner">The type of a member or value; null for what has no type with a name.</param>
    public string? Violation(string text, NameKind kind, string? owner)
    {
        var name = QapiName.Of(text, kind);
        var folded = QapiName.Fold(text);
        if (name.Stem is not { } stem || !name.IsUsable)
        {
            return Form(kind);
        }

        switch (kind)
        {
            case NameKind.Event when !Age.IsBefore60 && stem.Any(c => char.IsLower(c) || c == '-'):
                return Form(kind);
            case NameKind.Command when !Age.IsBefore60 && stem.Any(char.IsUpper):
                return "a command, which has lower-case letters, digits and '-'";
            case NameKind.Command when Age.IsSince60 && stem.Contains('_') && !_pragmas.Commands.Contains(text):
                return "a command, which has '-' instead of '_'; "
                    + $"rename it, or list it in the pragma 'command-name-exceptions' ({ExceptionsFile})";
            case NameKind.Type when EndsWith("List") || (EndsWith("Kind") && Age is { IsBefore62: true, IsBefore24: false }):
                return Form(kind);
            case NameKind.Type when !Age.IsBefore60 && (!Camel.IsMatch(stem) || (Age.IsSince60 && !stem.Any(char.IsLower))):
                return "a type, which is in CamelCase";
            case NameKind.Member when folded == "u" || folded.StartsWith("has_", StringComparison.Ordinal):
                return Form(kind);
            case NameKind.Member or NameKind.Value or NameKind.Alternative:
                return CaseViolation(stem, kind, owner);
            default:
                return null;
        }

        bool EndsWith(string end) => text.EndsWith(end, StringComparison.Ordinal);
    }

    private string? CaseViolation(string stem, NameKind kind, string? owner)
    {
        // Before QEMU 2.9 the exceptions stood in its scripts; no branch has ever been one.
        var isExcepted = kind != NameKind.Alternative && (Age.IsBefore29 || (owner is not null && IsExcepted(owner)));
        if (isExcepted)
        {
            return null;
        }

        if (stem.Any(char.IsUpper) || (Age.IsSince60 && stem.Contains('_')))
        {
            var mend = owner is null ? string.Empty : $", or list '{owner}' in the pragma 'member-name-exceptions' ({ExceptionsFile})";
            var signs = Age.IsSince60 ? "'-'" : "'-' or '_'";
            return $"a {Word(kind)}, which has lower-case letters, digits and {signs}; rename it{mend}";
        }

        return null;
    }

    private bool IsExcepted(string owner) => _pragmas.Members.Contains(owner)

        // What the base of a union that is written inside it was called in such lists at first.
        || _pragmas.Members.Contains($"q_obj_{owner}-base");

    private static string Word(NameKind kind) => kind switch
    {
        NameKind.Value => "value",
        NameKind.Branch or NameKind.Alternative => "branch",
        _ => "member",
    };

    private string Form(NameKind kind) => kind switch
    {
        NameKind.Event => "an event, which has capital letters, digits and '_'",
        NameKind.Member => $"a member: {Characters}, but not 'u', and not starting with 'has-' or 'q-'",
        NameKind.Value or NameKind.Branch or NameKind.Alternative =>
            $"a {Word(kind)}: letters, digits, '-', '_' and '.', starting with a letter or digit, but not starting with 'q-'",
        NameKind.Type =>
            $"a type: {Characters}, but not starting with 'q-' or ending with 'List'{(Age.IsBefore62 ? " or 'Kind'" : string.Empty)}",
        _ => $"a command or feature: {Characters}, but not starting with 'q-'",
    };
}
