using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>
/// What owners do for the safety of their accounts: passwords, sessions, leaving. A stateless worker; use key 0. Like
/// <see cref="IAccountGrain"/> it sees hashes only, answers <see cref="RefusalCode.Unavailable"/> where the database went
/// away, and every call may be repeated with the same arguments then.
/// </summary>
[Alias("chat.IAccountSafetyGrain")]
public interface IAccountSafetyGrain : IGrainWithIntegerKey
{
    /// <summary>What the owner's password is checked against; <see cref="RefusalCode.UserNotFound"/> when there is no such account any more.</summary>
    [Alias("GetCredentials")]
    Task<Result<Credentials>> GetCredentialsAsync(UserId userId);

    /// <summary>
    /// Replaces the password and ends all sessions but one, together. Answers the ended ones.
    /// <see cref="RefusalCode.InvalidCredentials"/> when the password has been changed since it was checked.
    /// </summary>
    [Alias("ChangePassword")]
    Task<Result<SessionIds>> ChangePasswordAsync(PasswordChange change);

    /// <summary>
    /// Takes down that somebody forgot the password of a handle or a mail address. Whether there is such an account is
    /// looked up later, by who sends the mail: the call does the same whoever was named.
    /// <see cref="RefusalCode.ResetDisabled"/> where no mail is sent.
    /// </summary>
    [Alias("RequestReset")]
    Task<Result<Nothing>> RequestResetAsync(Guid requestId, string name);

    /// <summary>Whether a token lives: <see cref="RefusalCode.Unauthenticated"/> when it is unknown, used up or too old.</summary>
    [Alias("CheckReset")]
    Task<Result<Nothing>> CheckResetAsync(byte[] tokenHash);

    /// <summary>
    /// Replaces the password of the token's account, uses up all its tokens and ends all its sessions, together. Answers
    /// the ended ones. <see cref="RefusalCode.Unauthenticated"/> when the token is unknown, used up or too old.
    /// </summary>
    [Alias("ResetPassword")]
    Task<Result<SessionIds>> ResetPasswordAsync(byte[] tokenHash, string passwordHash);

    /// <summary>The living sessions of an account, the last used first; the <see cref="SessionPage.MaxSessions"/> latest of them.</summary>
    [Alias("GetSessions")]
    Task<Result<SessionPage>> GetSessionsAsync(UserId userId);

    /// <summary>Ends one of the account's sessions. <see cref="RefusalCode.SessionNotFound"/> when it is nobody's or somebody else's.</summary>
    [Alias("EndSession")]
    Task<Result<Nothing>> EndSessionAsync(UserId userId, Guid sessionId);

    /// <summary>Ends all sessions of the account but one. Answers the ended ones.</summary>
    [Alias("EndOtherSessions")]
    Task<Result<SessionIds>> EndOtherSessionsAsync(UserId userId, Guid kept);

    /// <summary>
    /// Deactivates the account and ends all its sessions, together; then its threads are closed. Answers the ended
    /// sessions. <see cref="RefusalCode.InvalidCredentials"/> when the password has been changed since it was checked.
    /// </summary>
    [Alias("Deactivate")]
    Task<Result<SessionIds>> DeactivateAsync(UserId userId, string verifiedHash);
}
