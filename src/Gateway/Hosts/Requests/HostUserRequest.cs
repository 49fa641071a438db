using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Gateway.Hosts.Requests;

/// <summary>A user of the host's own.</summary>
internal sealed record HostUserRequest
{
    /// <summary>The host's own id of the user, 1 to 255 characters; its tokens have it as <c>sub</c>.</summary>
    [Required]
    public Field<string> Id { get; init; }

    /// <summary>The handle if the account has to be made; one is chosen when absent.</summary>
    public Field<string> Handle { get; init; }

    /// <summary>The name to show if the account has to be made, 1 to 64 characters; the handle when absent.</summary>
    public Field<string> DisplayName { get; init; }

    /// <summary>Null when it can be taken.</summary>
    public Refusal? Validate() =>
        FieldRefusal.OfRequired("id", Id)
        ?? (Id.Value!.Length > HostUser.MaxSubjectLength
            ? Refusal.InvalidArgument("id", $"id is 1 to {HostUser.MaxSubjectLength} characters.")
            : null)
        ?? (Handle.IsPresent && !HandleForm.IsWellFormed(Handle.Value)
            ? Refusal.InvalidArgument("handle", $"handle is {HandleForm.MinLength} to {HandleForm.MaxLength} of A-Z a-z 0-9 and the full stop.")
            : null)
        ?? (DisplayName.IsPresent && !RegistrationForm.IsDisplayName(DisplayName.Value)
            ? Refusal.InvalidArgument("displayName", $"displayName is 1 to {RegistrationForm.MaxDisplayNameLength} characters, not blank and without control characters.")
            : null);
}
