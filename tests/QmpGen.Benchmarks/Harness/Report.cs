using System.Globalization;
using System.Runtime.InteropServices;

namespace QmpGen.Benchmarks.Harness;

/// <summary>Says above every table where and how it came about.</summary>
internal static class Report
{
    /// <summary>Prints the heading of a run.</summary>
    /// <param name="arguments">What the program was called with.</param>
    public static void PrintHeading(IEnumerable<string> arguments)
    {
        var date = DateTime.UtcNow.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
        Console.WriteLine(
            $"{date}, {Environment.ProcessorCount} cores, {RuntimeInformation.ProcessArchitecture}, "
                + $"{RuntimeInformation.FrameworkDescription}:");
        Console.WriteLine($"`dotnet run -c Release --project tests/QmpGen.Benchmarks -- {string.Join(' ', arguments)}`");
        Console.WriteLine();
    }
}
