namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>How far an opening has come: either the thread is open, or the caller's current thread has to be closed first.</summary>
[GenerateSerializer, Immutable, Alias("chat.OpenStep")]
public sealed record OpenStep
{
    /// <summary>The thread as the caller sees it, once it is open.</summary>
    [Id(0)] public ThreadView? Opened { get; init; }

    /// <summary>Whether this opening is the thread's first.</summary>
    [Id(1)] public bool Created { get; init; }

    /// <summary>The thread to close before <see cref="IThreadGrain.CommitOpenAsync"/>; both users' claims are held meanwhile.</summary>
    [Id(2)] public ThreadId? CloseFirst { get; init; }

    /// <summary>The attempt that holds the claims.</summary>
    [Id(3)] public Guid AttemptId { get; init; }

    /// <summary>A refusal's holder: the thread whose claim is in the way, so that the caller can ask it to reconcile.</summary>
    [Id(4)] public ThreadId? HeldBy { get; init; }

    /// <summary>The refusal, with <see cref="HeldBy"/>.</summary>
    [Id(5)] public Refusals.Refusal? Refused { get; init; }
}
