namespace ChatOrleans.Client.Contract;

/// <summary>Asks for a mail with a token for a new password.</summary>
internal sealed record ForgotPasswordRequest
{
    /// <summary>A handle or a mail address.</summary>
    public required string Name { get; init; }
}
