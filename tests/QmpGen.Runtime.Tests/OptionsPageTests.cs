using System.Globalization;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace QmpGen.Tests;

/// <summary>The page of the options lists each of them with the default that it has.</summary>
public sealed class OptionsPageTests
{
    private static readonly string Page = File.ReadAllText(
        Path.Combine(Path.GetDirectoryName(ThisFile())!, "..", "..", "runtime", "OPTIONS.md")).ReplaceLineEndings("\n");

    public static TheoryData<Type> Options =>
        [typeof(QmpClientOptions), typeof(QmpReconnectOptions), typeof(QmpSubscriptionOptions), typeof(QmpListenerOptions)];

    [Theory]
    [MemberData(nameof(Options))]
    public void Every_option_is_listed_with_its_default(Type options)
    {
        var section = Page.Split("\n## ").Single(s => s.StartsWith($"{options.Name}\n", StringComparison.Ordinal));
        var rows = section.Split('\n')
            .Where(l => l.StartsWith("| ", StringComparison.Ordinal))
            .Skip(1)
            .Select(l => l.Split(" | "))
            .ToDictionary(c => c[0].TrimStart('|', ' '), c => c[1], StringComparer.Ordinal);
        var defaults = Activator.CreateInstance(options);
        var properties = options.GetProperties(BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly);

        Assert.Equal(properties.Select(p => p.Name).Order(StringComparer.Ordinal), rows.Keys.Order(StringComparer.Ordinal));
        Assert.All(properties, p => Assert.Equal(Text(p.GetValue(defaults)) ?? rows[p.Name], rows[p.Name]));
        Assert.All(
            properties.Where(p => p.GetValue(defaults) is null && p.DeclaringType != typeof(QmpListenerOptions)),
            p => Assert.Equal("none", rows[p.Name]));
    }

    /// <summary>A default as the page writes it; null for one that only words can say.</summary>
    private static string? Text(object? value) => value switch
    {
        TimeSpan limit when limit == Timeout.InfiniteTimeSpan => "infinite",
        TimeSpan limit => string.Create(CultureInfo.InvariantCulture, $"{limit.TotalSeconds} s"),
        bool isOn => isOn ? "true" : "false",
        int or long or double or Enum => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };

    private static string ThisFile([CallerFilePath] string path = "") => path;
}
