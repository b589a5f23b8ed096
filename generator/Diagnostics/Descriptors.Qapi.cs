using Microsoft.CodeAnalysis;

namespace QmpGen.Generator.Diagnostics;

/// <content>Diagnostics of QEMU's schema, <c>qapi/*.json</c>.</content>
internal static partial class Descriptors
{
    public static readonly DiagnosticDescriptor QapiSyntax = Error(
        "QMP0201", "The schema is malformed",
        "Expected {0}, but found {1}");

    public static readonly DiagnosticDescriptor QapiString = Error(
        "QMP0202", "A string is malformed",
        "The string has {0}; expected printable ASCII between single quotes, with '\\\\' for a backslash");

    public static readonly DiagnosticDescriptor QapiDuplicateKey = Error(
        "QMP0203", "An object has a duplicate key",
        "The key '{0}' is already on line {1}; remove one of the two");

    public static readonly DiagnosticDescriptor QapiTooDeep = Error(
        "QMP0204", "The schema is nested too deeply",
        "Objects and arrays are nested more than {0} levels deep; flatten them, a definition needs at most six levels");

    public static readonly DiagnosticDescriptor QapiIncludeMissing = Error(
        "QMP0205", "An included file is missing",
        "The file '{0}' is not among the QmpSpec items of this spec; add it with the same Namespace");

    public static readonly DiagnosticDescriptor QapiIncludeLoop = Error(
        "QMP0206", "Files include each other in a circle",
        "The file '{0}' includes this one; remove one of the two directives");

    public static readonly DiagnosticDescriptor QapiStructure = Error(
        "QMP0207", "A definition has the wrong form",
        "{0} should have {1}, but {2} was found");

    public static readonly DiagnosticDescriptor QapiMissingKey = Error(
        "QMP0208", "A key is missing",
        "{0} is missing {1}");

    public static readonly DiagnosticDescriptor QapiUnknownKey = Error(
        "QMP0209", "A key is unknown",
        "{0} has the unknown key '{1}'; expected one of {2}");

    public static readonly DiagnosticDescriptor QapiName = Error(
        "QMP0210", "A name is not allowed",
        "'{0}' is not a valid name for {1}");

    public static readonly DiagnosticDescriptor QapiRedefinition = Error(
        "QMP0211", "A name is defined twice",
        "'{0}' is already defined {1}; rename or remove one of the two");

    public static readonly DiagnosticDescriptor QapiUnknownType = Error(
        "QMP0212", "A type is not defined",
        "The type '{0}' is not defined; {1}");

    public static readonly DiagnosticDescriptor QapiWrongType = Error(
        "QMP0213", "A type is of the wrong kind",
        "{1} should have {2} here, but '{0}' is another kind of type");

    public static readonly DiagnosticDescriptor QapiDiscriminator = Error(
        "QMP0214", "The discriminator does not select a branch",
        "The discriminator '{0}' of '{1}' should be {2}");

    public static readonly DiagnosticDescriptor QapiUnknownBranch = Error(
        "QMP0215", "A branch is not a value of the discriminator",
        "The branch '{0}' of '{1}' is not a value of '{2}'; add the value to the enum, or correct the branch");

    public static readonly DiagnosticDescriptor QapiContainsItself = Error(
        "QMP0216", "A type contains itself",
        "The base '{0}' contains itself, or has a chain of more than 64 bases; remove the base, or shorten the chain");

    public static readonly DiagnosticDescriptor QapiClash = Error(
        "QMP0217", "Two parts have the same name",
        "'{0}' of {1} has the same name as another one, in {2} where '-', '_' and '.' are the same; rename one of the two");

    public static readonly DiagnosticDescriptor QapiAlternate = Error(
        "QMP0218", "Branches of an alternate look the same",
        "The branch '{0}' cannot be distinguished from '{1}' of '{2}': {3}");

    public static readonly DiagnosticDescriptor QapiEventData = Warning(
        "QMP0219", "The data of an event is not an object",
        "The data of {0} is '{1}', an alternate; the event is ignored and read as UnknownEvent");

    public static readonly DiagnosticDescriptor QapiNoCommand = Warning(
        "QMP0221", "A pattern of Commands matches no command",
        "'{0}' in the Commands of the QmpSpec items matches no command of the schema; {1}");

    public static readonly DiagnosticDescriptor QapiDoc = Info(
        "QMP0220", "A documentation comment is malformed",
        "The documentation comment is read only in part: {0}");
}
