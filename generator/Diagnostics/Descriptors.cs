using Microsoft.CodeAnalysis;

namespace QmpGen.Generator.Diagnostics;

/// <summary>
/// Everything the generator may say. An error: no types can be made without guessing. A warning: the types rest on a
/// guess. Information: the document leaves something open or contradicts itself, but the reading is certain.
/// </summary>
internal static class Descriptors
{
    private const string Category = "QmpGen";

    public static readonly DiagnosticDescriptor SpecUnreadable = Error(
        "QMP0001", "The spec cannot be read", "The spec '{0}' {1}; expected is a text like QEMU's qmp-events.txt");

    public static readonly DiagnosticDescriptor NoEvents = Error(
        "QMP0002", "The spec describes no event", "The spec '{0}' has no event; expected is at least one heading in capitals, such as STOP, underlined with dashes");

    public static readonly DiagnosticDescriptor InvalidNamespace = Error(
        "QMP0003", "The namespace is no C# namespace", "The namespace '{0}' of the spec '{1}' is no C# namespace; set the item's Namespace, or else the project's RootNamespace, to names joined by dots");

    public static readonly DiagnosticDescriptor NamespaceTaken = Error(
        "QMP0004", "Two specs share a namespace", "The spec '{0}' has the namespace '{1}', which belongs to '{2}' already; give each QmpSpec item a Namespace of its own");

    public static readonly DiagnosticDescriptor LanguageTooOld = Error(
        "QMP0005", "The C# language version is too old", "The generated code needs C# {0} or later, but the project compiles as C# {1}; raise LangVersion");

    public static readonly DiagnosticDescriptor QapiNoEvents = Error(
        "QMP0006", "The schema defines no event", "The spec of '{0}' has no event; expected is at least one definition such as {{ 'event': 'STOP' }} in one of its files");

    public static readonly DiagnosticDescriptor DuplicateEvent = Error(
        "QMP0101", "An event is described twice", "The event {0} is described on line {1} already; remove one of the two sections");

    public static readonly DiagnosticDescriptor HeadingIsNoEvent = Error(
        "QMP0102", "A heading is no event name", "The heading '{0}' stands above an event's data or message but is no event name, which is made of capital letters, digits and '_', at most 200 of them; the section is left out");

    public static readonly DiagnosticDescriptor HeadingWithoutUnderline = Warning(
        "QMP0103", "An event name stands alone", "'{0}' looks like the heading of an event but is not underlined with dashes; it is read as prose");

    public static readonly DiagnosticDescriptor MisspeltKeyword = Warning(
        "QMP0104", "A keyword is misspelt", "'{0}:' is read as '{1}:'; did you mean that?");

    public static readonly DiagnosticDescriptor MisspeltWord = Warning(
        "QMP0105", "A word of a type is misspelt", "'{0}' is read as '{1}'; did you mean that?");

    public static readonly DiagnosticDescriptor UnknownKind = Warning(
        "QMP0106", "A JSON kind is unknown", "'{0}' is no JSON kind and is left out of account; expected is one of {1}");

    public static readonly DiagnosticDescriptor BulletWithoutName = Warning(
        "QMP0107", "A bullet names no member", "This bullet names no member and is left out; expected is: - \"name\": description (json-string)");

    public static readonly DiagnosticDescriptor MalformedBullet = Warning(
        "QMP0108", "A bullet is incomplete", "{0} of the member \"{1}\" is missing; it is read all the same. Expected is: - \"{1}\": description (json-string)");

    public static readonly DiagnosticDescriptor DuplicateMember = Error(
        "QMP0109", "A member is described twice", "The member \"{0}\" is described on line {1} already; remove one of the two, or indent it below the object it belongs to");

    public static readonly DiagnosticDescriptor NestedInScalar = Warning(
        "QMP0110", "A member is indented below one that is no object", "The member \"{0}\" is indented below \"{1}\", which is no json-object; both are read as members of the same object");

    public static readonly DiagnosticDescriptor NestedByExample = Info(
        "QMP0111", "Nesting taken from the example", "Indentation does not tell which members belong to \"{0}\"; the example does");

    public static readonly DiagnosticDescriptor NestedByGuess = Warning(
        "QMP0112", "Nesting guessed", "Neither indentation nor an example tells whether \"{0}\" is a member of \"{1}\"; it is read as one. Indent it, or add it to the example");

    public static readonly DiagnosticDescriptor TypeFromExample = Info(
        "QMP0113", "A type taken from the example", "No type is given for \"{0}\"; the example shows: {1}");

    public static readonly DiagnosticDescriptor TypeFromValues = Info(
        "QMP0114", "A type taken from the listed values", "No type is given for \"{0}\"; it is a string, because its values are listed or said to be listed elsewhere");

    public static readonly DiagnosticDescriptor TypeUnknown = Info(
        "QMP0115", "A member of any kind", "Neither the text nor an example tells what \"{0}\" holds; it is kept as any JSON");

    public static readonly DiagnosticDescriptor DataFromExample = Info(
        "QMP0116", "Data taken from the example", "The members of the data of {0} are not described here; they are taken from the example, all optional");

    public static readonly DiagnosticDescriptor DataNoneButExample = Warning(
        "QMP0117", "\"Data: None.\" contradicts the example", "The data of {0} is said to be none, but the example has some; its members are taken from there, all optional");

    public static readonly DiagnosticDescriptor DataNoneContradicted = Info(
        "QMP0118", "\"Data: None.\" is followed by members", "The data of {0} is said to be none, but members are described; they count");

    public static readonly DiagnosticDescriptor DataUnknown = Warning(
        "QMP0119", "The data is not described", "The event {0} has data, but neither bullets nor an example describe it; its record has no members. Describe them as: - \"name\": description (json-string)");

    public static readonly DiagnosticDescriptor MalformedExample = Info(
        "QMP0120", "An example is no JSON", "The example of {0} is no JSON: expected is {1}");

    public static readonly DiagnosticDescriptor ExampleOfOtherEvent = Info(
        "QMP0121", "An example shows another event", "The example of {0} shows the event {1}; the heading counts");

    public static readonly DiagnosticDescriptor ExampleLacksMember = Info(
        "QMP0122", "An example lacks a member", "The example lacks \"{0}\", which is not marked as optional; the description counts");

    public static readonly DiagnosticDescriptor ExampleOfOtherKind = Info(
        "QMP0123", "An example shows another kind", "The description of \"{0}\" says {1}, but the example shows: {2}; the description counts");

    public static readonly DiagnosticDescriptor ExampleValueUnlisted = Info(
        "QMP0124", "An example shows a value outside the list", "The example shows \"{0}\", which the values listed for \"{1}\" lack; the type is open to it");

    public static readonly DiagnosticDescriptor MemberRenamed = Info(
        "QMP0125", "A member gets another name", "The member \"{0}\" of {1} cannot be called {2} in C#; it is called {3}");

    public static readonly DiagnosticDescriptor TypeRenamed = Info(
        "QMP0126", "A type gets another name", "The type cannot be called {0}, because that name is taken or hides another type; it is called {1}");

    public static readonly DiagnosticDescriptor NestedTooDeep = Warning(
        "QMP0127", "Members are nested too deep", "\"{0}\" is nested more than {1} levels deep; it is left out, and the member above it is typed by the example or kept as any JSON");

    public static readonly DiagnosticDescriptor ItemsUntyped = Info(
        "QMP0128", "The items of an array are not typed", "\"{0}\" is a json-array; it is kept as any JSON, and the members described below it are left out");

    public static readonly DiagnosticDescriptor ValueRenamed = Info(
        "QMP0129", "A value gets another name", "The value \"{0}\" of {1} cannot be called {2} in C#; it is called {3}");

    public static readonly DiagnosticDescriptor ValueWithoutQuotes = Warning(
        "QMP0130", "A value has no quotes", "'{0}' stands in the list of values of \"{1}\" but has no quotes; it is read as part of what is said of \"{2}\". If it is a value, write: \"{0}\": description");

    public static readonly DiagnosticDescriptor ExampleHasFurtherMember = Info(
        "QMP0131", "An example shows a further member", "The example shows \"{0}\", which the text does not describe; it is not read. If events have it, describe it as: - \"{0}\": description (json-string)");

    public static readonly DiagnosticDescriptor ExampleLacksData = Info(
        "QMP0132", "An example lacks the data", "The example of {0} has no data, but \"{1}\" is not marked as optional; the description counts");

    public static readonly DiagnosticDescriptor MemberMayBeValue = Warning(
        "QMP0133", "A member looks like a value", "\"{0}\" has no type and no example shows it; it is read as a member beside \"{1}\". If it is a value of \"{1}\", indent it below and leave the dash out; if it is a member, give it a type");

    public static readonly DiagnosticDescriptor QapiSyntax = Error(
        "QMP0201", "The schema is malformed", "Expected is {0}, but {1} was found");

    public static readonly DiagnosticDescriptor QapiString = Error(
        "QMP0202", "A string is malformed", "The string has {0}; expected is printable ASCII between single quotes, with '\\\\' for a backslash");

    public static readonly DiagnosticDescriptor QapiDuplicateKey = Error(
        "QMP0203", "A key stands twice in an object", "The key '{0}' stands on line {1} already; remove one of the two");

    public static readonly DiagnosticDescriptor QapiTooDeep = Error(
        "QMP0204", "The schema is nested too deep", "Objects and arrays are nested more than {0} levels deep; expected are no more than six");

    public static readonly DiagnosticDescriptor QapiIncludeMissing = Error(
        "QMP0205", "An included file is missing", "The file '{0}' is not among the QmpSpec items of this spec; add it with the same Namespace");

    public static readonly DiagnosticDescriptor QapiIncludeLoop = Error(
        "QMP0206", "Files include each other in a circle", "The file '{0}' includes this one; remove one of the two directives");

    public static readonly DiagnosticDescriptor QapiStructure = Error(
        "QMP0207", "A definition has the wrong form", "{0} should have {1}, but {2} was found");

    public static readonly DiagnosticDescriptor QapiMissingKey = Error(
        "QMP0208", "A key is missing", "{0} lacks {1}");

    public static readonly DiagnosticDescriptor QapiUnknownKey = Error(
        "QMP0209", "A key is unknown", "{0} has the unknown key '{1}'; expected is one of {2}");

    public static readonly DiagnosticDescriptor QapiName = Error(
        "QMP0210", "A name is not allowed", "'{0}' is no name for {1}");

    public static readonly DiagnosticDescriptor QapiRedefinition = Error(
        "QMP0211", "A name is defined twice", "'{0}' is defined {1} already; rename or remove one of the two");

    public static readonly DiagnosticDescriptor QapiUnknownType = Error(
        "QMP0212", "A type is not defined", "The type '{0}' is not defined; {1}");

    public static readonly DiagnosticDescriptor QapiWrongType = Error(
        "QMP0213", "A type of another kind is expected", "{1} should have {2} here, but '{0}' is another kind of type");

    public static readonly DiagnosticDescriptor QapiDiscriminator = Error(
        "QMP0214", "The discriminator tells no branch", "The discriminator '{0}' of '{1}' should be {2}");

    public static readonly DiagnosticDescriptor QapiUnknownBranch = Error(
        "QMP0215", "A branch is no value of the discriminator", "The branch '{0}' of '{1}' is no value of '{2}'");

    public static readonly DiagnosticDescriptor QapiContainsItself = Error(
        "QMP0216", "A type contains itself", "The base '{0}' contains itself, or has more than 64 bases in a chain; a chain of bases must end");

    public static readonly DiagnosticDescriptor QapiClash = Error(
        "QMP0217", "Two parts have one name", "'{0}' of {1} has the name of another one, in {2} where '-', '_' and '.' count as the same; rename one of the two");

    public static readonly DiagnosticDescriptor QapiAlternate = Error(
        "QMP0218", "Branches of an alternate look the same", "The branch '{0}' cannot be told from '{1}' of '{2}': {3}");

    public static readonly DiagnosticDescriptor QapiEventData = Warning(
        "QMP0219", "The data of an event is no object", "The data of {0} is '{1}', an alternate; the event is left out and read as UnknownEvent");

    public static readonly DiagnosticDescriptor QapiDoc = Info(
        "QMP0220", "A documentation comment is malformed", "The documentation comment is read as far as it goes, although {0}");

    private static DiagnosticDescriptor Error(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Error);

    private static DiagnosticDescriptor Warning(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Warning);

    private static DiagnosticDescriptor Info(string id, string title, string message) => Create(id, title, message, DiagnosticSeverity.Info);

    private static DiagnosticDescriptor Create(string id, string title, string message, DiagnosticSeverity severity) =>
        new(id, title, message, Category, severity, isEnabledByDefault: true, helpLinkUri: HelpPage.LinkTo(id));
}
