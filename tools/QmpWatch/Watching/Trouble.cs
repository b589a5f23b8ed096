namespace QmpWatch.Watching;

/// <summary>Why a machine cannot be watched.</summary>
/// <param name="Tried">What was tried, with the machine's address or name: <c>Could not connect to unix:/run/vm.sock:</c>.</param>
/// <param name="Seen">What came, and what to do; where a row says already which machine it is about, this is enough.</param>
internal sealed record Trouble(string Tried, string Seen)
{
    /// <summary>All of it on one line.</summary>
    public override string ToString() => $"{Tried} {Seen}";
}
