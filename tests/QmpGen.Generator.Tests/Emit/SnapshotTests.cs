using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.Emit;

public sealed class SnapshotTests
{
    [Fact]
    public void Files_of_the_document_of_2010() => Snapshot.Match(SpecRun.Of(Repository.Spec).Files);
}
