using QmpWatch.Events;

foreach (var line in File.ReadLines(args[0])) { var e = QmpEvents.Parse(line); Console.WriteLine(e); Console.WriteLine(e.ToJson()); }
