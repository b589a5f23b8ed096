using Microsoft.CodeAnalysis;

namespace QmpGen.Generator.Diagnostics;

/// <summary>
/// All diagnostics that the generator reports. An error means that types cannot be generated without guessing, a warning
/// that they rest on a guess. Info means that the document is incomplete or contradictory but can be read only one way.
/// </summary>
internal static partial class Descriptors
{
    private const string Category = "QmpGen";

    public static readonly DiagnosticDescriptor SpecUnreadable = Error(
        "QMP0001", "The spec cannot be read",
        "Cannot read the spec '{0}': it {1}; expected a text file such as QEMU's qmp-events.txt");

    public static readonly DiagnosticDescriptor NoEvents = Error(
        "QMP0002", "The spec does not describe any events",
        "The spec '{0}' does not describe any events; add at least one heading in capitals, such as STOP, underlined with dashes");

    public static readonly DiagnosticDescriptor InvalidNamespace = Error(
        "QMP0003", "The namespace is not valid in C#",
        "'{0}', the namespace of the spec '{1}', is not a valid C# namespace; set the item's Namespace, or the project's "
        + "RootNamespace, to identifiers separated by dots");

    public static readonly DiagnosticDescriptor NamespaceTaken = Error(
        "QMP0004", "Two specs share a namespace",
        "The spec '{0}' uses the namespace '{1}', which '{2}' already uses; give each QmpSpec item its own Namespace");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "QMP0005", "The C# language version is too old",
        "The generated code needs C# {0} or later, but the project is compiled as C# {1}; raise LangVersion");

    public static readonly DiagnosticDescriptor QapiNoEvents = Error(
        "QMP0006", "The schema does not define any events",
        "The spec of '{0}' does not define any events; expected at least one definition such as {{ 'event': 'STOP' }} in one of its "
        + "files");

    public static readonly DiagnosticDescriptor InvalidMetadata = Error(
        "QMP0012", "The metadata of a spec is not valid",
        "'{0}' is not a valid {1} of the spec '{2}'; {3}");

    public static readonly DiagnosticDescriptor CommandsOfText = Error(
        "QMP0014", "A text does not describe commands",
        "The spec '{0}' has Commands=\"{1}\", but a text describes only events; remove Commands, or use QEMU's schema, qapi/*.json");

    public static readonly DiagnosticDescriptor TypeNameTaken = Error(
        "QMP0015", "A type of the project has the name of a generated one",
        "A spec generates '{0}' as '{1}', but the project declares it as '{2}'; rename it or move it to another namespace, or "
        + "declare it in the same partial form to add members to the generated type");

    public static readonly DiagnosticDescriptor NotIntrospection = Error(
        "QMP0016", "The file is not a reply to query-qmp-schema",
        "Cannot read '{0}' as a reply to query-qmp-schema: {1}; write the file with 'qmpwatch --export-schema'");

    public static readonly DiagnosticDescriptor TypeTooLarge = Error(
        "QMP0017", "A type is too large to compile",
        "The type '{0}' of the spec '{3}' has {1}, but at most {2} are supported, because the compiler takes minutes over more; "
        + "divide it, or leave what holds it out of the spec");

    private static DiagnosticDescriptor Error(string id, string title, string message) =>
        Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) =>
        Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) =>
        Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpPage.LinkTo(id));
}
