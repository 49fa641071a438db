using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>SearchMessages</c>.</summary>
internal sealed record SearchMessagesRequest
{
    /// <summary>What to look for, 1 to 256 characters.</summary>
    [Required]
    public Field<string> Query { get; init; }

    /// <summary>The one thread to search; all when absent.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>1 to 50; 20 when absent.</summary>
    public Field<long> Limit { get; init; }

    /// <summary>The last answer's <c>nextCursor</c>.</summary>
    public Field<string> Cursor { get; init; }

    public static bool TryRead(
        SearchMessagesRequest? request,
        [NotNullWhen(true)] out SearchQuery? query,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        query = null;
        refusal = Fields.NoArgument;
        return request is not null &&
            Fields.TryOptionalText(request.Query, "query", out var text, out refusal) &&
            (refusal = LimitRefusal(request.Limit)) is null &&
            Fields.TryOptionalText(request.Cursor, "cursor", out var cursor, out refusal) &&
            SearchText.TryRead(
                text,
                request.ThreadId.IsMalformed ? string.Empty : request.ThreadId.Value,
                request.Limit.IsPresent ? (int)request.Limit.Value : SearchQuery.DefaultLimit,
                cursor,
                out query,
                out refusal);
    }

    private static Refusal? LimitRefusal(Field<long> limit) =>
        limit.IsMalformed || (limit.IsPresent && limit.Value is < 1 or > SearchQuery.MaxLimit)
            ? Refusal.InvalidArgument("limit", $"limit is 1 to {SearchQuery.MaxLimit}.")
            : null;
}
