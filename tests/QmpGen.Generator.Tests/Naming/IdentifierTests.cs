using QmpGen.Generator.Naming;

namespace QmpGen.Generator.Tests.Naming;

public sealed class IdentifierTests
{
    [Theory]
    [InlineData("BLOCK_IO_ERROR", "BlockIoError")]
    [InlineData("tray-open", "TrayOpen")]
    [InlineData("x509_dname", "X509Dname")]
    [InlineData("__com.redhat_reason", "ComRedhatReason")]
    [InlineData("ipv4", "Ipv4")]
    [InlineData("ID", "Id")]
    [InlineData("nodeName", "NodeName")]
    [InlineData("S3_LEFT", "S3Left")]
    [InlineData("COLOExitReason", "ColoExitReason")]
    [InlineData("BlockdevOptionsLUKS", "BlockdevOptionsLuks")]
    [InlineData("IOThreadInfo", "IOThreadInfo")]
    [InlineData("BlockdevOptionsNVMe", "BlockdevOptionsNVMe")]
    [InlineData("X86CPURegister32", "X86CpuRegister32")]
    [InlineData("VIRTIO_E1000E", "VirtioE1000e")]
    [InlineData("1st", "_1st")]
    [InlineData("größe", "Größe")]
    [InlineData("-", "Unnamed")]
    [InlineData("", "Unnamed")]
    public void A_wire_name_becomes_a_C_sharp_name(string wireName, string name) => Assert.Equal(name, Identifier.Pascal(wireName));

    [Fact]
    public void A_name_without_end_is_cut() => Assert.Equal(120, Identifier.Pascal(new string('a', 5000)).Length);

    [Theory]
    [InlineData("TrayOpen", "trayOpen")]
    [InlineData("_1st", "_1st")]
    public void A_variable_starts_small(string name, string variable) => Assert.Equal(variable, Identifier.Camel(name));

    [Theory]
    [InlineData("class", "@class")]
    [InlineData("event", "@event")]
    [InlineData("reader", "reader")]
    public void A_keyword_is_escaped(string name, string written) => Assert.Equal(written, Identifier.Escape(name));

    [Theory]
    [InlineData("My.Vm.Events", true)]
    [InlineData("My", true)]
    [InlineData("My..Vm", false)]
    [InlineData("My.1", false)]
    [InlineData("My Vm", false)]
    [InlineData("My.", false)]
    public void A_namespace_is_names_with_dots_between(string text, bool isNamespace) =>
        Assert.Equal(isNamespace, Identifier.IsNamespace(text));
}
