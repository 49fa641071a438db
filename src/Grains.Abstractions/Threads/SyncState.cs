namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>How complete a part of a catch-up is.</summary>
[GenerateSerializer, Alias("chat.SyncState")]
public enum SyncState
{
    /// <summary>Nothing is missing up to the snapshot.</summary>
    Complete,

    /// <summary>Call again with the new cursors.</summary>
    More,

    /// <summary>Drop what is held and read anew: another epoch, or a cursor beyond the log.</summary>
    Reset,
}
