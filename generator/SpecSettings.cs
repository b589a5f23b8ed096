using QmpGen.Generator.Diagnostics;
using QmpGen.Generator.Model;

namespace QmpGen.Generator;

/// <summary>What the metadata of a spec's items asks for. It concerns the schema as a whole, whichever front end reads it.</summary>
/// <param name="IsLenient">Whether messages may lack members that the spec calls required.</param>
/// <param name="IsInternal">Whether the emitted types are internal.</param>
internal readonly record struct SpecSettings(bool IsLenient, bool IsInternal)
{
    /// <summary>Reads the metadata; an item without any follows the others of its spec.</summary>
    /// <returns>The first value that is not valid; null if all are.</returns>
    public static WrongMetadata? Read(Spec spec, out SpecSettings settings)
    {
        var lenient = new Metadata("Lenient", f => f.Lenient, "false", "true");
        var accessibility = new Metadata("Accessibility", f => f.Accessibility, "public", "internal");
        settings = new SpecSettings(lenient.IsOn(spec), accessibility.IsOn(spec));
        return lenient.FindWrong(spec) ?? accessibility.FindWrong(spec);
    }

    /// <summary>The schema as the metadata wants it.</summary>
    public EventSchema Apply(EventSchema schema) => (IsLenient ? schema.WithOptionalMembers() : schema) with { IsInternal = IsInternal };

    /// <summary>Metadata with two values, of which one is the default.</summary>
    private sealed record Metadata(string Name, Func<SpecFile, string> ValueOf, string Off, string On)
    {
        public bool IsOn(Spec spec) => spec.Files.Any(f => Is(f, On));

        public WrongMetadata? FindWrong(Spec spec)
        {
            foreach (var file in spec.Files.Where(f => ValueOf(f).Length > 0))
            {
                if (!Is(file, Off) && !Is(file, On))
                {
                    var meant = Spelling.Closest(ValueOf(file), [Off, On]);
                    return Wrong(file, $"expected '{Off}' or '{On}'{(meant is null ? string.Empty : $"; did you mean '{meant}'?")}");
                }

                if (Is(file, Off) && IsOn(spec))
                {
                    return Wrong(file, $"another item of the same spec has '{On}'; give both items the same value");
                }
            }

            return null;
        }

        private bool Is(SpecFile file, string value) => ValueOf(file).Equals(value, StringComparison.OrdinalIgnoreCase);

        private WrongMetadata Wrong(SpecFile file, string expected) => new(file, Name, ValueOf(file), expected);
    }
}

/// <summary>Metadata that is not valid.</summary>
/// <param name="File">The file of the item.</param>
/// <param name="Name">The name of the metadata.</param>
/// <param name="Value">What is written.</param>
/// <param name="Expected">What would be right.</param>
internal sealed record WrongMetadata(SpecFile File, string Name, string Value, string Expected);
