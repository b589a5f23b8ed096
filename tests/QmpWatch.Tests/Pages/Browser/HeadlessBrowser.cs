using System.Diagnostics;
using System.Globalization;
using System.Net.WebSockets;
using System.Text.Json;

namespace QmpWatch.Tests.Pages.Browser;

/// <summary>A Chromium without a window, driven by its DevTools protocol; it ends with the test.</summary>
internal sealed class HeadlessBrowser : IAsyncDisposable
{
    /// <summary>How long anything may take before the test gives up; far more than it ever took.</summary>
    public static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly DirectoryInfo _profile;
    private readonly Task<string> _messages;
    private DevToolsConnection? _connection;

    private HeadlessBrowser(Process process, DirectoryInfo profile)
    {
        _process = process;
        _profile = profile;
        _messages = process.StandardError.ReadToEndAsync();
    }

    /// <summary>Starts a browser; where there is none, the test is skipped.</summary>
    public static async Task<HeadlessBrowser> StartAsync()
    {
        Assert.SkipUnless(Program is not null, "Chromium: neither chromium nor chromium-browser nor google-chrome is installed");
        var profile = Directory.CreateTempSubdirectory("qmp-");
        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run", "--disable-background-networking",
            "--disable-component-update", "--disable-default-apps", "--disable-sync", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={profile.FullName}", "about:blank",
        ];
        var process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardError = true, RedirectStandardOutput = true })!;
        var browser = new HeadlessBrowser(process, profile);
        try
        {
            browser._connection = await DevToolsConnection.OpenAsync(await browser.AddressAsync().WaitAsync(Patience, TestContext.Current.CancellationToken));
            return browser;
        }
        catch
        {
            await browser.DisposeAsync();
            throw;
        }
    }

    /// <summary>Opens a page that stands in a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The window's width in pixels.</param>
    /// <param name="height">The window's height in pixels.</param>
    /// <param name="isDark">Whether the user prefers dark pages.</param>
    public async Task<BrowserPage> OpenAsync(string path, int width = 1280, int height = 900, bool isDark = false)
    {
        var target = await _connection!.SendAsync(null, "Target.createTarget", new { url = "about:blank" });
        var session = await _connection.SendAsync(null, "Target.attachToTarget", new { targetId = target.GetProperty("targetId").GetString(), flatten = true });
        return await BrowserPage.OpenAsync(_connection, session.GetProperty("sessionId").GetString()!, new Uri(path).AbsoluteUri, width, height, isDark);
    }

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        if (!_process.HasExited)
        {
            _process.Kill(entireProcessTree: true);
        }

        await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Patience, CancellationToken.None);
        _process.Dispose();
        DeleteProfile();
    }

    private static string? Program { get; } = Environment.GetEnvironmentVariable("PATH")!
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    /// <summary>The browser picks a free port and leaves it in a file; it also prints the address, which can be waited for.</summary>
    private async Task<Uri> AddressAsync()
    {
        var file = Path.Combine(_profile.FullName, "DevToolsActivePort");
        using var watcher = new FileSystemWatcher(_profile.FullName, "DevToolsActivePort");
        var written = new SemaphoreSlim(0);
        watcher.Changed += (_, _) => written.Release();
        watcher.Created += (_, _) => written.Release();
        watcher.EnableRaisingEvents = true;
        while (true)
        {
            if (File.Exists(file) && await File.ReadAllLinesAsync(file, TestContext.Current.CancellationToken) is [var port, var path])
            {
                return new Uri(string.Create(CultureInfo.InvariantCulture, $"ws://127.0.0.1:{port}{path}"));
            }

            Assert.False(_process.HasExited, $"Chromium ended before it could be driven: {(_process.HasExited ? await _messages : string.Empty)}");
            await written.WaitAsync(TimeSpan.FromMilliseconds(200), TestContext.Current.CancellationToken);
        }
    }

    private void DeleteProfile()
    {
        // Its last helper may be about to write still.
        for (var attempt = 0; _profile.Exists && attempt < 20; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
            }
            catch (IOException)
            {
                _profile.Refresh();
            }
        }
    }
}
