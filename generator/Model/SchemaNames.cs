using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Model;

/// <summary>Names the types of a schema and the methods of its handler.</summary>
internal sealed class SchemaNames
{
    private const string EventSuffix = "Event";
    private const string CommandSuffix = "Command";

    // A type cannot have a member of its own name. The names of emitted files must differ in more than case.
    private readonly NameTable _types = new(ReservedNames.Types.Concat(ReservedNames.ValueMembers), StringComparer.OrdinalIgnoreCase);
    private readonly NameTable _handlers = new([], StringComparer.Ordinal);
    private readonly NameTable _methods = new([], StringComparer.Ordinal);
    private readonly Dictionary<string, string> _events = new(StringComparer.Ordinal);

    /// <summary>The record of each event, by wire name.</summary>
    public IReadOnlyDictionary<string, string> EventTypes => _events;

    /// <summary>Names an event's record. Events come before types: theirs are the names that users look for.</summary>
    /// <param name="wireName">The event.</param>
    /// <param name="renamed">Called with the name that was wanted and the one it gets, if these differ.</param>
    public void AddEvent(string wireName, Action<string, string> renamed)
    {
        var wanted = $"{Identifier.Pascal(wireName)}{EventSuffix}";
        _events.Add(wireName, _types.Claim(wanted, renamed, $"{wanted}{EventSuffix}"));
    }

    /// <summary>Names a command's record.</summary>
    /// <param name="wireName">The command.</param>
    /// <param name="renamed">Called with the name that was wanted and the one it gets, if these differ.</param>
    public string Command(string wireName, Action<string, string> renamed) =>
        _types.Claim($"{Identifier.Pascal(wireName)}{CommandSuffix}", renamed);

    /// <summary>Names the method that runs a command: <c>DeviceDelAsync</c> for <c>DeviceDelCommand</c>.</summary>
    public string Method(string commandTypeName) => _methods.Claim($"{Stem(commandTypeName, CommandSuffix)}Async");

    /// <summary>Names a record or a value list.</summary>
    /// <param name="wanted">The name it should have.</param>
    /// <param name="isValueList">Which of the two it is.</param>
    /// <param name="renamed">Called with the name that was wanted and the one it gets, if these differ.</param>
    /// <param name="alternatives">Names to try before the wanted one with a suffix.</param>
    public string Type(string wanted, bool isValueList, Action<string, string> renamed, params string[] alternatives) =>
        _types.Claim(wanted, renamed, [.. alternatives, $"{wanted}{(isValueList ? "Value" : "Object")}"]);

    /// <summary>Names the enum of a value list.</summary>
    /// <param name="valueListName">The value list's own name.</param>
    /// <param name="renamed">Called with the name that was wanted and the one it gets, if these differ.</param>
    public string Kind(string valueListName, Action<string, string> renamed) => _types.Claim($"{valueListName}Kind", renamed);

    /// <summary>Names the handler's method for an event: <c>OnBlockIoErrorAsync</c> for <c>BlockIoErrorEvent</c>.</summary>
    public string Handler(string eventTypeName) => _handlers.Claim($"On{Stem(eventTypeName, EventSuffix)}Async");

    // A record that had to take another name may end with a number.
    private static string Stem(string typeName, string suffix) =>
        typeName.EndsWith(suffix, StringComparison.Ordinal) ? typeName.Substring(0, typeName.Length - suffix.Length) : typeName;
}
