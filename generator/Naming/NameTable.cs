namespace QmpGen.Generator.Naming;

/// <summary>The names taken in one place; whoever comes second gets another one, always the same.</summary>
internal sealed class NameTable(IEnumerable<string> reserved, StringComparer comparer)
{
    private readonly HashSet<string> _taken = new(reserved, comparer);
    private readonly Dictionary<string, int> _numbers = new(comparer);

    /// <summary>Claims the wanted name, or else the first free one: the alternatives, then the last of them with a number.</summary>
    public string Claim(string wanted, params string[] alternatives)
    {
        foreach (var name in alternatives.Prepend(wanted))
        {
            if (_taken.Add(name))
            {
                return name;
            }
        }

        var stem = alternatives.Length == 0 ? wanted : alternatives[alternatives.Length - 1];
        var number = _numbers.TryGetValue(stem, out var last) ? last + 1 : 2;
        while (!_taken.Add($"{stem}{number}"))
        {
            number++;
        }

        _numbers[stem] = number;

        return $"{stem}{number}";
    }

    /// <summary>The same, and tells when it is another name.</summary>
    public string Claim(string wanted, Action<string, string> renamed, params string[] alternatives)
    {
        var claimed = Claim(wanted, alternatives);
        if (claimed != wanted)
        {
            renamed(wanted, claimed);
        }

        return claimed;
    }
}
