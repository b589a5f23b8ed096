using System.Collections.Concurrent;
using System.Net.WebSockets;
using System.Text.Json;
using QmpWatch.Tests.Support;

namespace QmpWatch.Tests.Pages.Browser;

/// <summary>The browser's DevTools protocol: commands with replies, and events of each page's session.</summary>
internal sealed class DevToolsConnection : IDisposable
{
    private readonly ClientWebSocket _socket = new();
    private readonly CancellationTokenSource _ending = new();
    private readonly SemaphoreSlim _sending = new(1);
    private readonly ConcurrentDictionary<int, TaskCompletionSource<JsonElement>> _pending = new();
    private readonly ConcurrentDictionary<string, Action<string, JsonElement>> _listeners = new(StringComparer.Ordinal);
    private int _lastId;

    public static async Task<DevToolsConnection> OpenAsync(Uri address)
    {
        var connection = new DevToolsConnection();
        await connection._socket.ConnectAsync(address, TestContext.Current.CancellationToken).WaitAsync(Within.Limit);
        _ = connection.ReceiveAsync();
        return connection;
    }

    /// <summary>Hands over the events of a session as they come.</summary>
    public void Listen(string session, Action<string, JsonElement> listener) => _listeners[session] = listener;

    /// <summary>Sends a command and waits for its reply.</summary>
    /// <param name="session">The page's session; null for the browser itself.</param>
    /// <param name="method">The command.</param>
    /// <param name="parameters">Its parameters.</param>
    public async Task<JsonElement> SendAsync(string? session, string method, object parameters)
    {
        var id = Interlocked.Increment(ref _lastId);
        var reply = new TaskCompletionSource<JsonElement>(TaskCreationOptions.RunContinuationsAsynchronously);
        _pending[id] = reply;
        var command = JsonSerializer.SerializeToUtf8Bytes(session is null
            ? new { id, method, @params = parameters }
            : (object)new { id, method, @params = parameters, sessionId = session });
        await _sending.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            await _socket.SendAsync(command, WebSocketMessageType.Text, endOfMessage: true, TestContext.Current.CancellationToken);
        }
        finally
        {
            _sending.Release();
        }

        try
        {
            return await reply.Task.WaitAsync(Within.Limit, TestContext.Current.CancellationToken);
        }
        catch (TimeoutException)
        {
            throw new TimeoutException($"Chromium has not answered {method} within {Within.Limit.TotalSeconds} s.");
        }
    }

    public void Dispose()
    {
        _ending.Cancel();
        _socket.Dispose();
        _ending.Dispose();
        _sending.Dispose();
    }

    private async Task ReceiveAsync()
    {
        try
        {
            var buffer = new byte[64 * 1024];
            using var message = new MemoryStream();
            while (true)
            {
                var part = await _socket.ReceiveAsync(buffer, _ending.Token);
                message.Write(buffer, 0, part.Count);
                if (part.EndOfMessage)
                {
                    Handle(message.ToArray());
                    message.SetLength(0);
                }
            }
        }
        catch (Exception failure) when (failure is OperationCanceledException or WebSocketException or ObjectDisposedException)
        {
            foreach (var pending in _pending.Values)
            {
                pending.TrySetException(new InvalidOperationException("The connection to Chromium was lost.", failure));
            }
        }
    }

    private void Handle(byte[] message)
    {
        using var document = JsonDocument.Parse(message);
        var root = document.RootElement;
        if (!root.TryGetProperty("id", out var id))
        {
            if (root.TryGetProperty("sessionId", out var session) && _listeners.TryGetValue(session.GetString()!, out var listener))
            {
                listener(root.GetProperty("method").GetString()!, root.GetProperty("params").Clone());
            }
        }
        else if (_pending.TryRemove(id.GetInt32(), out var reply))
        {
            if (root.TryGetProperty("error", out var error))
            {
                reply.SetException(new InvalidOperationException($"Chromium refuses: {error.GetRawText()}"));
            }
            else
            {
                reply.SetResult(root.GetProperty("result").Clone());
            }
        }
    }
}
