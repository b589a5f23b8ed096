namespace QmpWatch.Watching;

/// <summary>Shows what is told of virtual machines; called by one at a time.</summary>
internal interface IWatchView
{
    /// <summary>Shows one notice.</summary>
    /// <param name="notice">What there is to tell.</param>
    /// <param name="isChosen">For an event: whether the user wants to see it.</param>
    void Show(VmNotice notice, bool isChosen);

    /// <summary>Says how the watching ended.</summary>
    /// <param name="reason">A sentence; null if each machine's own end says it all.</param>
    void Finish(string? reason);
}
