using QmpGen;
using QmpWatch.Watching;

namespace QmpWatch.Demonstrations;

/// <summary>Shows the whole way without a QEMU: a server in this process plays the examples of a spec.</summary>
internal static class Demonstration
{
    // Slow enough to follow with the eye.
    private static readonly TimeSpan Pace = TimeSpan.FromMilliseconds(150);

    public static async Task<int> RunAsync(IReadOnlyList<string> examples, Func<Vm, Task<int>> watch, CancellationToken cancellation)
    {
        var folder = Directory.CreateTempSubdirectory("qmpwatch-");
        try
        {
            var path = Path.Combine(folder.FullName, "monitor");
            using var server = new ExampleServer(path);
            var serving = server.ServeAsync(examples, Pace, cancellation);
            var endpoint = QmpEndpoint.Unix(path);
            try
            {
                var vm = new Vm(endpoint.ToString(), endpoint);

                // The examples are no story: what comes after SHUTDOWN says nothing about how a machine ended.
                return await watch(vm with { Judge = (_, at) => new VmEnded(vm, at, "The demonstration ends here.", Trouble: null) });
            }
            finally
            {
                // The server may still wait for a client that never came.
                server.Dispose();
                await serving.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }
}
