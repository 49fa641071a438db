namespace ChatOrleans.Client.Contract;

/// <summary>How complete an answer of <c>Sync</c> is.</summary>
internal static class SyncStates
{
    /// <summary>Nothing is missing up to the moment of the answer.</summary>
    public const string Complete = "complete";

    /// <summary>Call again with the new cursors.</summary>
    public const string More = "more";

    /// <summary>Drop what is held and read anew.</summary>
    public const string Reset = "reset";
}
