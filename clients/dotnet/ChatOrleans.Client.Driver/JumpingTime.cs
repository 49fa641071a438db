namespace ChatOrleans.Client.Driver;

/// <summary>A device's clock that can be set wrong, as people and batteries do. Timers and durations go on as ever.</summary>
internal sealed class JumpingTime : TimeProvider
{
    private long _offTicks;

    public override DateTimeOffset GetUtcNow() => base.GetUtcNow().AddTicks(Interlocked.Read(ref _offTicks));

    public void Jump(TimeSpan by) => Interlocked.Add(ref _offTicks, by.Ticks);
}
