using System.Diagnostics;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Pages.Browser;

/// <summary>A Chromium without a window, driven by its DevTools protocol: one for the tests of a class, with which it ends.</summary>
public sealed class HeadlessBrowser : IAsyncLifetime
{
    private const string Announcement = "DevTools listening on ";

    private readonly DirectoryInfo _profile = Directory.CreateTempSubdirectory("qmp-");
    private Process? _process;
    private DevToolsConnection? _connection;

    private static string? Program { get; } = Environment.GetEnvironmentVariable("PATH")!
        .Split(Path.PathSeparator)
        .SelectMany(folder => new[] { "chromium", "chromium-browser", "google-chrome" }.Select(name => Path.Combine(folder, name)))
        .FirstOrDefault(File.Exists);

    public async ValueTask InitializeAsync()
    {
        if (Program is null)
        {
            return;
        }

        string[] arguments =
        [
            "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--disable-dev-shm-usage", "--no-first-run",
            "--disable-background-networking",
            "--disable-component-update", "--disable-default-apps", "--disable-sync", "--hide-scrollbars", "--remote-debugging-port=0",
            $"--user-data-dir={_profile.FullName}", "about:blank",
        ];
        _process = Process.Start(new ProcessStartInfo(Program, arguments) { RedirectStandardError = true })!;
        _connection = await DevToolsConnection.OpenAsync(await Within.LimitAsync(AddressAsync(_process), "Chromium's address"));
    }

    /// <summary>Opens a page that stands in a file; where there is no browser, the test is skipped.</summary>
    /// <param name="path">The file.</param>
    /// <param name="width">The window's width in pixels.</param>
    /// <param name="height">The window's height in pixels.</param>
    /// <param name="isDark">Whether the user prefers dark pages.</param>
    internal async Task<BrowserPage> OpenAsync(string path, int width = 1280, int height = 900, bool isDark = false)
    {
        Assert.SkipUnless(Program is not null, "Chromium: neither chromium nor chromium-browser nor google-chrome is installed");
        var target = (await _connection!.SendAsync(null, "Target.createTarget", new { url = "about:blank" }))
            .GetProperty("targetId")
            .GetString()!;
        var session = await _connection.SendAsync(null, "Target.attachToTarget", new { targetId = target, flatten = true });
        var page = new BrowserPage(_connection, target, session.GetProperty("sessionId").GetString()!);
        await page.GoAsync(new Uri(path).AbsoluteUri, width, height, isDark);
        return page;
    }

    public async ValueTask DisposeAsync()
    {
        _connection?.Dispose();
        if (_process is not null)
        {
            _process.Kill(entireProcessTree: true);
            await _process.WaitForExitAsync(CancellationToken.None).WaitAsync(Within.Limit, CancellationToken.None);
            _process.Dispose();
        }

        DeleteProfile();
    }

    /// <summary>The browser picks a free port and says which.</summary>
    private static async Task<Uri> AddressAsync(Process process)
    {
        var said = new List<string>();
        while (await process.StandardError.ReadLineAsync(TestContext.Current.CancellationToken) is { } line)
        {
            if (line.StartsWith(Announcement, StringComparison.Ordinal))
            {
                // What it says further on is of no interest, but must not fill the pipe.
                _ = process.StandardError.BaseStream.CopyToAsync(Stream.Null, CancellationToken.None);
                return new Uri(line[Announcement.Length..]);
            }

            said.Add(line);
        }

        throw new InvalidOperationException($"Chromium ended before it could be driven: {string.Join(" ", said)}");
    }

    private void DeleteProfile()
    {
        // A helper of the browser may be about to write its last file.
        for (var attempt = 1; ; attempt++)
        {
            try
            {
                _profile.Delete(recursive: true);
                return;
            }
            catch (IOException) when (attempt < 20)
            {
                _profile.Refresh();
            }
        }
    }
}
