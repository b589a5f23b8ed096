using QmpGen.Package.Tests.Support;

namespace QmpGen.Package.Tests;

/// <summary>A project in another language than C# gets one clear message instead of silence.</summary>
public sealed class OtherLanguageTests(PackedPackage package)
{
    [Theory]
    [InlineData("App.fsproj", "F#", "Program.fs", "<Compile Include=\"Program.fs\" />", "printfn \"1\"")]
    [InlineData("App.vbproj", "VB", "Program.vb", "", "Module Program\n    Sub Main()\n    End Sub\nEnd Module")]
    public async Task Project_with_a_spec_is_told_to_move_it(string project, string language, string file, string compile, string program)
    {
        var app = package.CreateConsumer();
        app.WriteProject(project, $"""{app.PackageReference}{compile}<QmpSpec Include="lamp.txt" />""")
            .Write("lamp.txt", LampSpec.Text)
            .Write(file, program);

        var error = Assert.Single((await app.BuildAsync()).Failed().Errors);

        Assert.Contains(
            $"{project} : error QMP0007: QmpGen generates C# only, but this project is written in {language}",
            error,
            StringComparison.Ordinal);
    }
}
