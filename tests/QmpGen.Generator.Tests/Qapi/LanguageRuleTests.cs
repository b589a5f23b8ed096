using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Qapi;

/// <summary>
/// The rules that QEMU's own reader of schemas has come to enforce, each with what it refuses, what it accepts, and what a
/// schema of an older QEMU may still do.
/// </summary>
public sealed class LanguageRuleTests
{
    /// <summary>Shows that a schema is of QEMU 6.0 or later.</summary>
    private const string Since60 = "{ 'pragma': { 'command-returns-exceptions': [ 'old-command' ] } }\n";

    /// <summary>Shows that a schema is of QEMU 2.9 to 5.2.</summary>
    private const string Before60 = "{ 'pragma': { 'returns-whitelist': [ 'old-command' ] } }\n";

    /// <summary>Shows that a schema is of QEMU 6.1 or earlier; without a pragma, of 2.8 or earlier.</summary>
    private const string Before62 = "{ 'union': 'Old', 'data': { 'n': 'int' } }\n";

    /// <summary>Shows that a schema is of QEMU 2.3 or earlier.</summary>
    private const string Before24 = "{ 'type': 'Older', 'data': {} }\n";

    [Theory]

    // Names of types.
    [InlineData("{ 'struct': 'small-words', 'data': {} }", "QMP0210", "'small-words'")]
    [InlineData("{ 'enum': 'lower', 'data': [ 'a' ] }", "QMP0210", "'lower'")]
    [InlineData("{ 'alternate': 'With_Line', 'data': { 's': 'str' } }", "QMP0210", "'With_Line'")]
    [InlineData("{ 'struct': '__com.example_lower', 'data': {} }", "QMP0210", "'__com.example_lower'")]
    [InlineData(Since60 + "{ 'struct': 'ABC', 'data': {} }", "QMP0210", "'ABC'")]
    [InlineData(Before62 + "{ 'enum': 'DoorKind', 'data': [ 'a' ] }", "QMP0210", "'DoorKind'")]

    // Names of events and commands.
    [InlineData("{ 'event': 'Moved' }", "QMP0210", "'Moved'")]
    [InlineData("{ 'event': 'DOOR-MOVED' }", "QMP0210", "'DOOR-MOVED'")]
    [InlineData("{ 'event': '__com.example_moved' }", "QMP0210", "'__com.example_moved'")]
    [InlineData("{ 'command': 'openDoor' }", "QMP0210", "'openDoor'")]
    [InlineData("{ 'command': 'q-door' }", "QMP0210", "'q-door'")]
    [InlineData(Since60 + "{ 'command': 'open_door' }", "QMP0210", "'open_door'")]

    // Names of members, values and branches.
    [InlineData("{ 'command': 'c', 'data': { 'Arg': 'int' } }", "QMP0210", "'Arg'")]
    [InlineData("{ 'event': 'E', 'data': { '*anArg': 'int' } }", "QMP0210", "'*anArg'")]
    [InlineData("{ 'struct': 'Door', 'data': { 'X': 'int' } }", "QMP0210", "'X'")]
    [InlineData("{ 'struct': 'Door', 'data': { 'has-it': 'int' } }", "QMP0210", "'has-it'")]
    [InlineData("{ 'struct': 'Door', 'data': { 'u': 'int' } }", "QMP0210", "'u'")]
    [InlineData("{ 'enum': 'Door', 'data': [ 'a', 'aB' ] }", "QMP0210", "'aB'")]
    [InlineData("{ 'enum': 'Door', 'data': [ { 'name': 'A' } ] }", "QMP0210", "'A'")]
    [InlineData("{ 'alternate': 'Door', 'data': { 'S': 'str' } }", "QMP0210", "'S'")]
    [InlineData("{ 'union': 'Door', 'data': { 'S': 'str' } }", "QMP0210", "'S'")]
    [InlineData("{ 'union': 'Door', 'data': { 'a-b': 'str', 'a_b': 'str' } }", "QMP0217", "'a_b'")]
    [InlineData(
        "{ 'enum': 'K', 'data': [ 'a' ] }\n{ 'union': 'Door', 'base': { 'k': 'K', 'X': 'int' }, 'discriminator': 'k', 'data': {} }",
        "QMP0210",
        "'X'")]
    [InlineData(Since60 + "{ 'struct': 'Door', 'data': { 'a_b': 'int' } }", "QMP0210", "'a_b'")]
    [InlineData(Since60 + "{ 'enum': 'Door', 'data': [ 'a_b' ] }", "QMP0210", "'a_b'")]
    [InlineData("{ 'pragma': { 'member-name-exceptions': [ 'Window' ] } }\n{ 'struct': 'Door', 'data': { 'X': 'int' } }", "QMP0210", "'X'")]
    [InlineData(Before60 + "{ 'enum': 'Door', 'data': [ 'Open' ] }", "QMP0210", "'Open'")]

    // An exception is for a type of that name, not for the arguments of a command.
    [InlineData("{ 'pragma': { 'member-name-exceptions': [ 'c' ] } }\n{ 'command': 'c', 'data': { 'X': 'int' } }", "QMP0210", "'X'")]

    // What commands return.
    [InlineData("{ 'command': 'c', 'returns': 'int' }", "QMP0213", "'int'")]
    [InlineData("{ 'command': 'c', 'returns': [ 'str' ] }", "QMP0213", "'str'")]
    [InlineData("{ 'command': 'c', 'returns': 'any' }", "QMP0213", "'any'")]
    [InlineData("{ 'enum': 'Door', 'data': [] }\n{ 'command': 'c', 'returns': [ 'Door' ] }", "QMP0213", "'Door'")]
    [InlineData(Since60 + "{ 'command': 'c', 'returns': 'bool' }", "QMP0213", "'bool'")]
    [InlineData(Before60 + "{ 'command': 'c', 'returns': 'bool' }", "QMP0213", "'bool'")]

    // Conditions.
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': [ 'HAVE_DOORS' ] }", "QMP0207", "[ 'HAVE_DOORS' ]")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': 'have doors' }", "QMP0207", "'have doors'")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': '' }", "QMP0207", "''")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': true }", "QMP0207", "true")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': {} }", "QMP0207", "{}")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': { 'all': [] } }", "QMP0207", "{ 'all': [] }")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': { 'any': 'A' } }", "QMP0207", "{ 'any': 'A' }")]
    [InlineData(
        "{ 'struct': 'Door', 'data': {}, 'if': { 'all': [ 'A' ], 'any': [ 'B' ] } }", "QMP0207", "{ 'all': [ 'A' ], 'any': [ 'B' ] }")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': { 'none': [ 'A' ] } }", "QMP0207", "{ 'none': [ 'A' ] }")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': { 'not': { 'any': [ 'A', 'b' ] } } }", "QMP0207", "'b'")]
    [InlineData("{ 'struct': 'Door', 'data': { 'm': { 'type': 'int', 'if': ' ' } } }", "QMP0207", "' '")]
    [InlineData("{ 'enum': 'Door', 'data': [ { 'name': 'a', 'if': [] } ] }", "QMP0207", "[]")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'features': [ { 'name': 'f', 'if': false } ] }", "QMP0207", "false")]
    [InlineData("{ 'alternate': 'Door', 'data': { 's': { 'type': 'str', 'if': 'a' } } }", "QMP0207", "'a'")]

    // Arguments that depend on how QEMU was built.
    [InlineData("{ 'command': 'c', 'data': { 'm': { 'type': 'str', 'if': 'A' } } }", "QMP0208", "'m'")]
    [InlineData(Since60 + "{ 'event': 'E', 'data': { '*m': { 'type': 'str', 'if': 'A' } } }", "QMP0208", "'*m'")]
    [InlineData(
        "{ 'struct': 'Door', 'data': { 'm': { 'type': 'str', 'if': 'A' } } }\n{ 'command': 'c', 'data': 'Door' }", "QMP0208", "'Door'")]
    [InlineData(
        Since60 + "{ 'struct': 'Door', 'data': { 'm': { 'type': 'str', 'if': 'A' } } }\n"
            + "{ 'struct': 'Gate', 'base': 'Door', 'data': {} }\n{ 'event': 'E', 'data': 'Gate' }", "QMP0208", "'Gate'")]

    // Discriminators and branches.
    [InlineData(
        "{ 'struct': 'Door', 'data': {} }\n{ 'union': 'U', 'base': 'Door', 'discriminator': {}, 'data': { 'a': 'Door' } }",
        "QMP0207",
        "{}")]
    [InlineData("{ 'union': 'U', 'discriminator': {}, 'data': { 'a': 'str' } }", "QMP0207", "{}")]
    [InlineData(
        "{ 'struct': 'Door', 'data': {} }\n{ 'enum': 'K', 'data': [ 'a' ] }\n{ 'union': 'U', 'base': { 'k': 'K' }, "
            + "'discriminator': 'k', 'data': { 'a': { 'type': 'Door', 'features': [] } } }",
        "QMP0209",
        "'features'")]
    public void What_QEMU_refuses_is_an_error_where_it_stands(string mistake, string id, string pointed)
    {
        var text = $"{mistake}\n{{ 'event': 'LAST' }}\n";

        var error = Assert.Single(Reading.Compile(new SpecFile("schema.json", text, "Spec")).Diagnostics);

        Assert.Equal((id, DiagnosticSeverity.Error, pointed), (error.Descriptor.Id, error.Descriptor.DefaultSeverity, error.Pointed(text)));
    }

    [Theory]
    [InlineData("{ 'struct': 'X86Door', 'data': {} }")]
    [InlineData("{ 'struct': '__com.example_Door', 'data': { '__com.example_m': 'int', 'x-m': 'int' } }")]
    [InlineData("{ 'event': '__com.example_DOOR_MOVED' }")]
    [InlineData("{ 'event': '__COM.EXAMPLE_X-DOOR' }")]
    [InlineData("{ 'command': '__com.example_x-open' }")]
    [InlineData("{ 'command': 'c', 'data': { 'an_arg': 'int' } }")]
    [InlineData("{ 'enum': 'DoorKind', 'data': [ 'a', '2-way' ] }")]
    [InlineData("{ 'pragma': { 'member-name-exceptions': [ 'Door' ] } }\n{ 'struct': 'Door', 'data': { 'UUID': 'int', 'a_b': 'int' } }")]
    [InlineData("{ 'struct': 'Door', 'data': { 'UUID': 'int' } }\n{ 'pragma': { 'name-case-whitelist': [ 'Door' ] } }")]
    [InlineData(
        "{ 'pragma': { 'member-name-exceptions': [ 'Door' ] } }\n{ 'enum': 'Key', 'data': [ 'a' ] }\n{ 'union': 'Door', "
            + "'base': { 'key': 'Key', 'CPU': 'int' }, 'discriminator': 'key', 'data': {} }")]
    [InlineData(
        "{ 'pragma': { 'name-case-whitelist': [ 'q_obj_Door-base' ] } }\n{ 'enum': 'Key', 'data': [ 'a' ] }\n{ 'union': "
            + "'Door', 'base': { 'key': 'Key', 'CPU': 'int' }, 'discriminator': 'key', 'data': {} }")]
    [InlineData(
        "{ 'pragma': { 'member-name-exceptions': [ 'Key' ] } }\n{ 'enum': 'Key', 'data': [ 'Big' ] }\n{ 'struct': 'Leaf', "
            + "'data': {} }\n{ 'union': 'Door', 'base': { 'key': 'Key' }, 'discriminator': 'key', 'data': { 'Big': 'Leaf' } }")]
    [InlineData("{ 'pragma': { 'command-name-exceptions': [ 'open_door' ] } }\n{ 'command': 'open_door' }")]
    [InlineData("{ 'pragma': { 'command-returns-exceptions': [ 'c' ] } }\n{ 'command': 'c', 'returns': [ 'int' ] }")]
    [InlineData("{ 'pragma': { 'returns-whitelist': [ 'c' ] } }\n{ 'command': 'c', 'returns': 'str' }")]
    [InlineData("{ 'struct': 'Door', 'data': {}, 'if': { 'not': { 'any': [ 'A', { 'all': [ 'B_2' ] } ] } } }")]
    [InlineData("{ 'struct': 'Door', 'data': { 'm': { 'type': 'str', 'if': 'A' } } }\n{ 'command': 'c', 'data': 'Door', 'boxed': true }")]
    [InlineData("{ 'struct': 'Door', 'data': {} }\n{ 'command': 'c', 'returns': [ 'Door' ] }")]
    [InlineData("{ 'alternate': 'Door', 'data': { 's': 'str', 'l': [ 'int' ] } }")]
    public void What_QEMU_accepts_is_accepted(string schema) => AssertNoError(schema);

    [Theory]
    [InlineData(Before62 + "{ 'struct': 'UuidInfo', 'data': { 'UUID': 'str' } }")]
    [InlineData(Before62 + "{ 'struct': 'lower-case', 'data': {} }")]
    [InlineData(Before62 + "{ 'command': 'c', 'returns': 'str' }")]
    [InlineData(Before62 + "{ 'command': 'openDoor' }")]
    [InlineData(Before62 + "{ 'event': 'E', 'data': { 'm': { 'type': 'str', 'if': [ 'A', 'defined(B)' ] } } }")]
    [InlineData(Before60 + "{ 'command': 'openDoor', 'data': { 'a_b': 'int' } }")]
    [InlineData(Before60 + "{ 'event': 'Moved' }")]
    [InlineData(Before24 + "{ 'enum': 'DoorKind', 'data': [ 'Open' ] }")]
    [InlineData(Before24 + "{ 'union': 'Door', 'discriminator': {}, 'data': { 'name': 'str' } }")]
    [InlineData("{ 'command': 'c', 'data': { 'm': { 'type': 'str', 'if': 'defined(A) && !defined(B)' } } }")]
    [InlineData("{ 'event': 'E', 'data': { 'm': { 'type': 'str', 'if': { 'not': 'A' } } } }")]
    public void What_an_older_QEMU_allowed_is_accepted_in_a_schema_of_its_time(string schema) => AssertNoError(schema);

    [Fact]
    public void Sixty_four_features_are_accepted_and_the_next_is_an_error_where_it_is_first_used()
    {
        var names = Enumerable.Range(0, 62).Select(i => $"'f{i}'").ToList();
        var most = $"{{ 'struct': 'Door', 'data': {{}}, 'features': [ {string.Join(", ", names)} ] }}\n";
        var again = most + "{ 'command': 'c', 'features': [ 'f3', 'deprecated', 'unstable' ] }\n";
        AssertNoError(again);

        var text = again
            + "{ 'command': 'd', 'data': { 'm': { 'type': 'int', 'features': [ 'f4', 'more', 'much-more' ] } } }\n{ 'event': 'LAST' }\n";
        var error = Assert.Single(Reading.Compile(new SpecFile("schema.json", text, "Spec")).Diagnostics);

        Assert.Equal(("QMP0207", "'more'"), (error.Descriptor.Id, error.Pointed(text)));
    }

    [Fact]
    public void A_pragma_counts_in_every_file_of_the_schema()
    {
        var result = Reading.Compile(
            new SpecFile("a.json", "{ 'struct': 'Door', 'data': { 'UUID': 'int' } }", "Spec"),
            new SpecFile("b.json", "{ 'pragma': { 'member-name-exceptions': [ 'Door' ] } }\n{ 'event': 'LAST' }", "Spec"));

        Assert.Empty(result.Diagnostics);
    }

    [Fact]
    public void The_message_says_where_and_how_to_mend_it()
    {
        const string Text = "{ 'event': 'E' }\n{ 'enum': 'Door',\n  'data': [ 'Open' ] }\n";

        var error = Assert.Single(Reading.Compile(new SpecFile("schema.json", Text, "Spec")).Diagnostics);

        Assert.StartsWith("schema.json(3,13): error QMP0210: 'Open'", error.ToDiagnostic().ToString(), StringComparison.Ordinal);
        Assert.Contains("list 'Door' in the pragma 'member-name-exceptions'", error.Message(), StringComparison.Ordinal);
    }

    private static void AssertNoError(string schema) =>
        Assert.Empty(
            Reading.Compile(new SpecFile("schema.json", $"{schema}\n{{ 'event': 'LAST' }}\n", "Spec")).Diagnostics
                .AtLeast(DiagnosticSeverity.Warning));
}
