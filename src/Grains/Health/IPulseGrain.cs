namespace ChatOrleans.Grains.Health;

/// <summary>Answers, and does nothing else.</summary>
[Alias("chat.IPulseGrain")]
internal interface IPulseGrain : IGrainWithIntegerKey
{
    /// <summary>Completes once the caller's silo has run it.</summary>
    [Alias("Pulse")]
    Task PulseAsync();
}
