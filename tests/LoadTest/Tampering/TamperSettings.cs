namespace ChatOrleans.LoadTest.Tampering;

/// <summary>What is done to how many frames.</summary>
internal sealed record TamperSettings
{
    /// <summary>One frame in this many, on average.</summary>
    public int EveryFrames { get; init; } = 10_000;

    public int Seed { get; init; } = 1;

    /// <summary>What is done, in turn; nothing when empty.</summary>
    public IReadOnlyList<TamperKind> Kinds { get; init; } = Enum.GetValues<TamperKind>();

    /// <summary>To which frames.</summary>
    public IReadOnlyList<TamperTarget> Targets { get; init; } = Enum.GetValues<TamperTarget>();

    /// <summary>Where, when a frame is altered; in turn, among those that the frame has.</summary>
    public IReadOnlyList<TamperField> Fields { get; init; } = Enum.GetValues<TamperField>();

    /// <summary>How long a delayed frame is held.</summary>
    public TimeSpan Delay { get; init; } = TimeSpan.FromSeconds(3);
}
