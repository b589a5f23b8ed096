using System.Text.Json;
using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Naming;

/// <summary>Names in a document that C#, the framework or another part of the document has taken.</summary>
public sealed class ClashTests
{
    [Theory]
    [InlineData("name", "Name")]
    [InlineData("timestamp", "TimestampValue")]
    [InlineData("event-name", "EventNameValue")]
    [InlineData("equals", "EqualsValue")]
    [InlineData("to-string", "ToStringValue")]
    [InlineData("get-hash-code", "GetHashCodeValue")]
    [InlineData("clone", "CloneValue")]
    [InlineData("equality-contract", "EqualityContractValue")]
    [InlineData("to-json", "ToJsonValue")]
    [InlineData("read-json", "ReadJsonValue")]
    [InlineData("thing-event", "ThingEventValue")]
    [InlineData("reader", "Reader")]
    [InlineData("writer", "Writer")]
    [InlineData("data", "Data")]
    [InlineData("event", "Event")]
    [InlineData("class", "Class")]
    [InlineData("value", "Value")]
    [InlineData("await", "Await")]
    [InlineData("global", "Global")]
    [InlineData("var", "Var")]
    [InlineData("system", "System")]
    [InlineData("1", "_1")]
    [InlineData("-", "Unnamed")]
    [InlineData("\u540D", "\u540D")]
    [InlineData("other", "Other")]
    [InlineData("hash", "Hash")]
    public void A_member_gets_a_name_that_compiles_and_works(string member, string property)
    {
        var text = Reading.Section(
            $"Data:\n\n- \"{member}\": x (json-int)\n- \"{member}-2\": x (json-string, optional)\n- \"{member}-3\": x (json-array)");
        var run = SpecRun.Of(text);
        var json = $"{{\"event\":\"THING\",\"data\":{{\"{member}\":4,\"{member}-2\":\"x\",\"{member}-3\":[5]}}}}";
        var e = run.Compiled().Reader().Read(json);

        Assert.Equal(4L, e.GetType().GetProperty(property)!.GetValue(e));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse(json), JsonElement.Parse(e.ToJson())));
        Assert.Equal(
            property == Generator.Naming.Identifier.Pascal(member) ? [] : ["QMP0125"],
            run.Diagnostics.Select(d => d.Id).Where(i => i == "QMP0125"));
    }

    [Fact]
    public void A_member_that_is_renamed_is_told_with_both_names()
    {
        var text = Reading.Section("Data:\n\n- \"timestamp\": x (json-int)");
        var complaint = Reading.Complaint(text);

        Assert.Equal(
            "The member \"timestamp\" of ThingEvent cannot be named Timestamp in C#; it is named TimestampValue", complaint.Message());
        Assert.Equal(DiagnosticSeverity.Info, complaint.Descriptor.DefaultSeverity);
        Assert.Equal("timestamp", complaint.Pointed(text));
    }

    [Fact]
    public void Two_wire_names_with_one_Pascal_form_both_get_a_property()
    {
        var run = SpecRun.Of(
            Reading.Section(
                "Data:\n\n- \"a-b\": x (json-int)\n- \"a_b\": x (json-int)\n- \"a.b\": x (json-int, optional)\n- \"A-B\": x (json-int)"));
        var e = run.Compiled().Reader().Read("{\"event\":\"THING\",\"data\":{\"a-b\":1,\"a_b\":2,\"a.b\":3,\"A-B\":4}}");

        Assert.Equal(
            [("AB", 1L), ("ABValue", 2L), ("ABValue2", 3L), ("ABValue3", 4L)],
            e.GetType()
                .GetProperties()
                .Where(p => p.Name.StartsWith("AB", StringComparison.Ordinal))
                .Select(p => (p.Name, (long)p.GetValue(e)!)));
        Assert.Equal(3, run.Diagnostics.Count(d => d.Id == "QMP0125"));
    }

    [Theory]
    [InlineData("EVENT", "EventEvent")]
    [InlineData("QMP", "QmpEventEvent")]
    [InlineData("UNKNOWN", "UnknownEventEvent")]
    [InlineData("SYSTEM", "SystemEvent")]
    [InlineData("STRING", "StringEvent")]
    [InlineData("__com.vendor_GONE", "ComVendorGoneEvent")]
    public void An_event_gets_a_type_that_compiles(string name, string type)
    {
        var run = SpecRun.Of(Reading.Section("Data: None.", name));

        Assert.IsType(run.Compiled().Type($"Spec.{type}"), run.Compiled().Reader().Read($"{{\"event\":\"{name}\"}}"), exactMatch: false);
    }

    [Fact]
    public void Events_whose_names_differ_in_underscores_only_all_get_a_type()
    {
        var names = new[] { "A_B", "AB", "A__B", "A___B", "AB_EVENT", "AB_EVENT_EVENT2" };
        var run = SpecRun.Of(string.Concat(names.Select(n => Reading.Section("Data: None.", n) + "\n")));
        var reader = run.Compiled().Reader();

        Assert.Equal(names, reader.Events.Select(e => e.Name));
        Assert.Equal(names.Length, reader.Events.Select(e => e.Type).Distinct().Count());
        Assert.All(names, n => Assert.Equal(n, reader.Read($"{{\"event\":\"{n}\"}}").EventName));
    }

    [Theory]
    [InlineData("system")]
    [InlineData("action")]
    [InlineData("task")]
    [InlineData("string")]
    [InlineData("type")]
    [InlineData("qmp-client")]
    public void A_type_that_would_hide_one_of_the_framework_gets_another_name(string member)
    {
        var described = $"Data:\n\n- \"{member}\": x (json-string, \"a\" or \"b\")";
        var run = SpecRun.Of(Reading.Section(described, "GONE") + "\n" + Reading.Section(described, "BACK"));
        var wanted = Generator.Naming.Identifier.Pascal(member);

        run.Compiled();
        Assert.Contains($"Spec.Gone{wanted}.g.cs", run.Files.Keys);
        var complaint = Assert.Single(run.Diagnostics);
        Assert.Equal("QMP0126", complaint.Id);
        Assert.Contains(
            $"cannot be named {wanted}",
            complaint.GetMessage(System.Globalization.CultureInfo.InvariantCulture),
            StringComparison.Ordinal);
    }

    [Fact]
    public void Values_that_clash_get_names_of_their_own_and_are_told()
    {
        var text = Reading.Section(
            "Data:\n\n- \"act\": x (json-string, \"kind\", \"text\", \"equals\", \"unlisted\", \"a-b\", \"a_b\", \"+\", \"\", "
                + "\"1.0\", \"10\", \"thing-act\" or \"GO\")");
        var run = SpecRun.Of(text);
        var type = run.Compiled().Type("Spec.ThingAct");

        Assert.Equal(
            [
                "KindValue",
                "TextValue",
                "EqualsValue",
                "UnlistedValue",
                "AB",
                "ABValue",
                "Unnamed",
                "Empty",
                "_10",
                "_10Value",
                "ThingActValue",
                "Go",
            ],
            type.GetProperties(System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.Static).Select(p => p.Name));
        Assert.Equal(7, run.Diagnostics.Count(d => d.Id == "QMP0129"));
        Assert.Equal("Unlisted", run.Compiled().Type("Spec.ThingActKind").GetEnumNames()[0]);
    }

    [Fact]
    public void Shapes_with_one_name_and_different_members_get_different_types()
    {
        var run = SpecRun.Of(Reading.Section(
            "Data:\n\n- \"left\": x (json-object)\n  - \"end\": x (json-object)\n    - \"a\": x (json-int)\n- \"right\": x "
                + "(json-object)\n  - \"end\": x (json-object)\n    - \"b\": x (json-int)"));

        run.Compiled();
        Assert.Equal(2, run.Files.Keys.Count(k => k.StartsWith("Spec.ThingEnd", StringComparison.Ordinal)));
    }
}
