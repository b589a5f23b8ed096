using QmpWatch;
using QmpWatch.Commands;
using QmpWatch.Terminal;

await using var pipe = PipedOutput.TryOpen();
if (pipe is null)
{
    return await EntryPoint.RunAsync(args, Console.Out, Console.Error);
}

var exitCode = await EntryPoint.RunAsync(args, pipe.CreateWriter(), Console.Error, pipe.ReaderGone);
return pipe.ReaderGone.IsCancellationRequested ? ExitCodes.ReaderGone : exitCode;
