namespace QmpWatch.Pages.Timeline;

/// <summary>Gives equal values one number, counted from zero in the order in which they were met.</summary>
internal sealed class NumberedSet<T>
    where T : notnull
{
    private readonly Dictionary<T, int> _numbers = [];
    private readonly List<T> _items = [];

    public IReadOnlyList<T> Items => _items;

    public int Add(T item)
    {
        if (!_numbers.TryGetValue(item, out var number))
        {
            number = _items.Count;
            _numbers.Add(item, number);
            _items.Add(item);
        }

        return number;
    }
}
