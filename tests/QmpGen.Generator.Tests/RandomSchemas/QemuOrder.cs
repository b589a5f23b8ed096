namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>
/// The order in which QEMU prints an object, worked out apart from the generator: by the 512 buckets of its dictionary,
/// and within a bucket the member that was set last comes first.
/// </summary>
internal static class QemuOrder
{
    public static IEnumerable<(string Name, Json Value)> Of(IEnumerable<(string Name, Json Value)> members) =>
        members.Select((m, i) => (m, i)).OrderBy(p => Bucket(p.m.Name)).ThenByDescending(p => p.i).Select(p => p.m);

    /// <summary>The bucket of a name: its characters, shifted by 0, 5, 10, 15, 20, 1, 6... bits, are added up and scattered.</summary>
    public static long Bucket(string name)
    {
        const long Bits32 = 1L << 32;
        var sum = 0x238F13AFL * name.Length % Bits32;
        var shift = 0;
        foreach (var c in name)
        {
            sum = (sum + ((long)c << shift)) % Bits32;
            shift = (shift + 5) % 24;
        }

        return ((1103515243L * sum) + 12345) % Bits32 % 512;
    }
}
