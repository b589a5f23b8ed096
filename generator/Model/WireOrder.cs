namespace QmpGen.Generator.Model;

/// <summary>
/// The order in which QEMU prints the members of an object: neither the spec's nor the one in which it set them, but that
/// of the buckets of its dictionary (qobject/qdict.c, <c>tdb_hash</c>), where the later of two in one bucket comes first.
/// </summary>
internal static class WireOrder
{
    private const uint BucketCount = 512;

    public static IEnumerable<MemberModel> Of(IEnumerable<MemberModel> members) =>
        members.Reverse().OrderBy(m => Bucket(m.WireName));

    /// <summary>The bucket of a name in ASCII.</summary>
    public static uint Bucket(string name)
    {
        unchecked
        {
            var value = 0x238F13AFu * (uint)name.Length;
            for (var i = 0; i < name.Length; i++)
            {
                value += (uint)name[i] << (i * 5 % 24);
            }

            return ((1103515243 * value) + 12345) % BucketCount;
        }
    }
}
