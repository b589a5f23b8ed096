using Microsoft.CodeAnalysis;

namespace QmpGen.Generator.Diagnostics;

/// <content>Diagnostics of documents in the form of <c>qmp-events.txt</c>.</content>
internal static partial class Descriptors
{
    /// <summary>
    /// Whether it says that a type rests on a guess, or that an example contradicts its text. Nobody can mend that in a published text;
    /// in a text of the project's own it is a warning.
    /// </summary>
    public static bool IsForAuthor(DiagnosticDescriptor descriptor) => descriptor.Id
        is "QMP0111" or "QMP0113" or "QMP0114" or "QMP0115" or "QMP0116"
        or "QMP0120" or "QMP0121" or "QMP0122" or "QMP0123" or "QMP0124" or "QMP0131" or "QMP0132";

    public static readonly DiagnosticDescriptor DuplicateEvent = Error(
        "QMP0101", "An event is described twice",
        "The event {0} is already described on line {1}; remove one of the two sections");

    public static readonly DiagnosticDescriptor HeadingIsNotEvent = Error(
        "QMP0102", "A heading is not a valid event name",
        "The heading '{0}' is not a valid event name, so its section is ignored; expected at most 200 capital letters, digits and "
        + "'_'");

    public static readonly DiagnosticDescriptor HeadingWithoutUnderline = Warning(
        "QMP0103", "An event heading is not underlined",
        "'{0}' looks like the heading of an event but is not underlined, so it is read as prose; add a row of dashes below it");

    public static readonly DiagnosticDescriptor MisspeltKeyword = Warning(
        "QMP0104", "A keyword is misspelt",
        "'{0}:' is read as '{1}:'; correct the spelling");

    public static readonly DiagnosticDescriptor MisspeltWord = Warning(
        "QMP0105", "A word of a type is misspelt",
        "'{0}' is read as '{1}'; correct the spelling");

    public static readonly DiagnosticDescriptor UnknownKind = Warning(
        "QMP0106", "A JSON type is unknown",
        "'{0}' is not a JSON type; {1}");

    public static readonly DiagnosticDescriptor BulletWithoutName = Warning(
        "QMP0107", "A bullet does not name a member",
        "This bullet does not name a member and is ignored; expected - \"name\": description (json-string)");

    public static readonly DiagnosticDescriptor MalformedBullet = Warning(
        "QMP0108", "A bullet is incomplete",
        "{0} of the member \"{1}\" is missing; the member is still read. Expected - \"{1}\": description (json-string)");

    public static readonly DiagnosticDescriptor DuplicateMember = Error(
        "QMP0109", "A member is described twice",
        "The member \"{0}\" is already described on line {1}; remove one of the two, or indent it below the object that it belongs "
        + "to");

    public static readonly DiagnosticDescriptor NestedInScalar = Warning(
        "QMP0110", "A member is indented below one that is not an object",
        "The member \"{0}\" is indented below \"{1}\", which is not a json-object; both are read as members of the same object");

    public static readonly DiagnosticDescriptor NestedByExample = Info(
        "QMP0111", "Nesting is taken from the example",
        "The indentation does not show which members belong to \"{0}\", so the example decides; indent its members to make this "
        + "explicit");

    public static readonly DiagnosticDescriptor NestedByGuess = Warning(
        "QMP0112", "Nesting is guessed",
        "Neither the indentation nor an example shows whether \"{0}\" is a member of \"{1}\"; it is read as one. Indent it, or add "
        + "it to the example");

    public static readonly DiagnosticDescriptor TypeFromExample = Info(
        "QMP0113", "A type is taken from the example",
        "The description does not give the type of \"{0}\"; the example shows {1}");

    public static readonly DiagnosticDescriptor TypeFromValues = Info(
        "QMP0114", "A type is taken from the listed values",
        "The description does not give the type of \"{0}\"; it is a string, because the text lists its values or says where they "
        + "are listed");

    public static readonly DiagnosticDescriptor TypeUnknown = Info(
        "QMP0115", "The type of a member is unknown",
        "Neither the description nor an example shows the type of \"{0}\"; it is a JsonElement");

    public static readonly DiagnosticDescriptor DataFromExample = Info(
        "QMP0116", "Data is taken from the example",
        "The description does not list the members of the data of {0}; they are taken from the example, and all are optional");

    public static readonly DiagnosticDescriptor DataNoneButExample = Warning(
        "QMP0117", "\"Data: None.\" contradicts the example",
        "{0} is documented as having no data, but its example has data; the members are taken from the example, and all are optional");

    public static readonly DiagnosticDescriptor DataNoneContradicted = Info(
        "QMP0118", "\"Data: None.\" is followed by members",
        "{0} is documented as having no data but lists members; the members are used");

    public static readonly DiagnosticDescriptor DataUnknown = Warning(
        "QMP0119", "The data is not described",
        "The event {0} has data, but neither bullets nor an example describe it, so its record has no members; describe each member "
        + "as - \"name\": description (json-string)");

    public static readonly DiagnosticDescriptor MalformedExample = Info(
        "QMP0120", "An example is not valid JSON",
        "The example of {0} is not valid JSON: {1}");

    public static readonly DiagnosticDescriptor ExampleOfOtherEvent = Info(
        "QMP0121", "An example shows another event",
        "The example of {0} shows the event {1}; the heading takes precedence");

    public static readonly DiagnosticDescriptor ExampleLacksMember = Info(
        "QMP0122", "An example does not show a member",
        "The example does not show \"{0}\", which is not marked as optional; the description takes precedence");

    public static readonly DiagnosticDescriptor ExampleOfOtherKind = Info(
        "QMP0123", "An example shows another type",
        "\"{0}\" is described as {1}, but the example shows {2}; the description takes precedence");

    public static readonly DiagnosticDescriptor ExampleValueUnlisted = Info(
        "QMP0124", "An example shows a value outside the list",
        "The example shows \"{0}\", which is not among the values listed for \"{1}\"; the generated type accepts it as an unlisted "
        + "value");

    public static readonly DiagnosticDescriptor MemberRenamed = Info(
        "QMP0125", "A member is renamed",
        "The member \"{0}\" of {1} cannot be named {2} in C#; it is named {3}");

    public static readonly DiagnosticDescriptor TypeRenamed = Info(
        "QMP0126", "A type is renamed",
        "The type cannot be named {0}, because that name is taken or would hide another type; it is named {1}");

    public static readonly DiagnosticDescriptor NestedTooDeep = Warning(
        "QMP0127", "Members are nested too deeply",
        "\"{0}\" is nested more than {1} levels deep and is ignored; the type of the member above it is taken from the example, or "
        + "is JsonElement");

    public static readonly DiagnosticDescriptor ItemsUntyped = Info(
        "QMP0128", "The items of an array are not typed",
        "\"{0}\" is a json-array, which becomes a JsonElement; the members described below it are ignored");

    public static readonly DiagnosticDescriptor ValueRenamed = Info(
        "QMP0129", "A value is renamed",
        "The value \"{0}\" of {1} cannot be named {2} in C#; it is named {3}");

    public static readonly DiagnosticDescriptor ValueWithoutQuotes = Warning(
        "QMP0130", "A value is not in quotes",
        "'{0}' is in the list of values of \"{1}\" but not in quotes, so it is read as part of the description of \"{2}\"; if it is "
        + "a value, write \"{0}\": description");

    public static readonly DiagnosticDescriptor ExampleHasFurtherMember = Info(
        "QMP0131", "An example shows an undocumented member",
        "The example shows \"{0}\", which the text does not describe, so it is not read; if events have it, describe it as - "
        + "\"{0}\": description (json-string)");

    public static readonly DiagnosticDescriptor ExampleLacksData = Info(
        "QMP0132", "An example does not show the data",
        "The example of {0} has no data, but \"{1}\" is not marked as optional; the description takes precedence");

    public static readonly DiagnosticDescriptor MemberMayBeValue = Warning(
        "QMP0133", "A member looks like a value",
        "\"{0}\" has no type and does not appear in an example; it is read as a member beside \"{1}\". If it is a value of \"{1}\", "
        + "indent it and remove the dash; if it is a member, give it a type");
}
