using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Tests.Naming;

public sealed class NameTableTests
{
    [Fact]
    public void The_first_one_gets_the_name_and_the_others_the_next_free_one()
    {
        var names = new NameTable(["Taken"], StringComparer.Ordinal);

        Assert.Equal("A", names.Claim("A", "AValue"));
        Assert.Equal("AValue", names.Claim("A", "AValue"));
        Assert.Equal("AValue2", names.Claim("A", "AValue"));
        Assert.Equal("AValue3", names.Claim("A", "AValue"));
        Assert.Equal("Taken2", names.Claim("Taken"));
    }

    [Fact]
    public void A_number_that_is_taken_is_passed_over()
    {
        var names = new NameTable(["A", "A2"], StringComparer.Ordinal);

        Assert.Equal("A3", names.Claim("A"));
    }

    [Fact]
    public void Names_that_differ_in_case_only_can_be_kept_apart() =>
        Assert.Equal("AB2", new NameTable(["ab"], StringComparer.OrdinalIgnoreCase).Claim("AB"));

    [Fact]
    public void No_public_type_of_the_runtime_is_hidden_by_an_emitted_one()
    {
        var types = typeof(QmpEvent).Assembly.GetExportedTypes().Where(t => t.Namespace == "QmpGen").Select(t => t.Name.Split('`')[0]);

        Assert.Empty(types.Except(ReservedNames.Types));
    }

    [Fact]
    public void Everything_a_record_of_an_event_has_already_is_reserved()
    {
        const System.Reflection.BindingFlags all = System.Reflection.BindingFlags.Instance | System.Reflection.BindingFlags.Static
            | System.Reflection.BindingFlags.Public | System.Reflection.BindingFlags.NonPublic;
        var members = typeof(QmpEvent).GetMembers(all)
            .Concat(typeof(object).GetMembers(all))
            .Where(m => m is System.Reflection.PropertyInfo
                or System.Reflection.MethodInfo { IsSpecialName: false, IsAssembly: false, IsPrivate: false })
            .Select(m => m.Name)
            .Where(n => char.IsUpper(n[0]));

        Assert.Empty(members.Except(ReservedNames.EventMembers));
    }
}
