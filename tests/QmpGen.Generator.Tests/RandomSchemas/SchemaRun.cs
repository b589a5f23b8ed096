using Microsoft.CodeAnalysis;
using QmpGen.Generator.Tests.Support;
using QmpGen.Tests.Shared;

namespace QmpGen.Generator.Tests.RandomSchemas;

/// <summary>Generates and compiles schemas, and tries all their messages.</summary>
internal static class SchemaRun
{
    /// <summary>The same for many schemas in one project, each in a namespace of its own: a compiler is slow to start.</summary>
    /// <returns>What is wrong; null if nothing.</returns>
    public static string? Mistake(IReadOnlyList<(RandomSchema Schema, int Seed)> schemas, Tally tally)
    {
        var run = SpecRun.Of([.. schemas.Select((s, i) => new SpecText($"s{i}/schema.json", SchemaText.Of(s.Schema), Namespace(i))
        {
            Lenient = s.Schema.IsLenient ? "true" : "",
            Commands = s.Schema.Commands.Count > 0 ? "*" : "",
        })]);
        if (run.Result.Results.Single().Exception is { } exception)
        {
            return $"the generator failed: {exception}";
        }

        if (run.Diagnostics.FirstOrDefault(d => d.Severity > DiagnosticSeverity.Info) is { } complaint)
        {
            return $"the generator says: {complaint}";
        }

        if (run.CompilerMessages() is [var message, ..])
        {
            var lines = message.Location.SourceTree?.GetText(TestContext.Current.CancellationToken).Lines;
            return $"the compiler says: {message}\n{lines?[message.Location.GetLineSpan().StartLinePosition.Line]}";
        }

        var assembly = run.Compiled();
        return schemas.Select((s, i) => OfMessages(s.Schema, s.Seed, assembly, Namespace(i), tally)).FirstOrDefault(m => m is not null);
    }

    private static string? OfMessages(RandomSchema schema, int seed, GeneratedAssembly assembly, string @namespace, Tally tally)
    {
        tally.Schemas++;
        foreach (var e in schema.Events)
        {
            // Each event has its own random numbers, so that it fails without the others too.
            var check = new MessageCheck(assembly.Reader(@namespace), e);
            var mistake = new CaseMaker(new Random(seed)).Of(e).Select(check.Mistake).FirstOrDefault(m => m is not null);
            tally.Events++;
            tally.EventsByLayout += check.ByLayout > 0 ? 1 : 0;
            tally.Messages += check.Count;
            if (mistake is not null)
            {
                return mistake;
            }
        }

        return OfCommands(schema, seed, assembly, @namespace, tally)
            ?? (assembly.Schema(@namespace) is null ? "the emitted schema is missing" : null);
    }

    private static string? OfCommands(RandomSchema schema, int seed, GeneratedAssembly assembly, string @namespace, Tally tally)
    {
        var types = KnownCommand.Among(assembly.PublicTypes.Where(t => t.Namespace == @namespace));
        foreach (var command in schema.Commands)
        {
            var check = new CommandCheck(types[command.Name], command);
            var mistake = check.Mistake(new Random(seed));
            tally.Commands++;
            tally.Messages += check.Count;
            if (mistake is not null)
            {
                return $"{command.Name}: {mistake}";
            }
        }

        return null;
    }

    private static string Namespace(int index) => $"S{index}";
}

/// <summary>What was tried.</summary>
internal sealed class Tally
{
    public int Schemas { get; set; }

    public int Events { get; set; }

    /// <summary>Events of which at least one message was laid out as QEMU prints it and read as such.</summary>
    public int EventsByLayout { get; set; }

    public int Commands { get; set; }

    /// <summary>Texts that were read.</summary>
    public int Messages { get; set; }
}
