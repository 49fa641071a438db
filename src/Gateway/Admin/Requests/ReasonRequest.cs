using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Admin.Requests;

/// <summary>Why somebody does what they do.</summary>
internal sealed record ReasonRequest
{
    /// <summary>Kept in the audit: 1 to 500 characters.</summary>
    [Required]
    public Field<string> Reason { get; init; }

    /// <summary>The reason of a call's body, or why it can't be taken.</summary>
    public static async Task<Result<string>> ReadAsync(HttpContext context)
    {
        var body = await JsonBody.ReadAsync<ReasonRequest>(context);
        return !body.Ok ? body.Error
            : ReasonText.Validate(body.Value.Reason) is { } refusal ? refusal
            : body.Value.Reason.Value!;
    }
}
