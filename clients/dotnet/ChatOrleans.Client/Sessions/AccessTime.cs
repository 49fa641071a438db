namespace ChatOrleans.Client.Sessions;

/// <summary>
/// How long an access token is good for. Its lifetime is the server's, as the server's clock has it, and it passes by a clock
/// that only goes forward: neither a wrong clock of this machine nor one that jumps matters.
/// </summary>
internal sealed class AccessTime
{
    private static readonly TimeSpan Early = TimeSpan.FromMinutes(1);
    private static readonly TimeSpan LongestBelieved = TimeSpan.FromDays(1);

    private readonly TimeProvider _time;
    private readonly long _since;
    private readonly TimeSpan _lifetime;

    private AccessTime(TimeProvider time, TimeSpan lifetime)
    {
        _time = time;
        _since = time.GetTimestamp();
        _lifetime = lifetime < TimeSpan.Zero || lifetime > LongestBelieved ? TimeSpan.Zero : lifetime;
        EndsAt = time.GetUtcNow() + _lifetime;
    }

    /// <summary>When it ends, by this machine's clock.</summary>
    public DateTimeOffset EndsAt { get; }

    /// <summary>Whether it ends soon, or has ended: a fifth of its lifetime before, and a minute at most.</summary>
    public bool IsDue
    {
        get
        {
            var ahead = _lifetime / 5;
            return _time.GetElapsedTime(_since) >= _lifetime - (ahead < Early ? ahead : Early);
        }
    }

    /// <summary>Whether it has ended.</summary>
    public bool IsOver => _time.GetElapsedTime(_since) >= _lifetime;

    /// <summary>Of a token that the server has just given out.</summary>
    /// <param name="time">This machine's time.</param>
    /// <param name="expiresAt">When it ends by the server's clock.</param>
    /// <param name="serverTime">What the server's clock says now; null where its answer does not say.</param>
    public static AccessTime OfAnswer(TimeProvider time, DateTimeOffset expiresAt, DateTimeOffset? serverTime) =>
        new(time, expiresAt - (serverTime ?? time.GetUtcNow()));

    /// <summary>Of a token from the store: as far as this machine's clock can be believed. If it can't, the server says so.</summary>
    public static AccessTime OfStore(TimeProvider time, DateTimeOffset endsAt) => new(time, endsAt - time.GetUtcNow());
}
