namespace ChatOrleans.Grains.Push;

/// <summary>What became of a post.</summary>
internal enum PushOutcome
{
    /// <summary>It was taken.</summary>
    Taken,

    /// <summary>The push service does not know the subscription any more.</summary>
    Gone,

    /// <summary>It was too large.</summary>
    TooLarge,

    /// <summary>Anything else; later it may be taken.</summary>
    Failed,
}
