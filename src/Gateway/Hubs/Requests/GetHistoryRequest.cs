using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>GetHistory</c>: at most one of the three positions; without one the newest page.</summary>
internal sealed record GetHistoryRequest
{
    /// <summary>The thread.</summary>
    [Required]
    public Field<string> ThreadId { get; init; }

    /// <summary>Messages below this seq.</summary>
    public Field<long> Before { get; init; }

    /// <summary>Messages above this seq.</summary>
    public Field<long> After { get; init; }

    /// <summary>Messages on both sides of this seq, it included.</summary>
    public Field<long> Around { get; init; }

    /// <summary>1 to 100; 25 when absent.</summary>
    public Field<long> Limit { get; init; }

    public static bool TryRead(
        GetHistoryRequest? request,
        out ThreadId threadId,
        [NotNullWhen(true)] out HistoryQuery? query,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        threadId = default;
        query = null;
        refusal = Fields.NoArgument;
        if (request is null ||
            !Fields.TryThreadId(request.ThreadId, out threadId, out refusal) ||
            !Fields.TryOptionalSeq(request.Before, "before", out var before, out refusal) ||
            !Fields.TryOptionalSeq(request.After, "after", out var after, out refusal) ||
            !Fields.TryOptionalSeq(request.Around, "around", out var around, out refusal))
        {
            return false;
        }

        refusal = PositionRefusal(before, after, around) ?? LimitRefusal(request.Limit);
        if (refusal is not null)
        {
            return false;
        }

        var limit = request.Limit.IsPresent ? (int)request.Limit.Value : HistoryQuery.DefaultLimit;
        query = new HistoryQuery { Before = before, After = after, Around = around, Limit = limit };
        return true;
    }

    private static Refusal? PositionRefusal(long? before, long? after, long? around)
    {
        var surplus = around is not null && (before ?? after) is not null ? "around"
            : before is not null && after is not null ? "after"
            : null;
        return surplus is null ? null : Refusal.InvalidArgument(surplus, "At most one of before, after and around.");
    }

    private static Refusal? LimitRefusal(Field<long> limit) =>
        limit.IsMalformed || (limit.IsPresent && limit.Value is < 1 or > HistoryQuery.MaxLimit)
            ? Refusal.InvalidArgument("limit", "limit is 1 to 100.")
            : null;
}
