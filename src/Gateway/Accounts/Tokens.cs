using System.Buffers.Text;
using System.Security.Cryptography;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.DataProtection;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>
/// Access tokens and tickets: opaque, encrypted and authenticated by keys that all gateways share. The purposes keep
/// one from passing as the other.
/// </summary>
internal sealed class Tokens(IDataProtectionProvider protection, TimeProvider time)
{
    /// <summary>Several times the real length; nothing longer is worth a look.</summary>
    private const int MaxLength = 1_024;

    private readonly IDataProtector _access = protection.CreateProtector("chat.access.v1");
    private readonly IDataProtector _ticket = protection.CreateProtector("chat.ticket.v1");

    public (string Token, DateTimeOffset ExpiresAt) NewAccessToken(UserId userId, Guid sessionId, UserRole role = UserRole.User) =>
        New(_access, userId, sessionId, role, SessionTimes.AccessToken);

    public (string Token, DateTimeOffset ExpiresAt) NewTicket(UserId userId, Guid sessionId) =>
        New(_ticket, userId, sessionId, UserRole.User, SessionTimes.Ticket);

    /// <summary>Null for anything that is not a living access token.</summary>
    public Credential? ReadAccessToken(string text) => Read(_access, text);

    /// <summary>Null for anything that is not a living ticket; whether it is spent, only the account grain knows.</summary>
    public Credential? ReadTicket(string text) => Read(_ticket, text);

    /// <summary>Loads the keys; throws when they can't be had.</summary>
    public void LoadKeys() => _access.Protect([]);

    private (string Token, DateTimeOffset ExpiresAt) New(
        IDataProtector protector, UserId userId, Guid sessionId, UserRole role, TimeSpan life)
    {
        // Whole milliseconds, as the token holds them and the wire shows them.
        var expiresAt = DateTimeOffset.FromUnixTimeMilliseconds((time.GetUtcNow() + life).ToUnixTimeMilliseconds());
        var credential = new Credential(userId, sessionId, Guid.NewGuid(), expiresAt, role);
        return (Base64Url.EncodeToString(protector.Protect(credential.Write())), expiresAt);
    }

    private Credential? Read(IDataProtector protector, string text)
    {
        if (text.Length > MaxLength || !Base64Url.IsValid(text))
        {
            return null;
        }

        try
        {
            return Credential.Read(protector.Unprotect(Base64Url.DecodeFromChars(text))) is { } credential &&
                   credential.ExpiresAt > time.GetUtcNow()
                ? credential
                : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }
}
