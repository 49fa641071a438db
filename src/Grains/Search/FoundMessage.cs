using ChatOrleans.Grains.Abstractions.Search;

namespace ChatOrleans.Grains.Search;

/// <summary>A hit and its place in the order of all.</summary>
internal sealed record FoundMessage(float Rank, SearchHit Hit)
{
    /// <summary>What a page goes on behind.</summary>
    public SearchCursor Place => new(Rank, Hit.Message.At.UtcDateTime, Hit.Message.ThreadId, Hit.Message.Seq);
}
