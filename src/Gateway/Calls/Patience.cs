namespace ChatOrleans.Gateway.Calls;

/// <summary>How long a call is tried.</summary>
/// <param name="Each">
/// How long one attempt may take: long before Orleans' own response timeout, which waits for a dead silo to be declared
/// dead.
/// </param>
/// <param name="InAll">When the outcome stays unknown, attempts and pauses together.</param>
internal readonly record struct Patience(TimeSpan Each, TimeSpan InAll)
{
    /// <summary>A command: long enough for a dead silo to be declared dead and its grains to wake elsewhere.</summary>
    public static readonly Patience Command = new(TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(15));

    /// <summary>A command that goes through several grains, such as opening and closing.</summary>
    public static readonly Patience LongCommand = Command with { Each = TimeSpan.FromSeconds(5) };

    /// <summary>A read can be asked again at no cost, so its caller is told sooner.</summary>
    public static readonly Patience Read = Command with { InAll = TimeSpan.FromSeconds(6) };
}
