using QmpWatch.Commands;
using QmpWatch.Terminal;

return await Entrance.RunAsync(args, StandardOutput.Open(), Console.Error);
