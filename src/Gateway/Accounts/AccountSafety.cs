using System.Buffers.Text;
using System.Security.Cryptography;
using ChatOrleans.Gateway.Calls;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Erasure;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>Passwords that change, sessions that end, owners who leave.</summary>
internal sealed class AccountSafety(IGrainFactory grains, GrainCalls calls, Passwords passwords, SessionWatch sessions)
{
    /// <summary>Several times the real length; nothing longer is worth a look.</summary>
    private const int MaxTokenLength = 256;

    private IAccountSafetyGrain Safety => grains.GetGrain<IAccountSafetyGrain>(0);

    /// <summary>Ends all sessions but the caller's.</summary>
    public async Task<Result<Nothing>> ChangePasswordAsync(
        UserId userId, Guid sessionId, string current, string next, CancellationToken cancellationToken)
    {
        var verified = await VerifyAsync(userId, current, cancellationToken);
        if (!verified.Ok)
        {
            return verified.Error;
        }

        var hash = await passwords.HashAsync(next, cancellationToken);
        if (!hash.Ok)
        {
            return hash.Error;
        }

        var change = new PasswordChange
        {
            UserId = userId,
            KeptSession = sessionId,
            VerifiedHash = verified.Value.PasswordHash,
            NewHash = hash.Value,
        };
        return End(await calls.CommandAsync(() => Safety.ChangePasswordAsync(change), cancellationToken));
    }

    /// <summary>Asks for a mail with a token. The answer says nothing of whether anybody was named.</summary>
    public Task<Result<Nothing>> RequestResetAsync(string name, CancellationToken cancellationToken)
    {
        var requestId = Guid.NewGuid();
        return calls.CommandAsync(() => Safety.RequestResetAsync(requestId, name), cancellationToken);
    }

    /// <summary>Ends all sessions of the token's account.</summary>
    public async Task<Result<Nothing>> ResetPasswordAsync(string token, string next, CancellationToken cancellationToken)
    {
        var tokenHash = HashOf(token);
        // Before the slow part: a made-up token costs no hashing of a password.
        var known = await calls.ReadAsync(() => Safety.CheckResetAsync(tokenHash), cancellationToken);
        if (!known.Ok)
        {
            return known.Error;
        }

        var hash = await passwords.HashAsync(next, cancellationToken);
        return hash.Ok
            ? End(await calls.CommandAsync(() => Safety.ResetPasswordAsync(tokenHash, hash.Value), cancellationToken))
            : hash.Error;
    }

    public Task<Result<SessionPage>> GetSessionsAsync(UserId userId, CancellationToken cancellationToken) =>
        calls.ReadAsync(() => Safety.GetSessionsAsync(userId), cancellationToken);

    public async Task<Result<Nothing>> EndSessionAsync(UserId userId, Guid sessionId, CancellationToken cancellationToken)
    {
        var ended = await calls.CommandAsync(() => Safety.EndSessionAsync(userId, sessionId), cancellationToken);
        if (ended.Ok)
        {
            sessions.Add(sessionId);
        }

        return ended;
    }

    public async Task<Result<Nothing>> EndOtherSessionsAsync(UserId userId, Guid kept, CancellationToken cancellationToken) =>
        End(await calls.CommandAsync(() => Safety.EndOtherSessionsAsync(userId, kept), cancellationToken));

    /// <summary>Ends all sessions and closes the owner's threads.</summary>
    public async Task<Result<Nothing>> DeactivateAsync(UserId userId, string password, CancellationToken cancellationToken)
    {
        var verified = await VerifyAsync(userId, password, cancellationToken);
        return verified.Ok
            ? End(await calls.LongCommandAsync(
                () => Safety.DeactivateAsync(userId, verified.Value.PasswordHash), cancellationToken))
            : verified.Error;
    }

    /// <summary>Ends all sessions, and the account with all that is stored of its owner.</summary>
    public async Task<Result<Nothing>> EraseAsync(UserId userId, string password, CancellationToken cancellationToken)
    {
        var verified = await VerifyAsync(userId, password, cancellationToken);
        return verified.Ok
            ? End(await calls.LongCommandAsync(
                () => grains.GetGrain<IErasureGrain>(0).RequestOwnAsync(userId, verified.Value.PasswordHash), cancellationToken))
            : verified.Error;
    }

    private async Task<Result<Credentials>> VerifyAsync(UserId userId, string password, CancellationToken cancellationToken)
    {
        var found = await calls.ReadAsync(() => Safety.GetCredentialsAsync(userId), cancellationToken);
        if (!found.Ok)
        {
            return found.Error.Code == RefusalCode.UserNotFound ? Refusal.InvalidCredentials() : found.Error;
        }

        return await passwords.VerifyAsync(found.Value.PasswordHash, password, cancellationToken) is { } refusal
            ? refusal
            : found;
    }

    /// <summary>The tokens of what has ended are void here at once; elsewhere within a second.</summary>
    private Result<Nothing> End(Result<SessionIds> ended)
    {
        if (!ended.Ok)
        {
            return ended.Error;
        }

        sessions.Add(ended.Value.Ids);
        return Nothing.Value;
    }

    /// <summary>What is no token at all is one that nobody has.</summary>
    private static byte[] HashOf(string token) =>
        SHA256.HashData(token.Length <= MaxTokenLength && Base64Url.IsValid(token) ? Base64Url.DecodeFromChars(token) : []);
}
