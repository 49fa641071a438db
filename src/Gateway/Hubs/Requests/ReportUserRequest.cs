using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>ReportUser</c>.</summary>
internal sealed record ReportUserRequest
{
    /// <summary>Whom.</summary>
    [Required]
    public Field<string> UserId { get; init; }

    /// <summary>The thread of the two, where it is about what happened there.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>The message in it.</summary>
    public Field<long> Seq { get; init; }

    /// <summary>Why: one of the fixed list.</summary>
    [Required, EnumDataType(typeof(ReportReason))]
    public Field<string> Reason { get; init; }

    /// <summary>What there is to add.</summary>
    public Field<string> Text { get; init; }

    public static bool TryRead(
        ReportUserRequest? request, [NotNullWhen(true)] out Report? report, [NotNullWhen(false)] out Refusal? refusal)
    {
        report = null;
        refusal = Fields.NoArgument;
        return request is not null && ReportForm.TryRead(
            request.UserId, request.ThreadId, request.Seq, request.Reason, request.Text, out report, out refusal);
    }
}
