using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.People;

/// <summary>Who has blocked whom. A stateless worker; use key 0.</summary>
[Alias("chat.IBlockGrain")]
public interface IBlockGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Blocks somebody, or takes the block back. Once a block is answered the thread of the two is closed and both are
    /// free, no phase of it begins, and neither sees when the other is there. Taking it back restores presence, not the
    /// phase. Repeating changes nothing, and finishes what an earlier call has begun.
    /// <see cref="RefusalCode.UserNotFound"/> when nobody has this id.
    /// </summary>
    [Alias("Set")]
    Task<Result<Nothing>> SetAsync(UserId caller, UserId other, bool blocked);

    /// <summary>Whom the caller has blocked, the last one first.</summary>
    [Alias("List")]
    Task<Result<BlockPage>> ListAsync(UserId caller, int limit, string? cursor);
}
