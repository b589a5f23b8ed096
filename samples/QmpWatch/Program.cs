using QmpWatch.Commands;

return await Entrance.RunAsync(args, Console.Out, Console.Error);
