using System.Diagnostics;
using System.Net.Sockets;
using System.Text;

namespace QmpGen.Qemu.Tests.Harness;

/// <summary>
/// One running QEMU that works in a folder of its own, so that its arguments name sockets and images without a path.
/// Disposing kills it, whatever state it is in, and removes the folder.
/// </summary>
internal sealed class QemuProcess : IAsyncDisposable
{
    private readonly string _commandLine;
    private readonly Process _process;
    private readonly Task _exit;
    private readonly StringBuilder _output = new();

    private QemuProcess(string folder, ProcessStartInfo start, bool stdioIsMonitor)
    {
        Folder = folder;
        _commandLine = string.Join(' ', start.ArgumentList.Prepend(start.FileName));
        _process = new Process { StartInfo = start };
        _process.ErrorDataReceived += (_, line) => Note(line.Data);
        _process.OutputDataReceived += (_, line) => Note(line.Data);
        _process.Start();
        _process.BeginErrorReadLine();
        if (!stdioIsMonitor)
        {
            _process.BeginOutputReadLine();
        }

        _exit = _process.WaitForExitAsync();
    }

    /// <summary>Where QEMU works.</summary>
    public string Folder { get; }

    public int Id => _process.Id;

    /// <summary>What QEMU reads and writes where a monitor is on its standard streams.</summary>
    public (Stream Input, Stream Output) Stdio => (_process.StandardInput.BaseStream, _process.StandardOutput.BaseStream);

    /// <summary>Starts QEMU and waits until it listens on every socket that its arguments name.</summary>
    /// <param name="arguments">The command line.</param>
    /// <param name="environment">Variables beyond those of the test run.</param>
    /// <param name="stdioIsMonitor">Whether the standard streams carry a monitor and not messages.</param>
    public static async Task<QemuProcess> StartAsync(
        IEnumerable<string> arguments,
        IReadOnlyDictionary<string, string>? environment = null,
        bool stdioIsMonitor = false)
    {
        var program = Tool.Qemu;
        var folder = RunFolder.CreateSubfolder();

        // QEMU opens its character devices in order. When it calls here, on the last one, the sockets before it listen.
        using var ready = new Socket(AddressFamily.Unix, SocketType.Stream, ProtocolType.Unspecified);
        ready.Bind(new UnixDomainSocketEndPoint(Path.Combine(folder, "ready")));
        ready.Listen();
        var start = new ProcessStartInfo(program, [.. arguments, "-chardev", "socket,id=ready,path=ready"])
        {
            WorkingDirectory = folder,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach (var (name, value) in environment ?? new Dictionary<string, string>())
        {
            start.Environment[name] = value;
        }

        using (var disk = File.Create(Path.Combine(folder, Disk.Image)))
        {
            disk.SetLength(Disk.Size);
        }

        var qemu = new QemuProcess(folder, start, stdioIsMonitor);
        try
        {
            await qemu.WaitUntilReadyAsync(ready);
            return qemu;
        }
        catch
        {
            await qemu.DisposeAsync();
            throw;
        }
    }

    /// <summary>The path of a file or socket in QEMU's folder.</summary>
    public string PathOf(string name) => Path.Combine(Folder, name);

    /// <summary>Sends a signal.</summary>
    public void Send(Signal signal) => signal.SendTo(_process.Id);

    /// <summary>Freezes QEMU, and returns when it surely does nothing any more.</summary>
    public Task FreezeAsync()
    {
        Send(Signal.Stop);
        return Limit.WaitAsync(
            Task.Run(() => Signal.WaitUntilStopped(_process.Id)), () => $"QEMU was expected to stop, but runs on.\n{this}");
    }

    /// <summary>Waits until QEMU has ended by itself.</summary>
    /// <returns>Its exit code; 128 and the signal's number where a signal killed it.</returns>
    public async Task<int> WaitForExitAsync()
    {
        await Limit.WaitAsync(_exit, () => $"QEMU was expected to end, but it runs on.\n{this}");
        return _process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        // SIGKILL ends a stopped process too. After the wait it has been reaped: nothing of it is left.
        _process.Kill();
        await _exit.WaitAsync(Limit.Patience);
        TestContext.Current.TestOutputHelper?.WriteLine(ToString());
        _process.Dispose();
        Directory.Delete(Folder, recursive: true);
    }

    /// <summary>What a failure message tells of this QEMU: how it was started, whether it runs, what it said.</summary>
    public override string ToString()
    {
        var state = _exit.IsCompleted ? $"ended with {_process.ExitCode}" : "running";
        lock (_output)
        {
            return $"QEMU ({state}): {_commandLine}\nIts messages: {(_output.Length == 0 ? "none" : _output)}";
        }
    }

    private async Task WaitUntilReadyAsync(Socket ready)
    {
        var first = await Limit.WaitAsync(
            async token => await Task.WhenAny(ready.AcceptAsync(token).AsTask(), _exit),
            () => $"QEMU was expected to open its sockets, but has not.\n{this}");
        if (first is Task<Socket> accepted)
        {
            (await accepted).Dispose();
        }
        else
        {
            throw new InvalidOperationException($"QEMU ended before it opened its sockets.\n{this}");
        }
    }

    private void Note(string? line)
    {
        if (line is not null)
        {
            lock (_output)
            {
                _output.Append('\n').Append(line);
            }
        }
    }
}
