// Watches every machine that has a monitor socket *.sock in a folder, as machines come and go.
//
//   dotnet run --project samples/VmWorker -- --Folder=/run/vms

using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using VmWorker;

var builder = Host.CreateApplicationBuilder(args);
builder.Logging.AddSimpleConsole(console => console.SingleLine = true);
builder.Services.AddQmpMonitors();
builder.Services.AddHostedService<SocketFolder>();

if (builder.Configuration["Folder"] is not { } folder || !Directory.Exists(folder))
{
    Console.Error.WriteLine("Usage: VmWorker --Folder=FOLDER, an existing folder with sockets such as FOLDER/vm1.sock");
    return 2;
}

await builder.Build().RunAsync();
return 0;
