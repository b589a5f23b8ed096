using System.Collections.Concurrent;
using System.Text.Json;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Pages.Browser;

/// <summary>A page in the browser: what is in it, what goes wrong in it, and a user's hands.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private readonly DevToolsConnection _connection;
    private readonly string _target;
    private readonly string _session;
    private readonly ConcurrentQueue<string> _problems = new();
    private readonly TaskCompletionSource<bool> _loaded = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public BrowserPage(DevToolsConnection connection, string target, string session)
    {
        (_connection, _target, _session) = (connection, target, session);
        connection.Listen(session, Note);
    }

    /// <summary>Insists that no script failed, nothing was logged, and nothing but the page itself was asked for.</summary>
    public void ExpectNoProblems() => Assert.True(_problems.IsEmpty, string.Join('\n', _problems));

    /// <summary>Loads a page into it.</summary>
    public async Task GoAsync(string address, int width, int height, bool isDark)
    {
        foreach (var domain in new[] { "Runtime", "Log", "Page", "Network" })
        {
            await SendAsync($"{domain}.enable", new { });
        }

        await ResizeAsync(width, height);
        await PreferAsync(isDark);
        await SendAsync("Page.navigate", new { url = address });
        await Within.LimitAsync(_loaded.Task, "The page");
    }

    public Task ResizeAsync(int width, int height) =>
        SendAsync("Emulation.setDeviceMetricsOverride", new { width, height, deviceScaleFactor = 1, mobile = false });

    /// <summary>Sets whether the user prefers dark pages.</summary>
    public Task PreferAsync(bool isDark) =>
        SendAsync(
            "Emulation.setEmulatedMedia",
            new { features = new[] { new { name = "prefers-color-scheme", value = isDark ? "dark" : "light" } } });

    /// <summary>Shows the page as it is printed.</summary>
    public Task PrintAsync() => SendAsync("Emulation.setEmulatedMedia", new { media = "print" });

    /// <summary>What an expression comes to; a promise is waited for.</summary>
    public async Task<T> EvaluateAsync<T>(string expression)
    {
        var reply = await SendAsync("Runtime.evaluate", new { expression, returnByValue = true, awaitPromise = true });
        Assert.False(reply.TryGetProperty("exceptionDetails", out var exception), $"{expression}: {exception}");
        var result = reply.GetProperty("result");
        return result.TryGetProperty("value", out var value) ? value.Deserialize<T>()! : default!;
    }

    /// <summary>Waits until an expression holds, looking again at every picture that the browser draws.</summary>
    public async Task UntilAsync(string condition)
    {
        var holds = await EvaluateAsync<bool>($$"""
            new Promise(resolve => {
              const end = performance.now() + {{Within.Limit.TotalMilliseconds / 2}};
              const look = () => {
                if ({{condition}}) resolve(true);
                else if (performance.now() > end) resolve(false);
                else requestAnimationFrame(look);
              };
              look();
            })
            """);
        Assert.True(holds, $"It never came to hold in the page: {condition}. {string.Join(' ', _problems)}");
    }

    /// <summary>Puts text where the focus is, as if typed.</summary>
    public Task TypeAsync(string text) => SendAsync("Input.insertText", new { text });

    /// <summary>Presses a key, such as <c>Enter</c> or <c>/</c>.</summary>
    public async Task PressAsync(string key)
    {
        var code = key switch
        {
            "Enter" => 13,
            "Escape" => 27,
            "ArrowDown" => 40,
            "ArrowRight" => 39,
            "ArrowLeft" => 37,
            "Home" => 36,
            "End" => 35,
            _ => 0,
        };
        var text = key.Length == 1 ? key : key == "Enter" ? "\r" : string.Empty;
        await SendAsync(
            "Input.dispatchKeyEvent", new { type = text.Length == 0 ? "rawKeyDown" : "keyDown", key, text, windowsVirtualKeyCode = code });
        await SendAsync("Input.dispatchKeyEvent", new { type = "keyUp", key, windowsVirtualKeyCode = code });
    }

    /// <summary>Sends an event of the mouse: <c>mousePressed</c>, <c>mouseMoved</c>, <c>mouseReleased</c> or <c>mouseWheel</c>.</summary>
    public Task MouseAsync(string type, double x, double y, double deltaY = 0, int modifiers = 0) =>
        SendAsync("Input.dispatchMouseEvent", new
        {
            type,
            x,
            y,
            modifiers,
            deltaX = 0,
            deltaY,
            button = type == "mouseWheel" ? "none" : "left",
            buttons = type == "mouseWheel" ? 0 : 1,
            clickCount = 1,
        });

    public async Task ClickAsync(double x, double y)
    {
        await MouseAsync("mousePressed", x, y);
        await MouseAsync("mouseReleased", x, y);
    }

    /// <summary>A picture of the window, or of the whole page, as a PNG.</summary>
    public async Task<byte[]> PictureAsync(bool isWholePage = false)
    {
        var reply = await SendAsync("Page.captureScreenshot", new { format = "png", captureBeyondViewport = isWholePage });
        return reply.GetProperty("data").GetBytesFromBase64();
    }

    public Task<JsonElement> SendAsync(string method, object parameters) => _connection.SendAsync(_session, method, parameters);

    public async ValueTask DisposeAsync() => await _connection.SendAsync(null, "Target.closeTarget", new { targetId = _target });

    private void Note(string method, JsonElement parameters)
    {
        switch (method)
        {
            case "Page.loadEventFired":
                _loaded.TrySetResult(true);
                break;
            case "Runtime.exceptionThrown" or "Runtime.consoleAPICalled" or "Log.entryAdded":
                _problems.Enqueue($"{method}: {parameters.GetRawText()}");
                break;
            case "Network.requestWillBeSent":
                var request = parameters.GetProperty("request").GetProperty("url").GetString()!;
                if (parameters.GetProperty("type").GetString() != "Document" && !request.StartsWith("data:", StringComparison.Ordinal))
                {
                    _problems.Enqueue($"{method}: {request}");
                }

                break;
        }
    }
}
