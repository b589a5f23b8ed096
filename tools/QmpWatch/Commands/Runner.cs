using System.CommandLine;
using QmpGen;
using QmpWatch.Demonstrations;
using QmpWatch.Events;
using QmpWatch.Pages;
using QmpWatch.Recordings;
using QmpWatch.Specs;
using QmpWatch.Watching;

namespace QmpWatch.Commands;

/// <summary>Does what the command line asks for.</summary>
/// <param name="options">The options.</param>
/// <param name="output">Takes what was asked for.</param>
/// <param name="messages">Takes everything else, so that the output has nothing but that.</param>
internal sealed class Runner(CommandLine options, TextWriter output, TextWriter messages)
{
    /// <summary>Runs to the end.</summary>
    /// <param name="arguments">What the user asked for.</param>
    /// <param name="cancellation">The user's Ctrl-C.</param>
    /// <returns>The exit code.</returns>
    public async Task<int> RunAsync(ParseResult arguments, CancellationToken cancellation)
    {
        // Ctrl-C is handled only once this has returned its task.
        await Task.Yield();
        try
        {
            return await ChooseAsync(arguments, cancellation);
        }
        catch (Exception failure) when (failure is SpecException or RecordingProblem)
        {
            await messages.WriteLineAsync($"qmpwatch: {failure.Message}");
            return ExitCodes.Usage;
        }
        catch (Exception failure) when (failure is QmpException or PageException)
        {
            await messages.WriteLineAsync($"qmpwatch: {failure.Message}");
            return ExitCodes.Failure;
        }
        catch (IOException failure)
        {
            // Files of ours have exceptions of their own; this is the output, on a disk that is full.
            await messages.WriteLineAsync($"qmpwatch: Cannot write the output: {failure.Message.Split(" : ")[0].TrimEnd('.')}.");
            return ExitCodes.Failure;
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested)
        {
            return ExitCodes.Success;
        }
    }

    private Task<int> ChooseAsync(ParseResult arguments, CancellationToken cancellation)
    {
        if (arguments.GetValue(options.Compare) is [var old, var @new])
        {
            return Task.FromResult(Comparison.OfSpecs(old, @new, output, messages, cancellation));
        }

        if (arguments.GetValue(options.ExportSchema) is [var address, var file] && Target.TryParse(address, out var target, out _))
        {
            var client = WatchCommand.WithConnectTimeout(new QmpClientOptions(), arguments.GetValue(options.ConnectTimeout));
            return ExportedSchema.WriteAsync(((OneMonitor)target).Vm, file, client, messages, cancellation);
        }

        if (arguments.GetValue(options.Reference) is { } page)
        {
            return Task.FromResult(PageCommands.WriteReference(page, arguments.GetValue(options.Spec), messages, cancellation));
        }

        if (arguments.GetValue(options.Timeline) is { } timeline && arguments.GetValue(options.Play) is { } recorded)
        {
            return Task.FromResult(PageCommands.WriteTimeline(timeline, recorded, Path.GetFileName(recorded), messages));
        }

        if (arguments.GetValue(options.Drift))
        {
            var monitor = (OneMonitor)arguments.GetValue(options.Addresses)![0];
            var schema = arguments.GetValue(options.Spec) is { } spec ? SpecLoader.Load(spec, cancellation).Schema : QmpEvents.Schema;
            var client = WatchCommand.WithConnectTimeout(new QmpClientOptions(), arguments.GetValue(options.ConnectTimeout));
            return Drift.ReportAsync(monitor.Vm, client, schema, output, messages, cancellation);
        }

        var watch = new WatchCommand(options, output, messages);
        return arguments.GetValue(options.Play) is { } recording ? watch.PlayAsync(arguments, recording, cancellation)
            : arguments.GetValue(options.Qemu) ? QemuTour.RunAsync(vm => watch.RunAsync(arguments, [vm], [], cancellation), cancellation)
            : arguments.GetValue(options.Addresses) is [] or null
                ? DemonstrateAsync(watch, arguments, cancellation)
            : watch.RunAsync(arguments, cancellation);
    }

    private async Task<int> DemonstrateAsync(WatchCommand watch, ParseResult arguments, CancellationToken cancellation)
    {
        var spec = arguments.GetValue(options.Spec) is { } name ? SpecLoader.Load(name, cancellation) : SpecLoader.BuiltIn(cancellation);
        var exitCode = await Demonstration.RunAsync(
            SpecExamples.Of(spec), vm => watch.RunAsync(arguments, [vm], [], cancellation), cancellation);
        if (exitCode == ExitCodes.Success && WrongExamples.Describe(spec) is { } remark)
        {
            await messages.WriteLineAsync(remark);
        }

        return exitCode;
    }
}
