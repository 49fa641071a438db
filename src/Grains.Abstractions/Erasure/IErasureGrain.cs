using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Erasure;

/// <summary>
/// Erases people, for ever. A stateless worker; use key 0. Where the database went away every call answers
/// <see cref="RefusalCode.Unavailable"/>; each may be repeated then.
/// </summary>
[Alias("chat.IErasureGrain")]
public interface IErasureGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Erases a user. When it returns, the account is gone for everybody, its sessions have ended, and a job that survives
    /// every crash takes away what is stored of the user. Repeating answers how far that is.
    /// <see cref="RefusalCode.UserNotFound"/> when nobody has the id.
    /// </summary>
    [Alias("Request")]
    Task<Result<ErasureJob>> RequestAsync(UserId user, ErasureReason reason);

    /// <summary>
    /// The same for the owner, whose password was checked. Answers the sessions that it ended.
    /// <see cref="RefusalCode.InvalidCredentials"/> when the password has been changed since.
    /// </summary>
    [Alias("RequestOwn")]
    Task<Result<SessionIds>> RequestOwnAsync(UserId user, string verifiedHash);
}
