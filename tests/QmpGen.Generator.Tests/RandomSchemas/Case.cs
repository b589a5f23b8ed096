namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>An event's data, and what must become of it.</summary>
/// <param name="What">What is tried.</param>
/// <param name="Data">The data; null for none.</param>
/// <param name="Written">The data that is written back; null for none, or where it is refused.</param>
/// <param name="RefusedAt">The path that the exception names; null where the data is read.</param>
internal sealed record Case(string What, Json? Data, Json? Written, string? RefusedAt)
{
    public static Case Read(string what, Json? data) => new(what, data, data, null);

    public static Case ReadAs(string what, Json? data, Json? written) => new(what, data, written, null);

    public static Case Refused(string what, Json? data, string path) => new(what, data, null, path);
}
