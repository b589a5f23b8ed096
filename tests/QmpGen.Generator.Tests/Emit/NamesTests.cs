using System.Reflection;
using System.Text.RegularExpressions;
using QmpGen.Generator.Emit;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Emit;

/// <summary>Emitted code names types of the runtime and the framework by text only: each must exist.</summary>
public sealed partial class NamesTests
{
    public static TheoryData<string> Names =>
    [
        .. new[] { typeof(RuntimeNames), typeof(SystemNames) }
            .SelectMany(t => t.GetFields(BindingFlags.Public | BindingFlags.Static))
            .Select(f => (string)f.GetRawConstantValue()!)
            .Concat(
                Directory.GetFiles(Path.Combine(Repository.Root, "generator", "Emit"), "*.cs")
                    .SelectMany(f => GlobalName().Matches(File.ReadAllText(f)).Select(m => m.Value)))
            .Distinct(StringComparer.Ordinal),
    ];

    [Theory]
    [MemberData(nameof(Names))]
    public void A_name_in_emitted_code_is_that_of_a_type_or_its_member(string name)
    {
        var plain = name["global::".Length..];
        Type[] known =
        [
            typeof(QmpEvent), typeof(object), typeof(System.Text.Json.JsonElement), typeof(MemoryExtensions), typeof(HashCode),
            typeof(Enumerable), typeof(System.ComponentModel.TypeConverterAttribute),
        ];
        var assemblies = known.Select(t => t.Assembly).Distinct();
        var parts = plain.Split('.');
        var types = Enumerable.Range(1, parts.Length)
            .Select(n => (Name: string.Join('.', parts[..n]), Members: parts[n..]))
            .SelectMany(
                p =>
                    new[] { p.Name, $"{p.Name}Attribute", $"{p.Name}`1" }
                        .SelectMany(n => assemblies.Select(a => a.GetType(n)))
                        .OfType<Type>()
                        .Select(t => (Type: t, p.Members)));

        Assert.Contains(types, t => t.Members.Length == 0 || t.Type.GetMember(t.Members[0]).Length > 0);
    }

    [GeneratedRegex(@"global::(?:\w+\.)+\w+")]
    private static partial Regex GlobalName();
}
