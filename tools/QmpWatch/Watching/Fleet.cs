using System.Threading.Channels;
using QmpGen.Hosting.Folders;

namespace QmpWatch.Watching;

/// <summary>
/// Follows all virtual machines at once, each by a task of its own, so that a slow or dead one delays no other. What they
/// tell flows into one bounded channel; a reader that is late makes clients drop events, never grows memory.
/// </summary>
internal sealed class Fleet
{
    private const int NoticesAhead = 1024;

    private readonly FollowOptions _options;
    private readonly TimeProvider _time;
    private readonly Channel<VmNotice> _notices = Channel.CreateBounded<VmNotice>(
        new BoundedChannelOptions(NoticesAhead) { SingleReader = true });
    private readonly Lock _gate = new();
    private readonly HashSet<string> _followed = new(StringComparer.Ordinal);

    private Fleet(FollowOptions options, TimeProvider time)
    {
        _options = options;
        _time = time;
    }

    /// <summary>Starts to follow.</summary>
    /// <param name="vms">Machines that are followed from the start.</param>
    /// <param name="patterns">Where more machines come and go.</param>
    /// <param name="options">How each is followed.</param>
    /// <param name="time">The clock.</param>
    /// <param name="cancellation">Ends it all.</param>
    /// <returns>What there is to tell, until nothing is followed any more.</returns>
    public static ChannelReader<VmNotice> Follow(
        IReadOnlyList<Vm> vms,
        IReadOnlyList<SocketPattern> patterns,
        FollowOptions options,
        TimeProvider time,
        CancellationToken cancellation)
    {
        var fleet = new Fleet(options, time);
        _ = fleet.RunAsync(vms, patterns, cancellation);
        return fleet._notices.Reader;
    }

    private async Task RunAsync(IReadOnlyList<Vm> vms, IReadOnlyList<SocketPattern> patterns, CancellationToken cancellation)
    {
        Exception? failure = null;
        try
        {
            // The explicit ones first: they keep their names if a folder has them too.
            var following = vms.Where(TryClaim).Select(vm => FollowAsync(vm, cancellation)).ToList();
            await Task.WhenAll(following.Concat(patterns.Select(p => FollowAsync(p, cancellation))));
        }
        catch (OperationCanceledException)
        {
            // The user's wish.
        }
#pragma warning disable CA1031 // Whatever it is, the reader of the notices must hear of it.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            failure = exception;
        }

        _notices.Writer.Complete(failure);
    }

    /// <summary>Follows the sockets of a pattern as they come and go.</summary>
    private async Task FollowAsync(SocketPattern pattern, CancellationToken cancellation)
    {
        var followed = new Dictionary<string, Following>(StringComparer.Ordinal);
        using var finder = new SocketFinder(pattern.Pattern, _time);
        try
        {
            while (true)
            {
                var found = finder.Find().ToHashSet(StringComparer.Ordinal);
                foreach (var (path, following) in followed.ToList())
                {
                    await LookAfterAsync(following, isPresent: found.Contains(path));
                    if (following.Task.IsCompleted)
                    {
                        await following.Task;
                        followed.Remove(path);
                    }
                }

                foreach (var vm in found.Where(p => !followed.ContainsKey(p)).Select(pattern.ToVm).Where(TryClaim))
                {
                    followed.Add(vm.Key, Start(vm, cancellation));
                }

                await finder.WaitAsync(cancellation);
            }
        }
        finally
        {
            await Task.WhenAll(followed.Values.Select(f => f.Task)).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    private Following Start(Vm vm, CancellationToken cancellation)
    {
        var gone = new CancellationTokenSource();
        return new Following(gone, FollowWhilePresentAsync(vm, gone, cancellation));
    }

    /// <summary>A socket that loses its name keeps its connection; what ends with the name is the connecting again.</summary>
    private static async Task LookAfterAsync(Following following, bool isPresent)
    {
        if (!isPresent && !following.Task.IsCompleted)
        {
            await following.Gone.CancelAsync();
        }
    }

    private async Task FollowWhilePresentAsync(Vm vm, CancellationTokenSource gone, CancellationToken cancellation)
    {
        await new VmFollower(vm, _options with { KeepTrying = true }, _time, _notices.Writer).RunAsync(gone.Token, cancellation);
        await _notices.Writer.WriteAsync(new VmRemoved(vm, _time.GetUtcNow()), cancellation);
        Release(vm);
    }

    private async Task FollowAsync(Vm vm, CancellationToken cancellation)
    {
        await new VmFollower(vm, _options, _time, _notices.Writer).RunAsync(gone: default, cancellation);
        Release(vm);
    }

    private bool TryClaim(Vm vm)
    {
        lock (_gate)
        {
            return _followed.Add(vm.Key);
        }
    }

    private void Release(Vm vm)
    {
        lock (_gate)
        {
            _followed.Remove(vm.Key);
        }
    }

    private sealed record Following(CancellationTokenSource Gone, Task Task);
}
