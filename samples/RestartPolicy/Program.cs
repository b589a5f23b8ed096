// Resumes a machine that stopped on a disk error, a few times for each disk, and then leaves it stopped.
//
//   dotnet run --project samples/RestartPolicy -- unix:/run/vm.sock
//
// QEMU stops a machine on an error with -drive …,werror=stop,rerror=stop.

using QmpGen;
using RestartPolicy;

const int Attempts = 3;

if (args is not [var address])
{
    Console.Error.WriteLine("Usage: RestartPolicy ADDRESS, such as unix:/run/vm.sock or tcp:localhost:4444");
    return 2;
}

try
{
    var options = new QmpClientOptions { EventReader = QmpEvents.Reader, Reconnect = new QmpReconnectOptions() };
    await using var vm = await QmpClient.ConnectAsync(QmpEndpoint.Parse(address), options);
    var failures = new Dictionary<string, int>();

    await foreach (var e in vm.Events)
    {
        switch (e)
        {
            case BlockIoErrorEvent { Action.Kind: BlockIoErrorActionKind.Stop } error:
                var count = failures[error.Device] = failures.GetValueOrDefault(error.Device) + 1;
                if (count > Attempts)
                {
                    Console.WriteLine($"{error.Device} failed again: the machine stays stopped");
                    break;
                }

                Console.WriteLine($"{error.Device} failed on {error.Operation}: attempt {count} of {Attempts}");
                await vm.ExecuteAsync("cont");
                break;
            case BlockIoErrorEvent error:
                Console.WriteLine($"{error.Device} failed on {error.Operation}: QEMU's action is {error.Action}");
                break;
            case ConnectionGapEvent:
                // Events may have been lost in between, so ask for the machine's state.
                var status = await vm.ExecuteAsync("query-status");
                Console.WriteLine($"Connected again: the machine is {status.GetProperty("status")}");
                break;
        }
    }

    var end = await vm.Completion;
    Console.WriteLine(end);
    return end.IsNormal ? 0 : 1;
}
catch (Exception exception) when (exception is QmpException or FormatException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
