using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.Threads;

/// <summary>Finds or creates the one thread of a pair, and carries an opening through. A stateless worker; use key 0.</summary>
[Alias("chat.IThreadDirectoryGrain")]
public interface IThreadDirectoryGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Opens the thread of the caller and <paramref name="with"/>, a handle or user id. With
    /// <paramref name="closeCurrent"/> the caller's current thread is closed once the peer's claim has succeeded; on a
    /// refusal nothing was closed. A claim in the way, of the one or the other, is reconciled once before it refuses.
    /// </summary>
    [Alias("Open")]
    Task<Result<OpenedThread>> OpenAsync(UserId caller, string with, bool closeCurrent);
}
