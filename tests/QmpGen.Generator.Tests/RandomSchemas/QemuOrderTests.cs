using System.Text.Json;
using QmpGen.Generator.Tests.Support;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>The order in which the random messages are printed is that of a QEMU.</summary>
public sealed class QemuOrderTests
{
    private static readonly string[] OfVersion = ["major", "minor", "micro"];

    [Fact]
    public void Members_of_one_bucket_stand_in_reverse_as_in_the_version_of_every_greeting() =>
        Assert.Equal(["micro", "minor", "major"], QemuOrder.Of(OfVersion.Select(n => (n, Json.Null))).Select(m => m.Name));

    [Fact]
    public void Every_captured_object_has_its_members_in_the_order_of_their_buckets()
    {
        var captured = Path.Combine(Repository.Root, "..", "shared", "qemu", "captured-events-7.2.jsonl");
        Assert.SkipUnless(File.Exists(captured), "the captured events are not beside the checkout");

        foreach (var line in File.ReadLines(captured))
        {
            AssertOrdered(JsonElement.Parse(line));
        }
    }

    private static void AssertOrdered(JsonElement value)
    {
        if (value.ValueKind == JsonValueKind.Array)
        {
            Assert.All(value.EnumerateArray(), AssertOrdered);
        }
        else if (value.ValueKind == JsonValueKind.Object)
        {
            var buckets = value.EnumerateObject().Select(p => QemuOrder.Bucket(p.Name)).ToList();
            Assert.Equal(buckets.Order(), buckets);
            Assert.All(value.EnumerateObject(), p => AssertOrdered(p.Value));
        }
    }
}
