using System.ComponentModel.DataAnnotations;
using System.Diagnostics.CodeAnalysis;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Hubs.Requests;

/// <summary>The argument of <c>OpenThread</c>.</summary>
internal sealed record OpenThreadRequest
{
    /// <summary>The other person: a handle or a user id.</summary>
    [Required]
    public Field<string> With { get; init; }

    /// <summary>Whether to close the caller's current thread for it; false when absent.</summary>
    public Field<bool> CloseCurrent { get; init; }

    public static bool TryRead(
        OpenThreadRequest? request,
        [NotNullWhen(true)] out string? with,
        out bool closeCurrent,
        [NotNullWhen(false)] out Refusal? refusal)
    {
        with = null;
        closeCurrent = false;
        refusal = Fields.NoArgument;
        if (request is null ||
            !Fields.TryTruth(request.CloseCurrent, "closeCurrent", required: false, out closeCurrent, out refusal))
        {
            return false;
        }

        refusal = Addressee.Validate("with", request.With);
        with = refusal is null ? request.With.Value! : null;
        return with is not null;
    }
}
