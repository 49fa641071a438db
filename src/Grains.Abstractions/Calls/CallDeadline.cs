namespace ChatOrleans.Grains.Abstractions.Calls;

/// <summary>
/// Until when a call is waited for. It goes along with the call and with the calls that this one makes. What opens or
/// closes a thread does nothing once it has passed: its caller has asked again since, and may have gone on; an opening that
/// waited in a queue meanwhile would open what was closed again. Clocks of machines differ; by as much it may come late.
/// </summary>
public static class CallDeadline
{
    private const string Key = "chat.until";

    /// <summary>Says it of the calls that the current flow makes from now on.</summary>
    public static void Set(DateTimeOffset until) => RequestContext.Set(Key, until.UtcTicks);

    /// <summary>Whether nobody waits for the current call any more. A call without a deadline is waited for.</summary>
    public static bool HasPassed(DateTimeOffset now) => RequestContext.Get(Key) is long until && now.UtcTicks > until;
}
