using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>SetPrivacy</c>.</summary>
internal sealed record SetPrivacyRequest
{
    /// <summary>Whether others may see when the caller is there.</summary>
    [Required]
    public Field<bool> SharePresence { get; init; }

    public static bool TryRead(SetPrivacyRequest? request, out bool sharePresence, [NotNullWhen(false)] out Refusal? refusal)
    {
        sharePresence = false;
        refusal = Fields.NoArgument;
        return request is not null &&
            Fields.TryTruth(request.SharePresence, "sharePresence", required: true, out sharePresence, out refusal);
    }
}
