// Runs commands and waits for the events that they cause.
//
//   dotnet run --project samples/WaitForEvent -- unix:/run/vm.sock

using QmpGen;
using WaitForEvent;

if (args is not [var address])
{
    Console.Error.WriteLine("Usage: WaitForEvent ADDRESS, such as unix:/run/vm.sock or tcp:localhost:4444");
    return 2;
}

try
{
    await using var vm = await QmpClient.ConnectAsync(address, QmpEvents.Reader);
    Console.WriteLine($"Connected to QEMU {vm.Version}");

    // QEMU sends no STOP event if the machine is already stopped, so check first.
    var status = await vm.ExecuteAsync("query-status");
    if (!status.GetProperty("running").GetBoolean())
    {
        await vm.ExecuteAndWaitAsync<ResumeEvent>("cont", timeout: TimeSpan.FromSeconds(5));
    }

    // The event usually arrives before the reply. The call subscribes before it sends, so the order does not matter.
    var stopped = await vm.ExecuteAndWaitAsync<StopEvent>("stop", timeout: TimeSpan.FromSeconds(5));
    Console.WriteLine($"Stopped at {stopped.Event.Timestamp}");

    var resumed = await vm.ExecuteAndWaitAsync<ResumeEvent>("cont", timeout: TimeSpan.FromSeconds(5));
    Console.WriteLine($"Resumed at {resumed.Event.Timestamp}");
    return 0;
}
catch (Exception exception) when (exception is QmpException or FormatException)
{
    Console.Error.WriteLine(exception.Message);
    return 1;
}
