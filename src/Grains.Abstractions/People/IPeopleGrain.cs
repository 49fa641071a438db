using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Abstractions.People;

/// <summary>What follows for others when somebody blocks, leaves or comes back. A stateless worker; use key 0.</summary>
[Alias("chat.IPeopleGrain")]
public interface IPeopleGrain : IGrainWithIntegerKey
{
    /// <summary>
    /// Marks somebody as gone in all their threads and closes the active ones, or takes the mark away. Returns when all of
    /// it is stored; called again after a crash it finishes what was begun.
    /// </summary>
    [Alias("SetGone")]
    Task SetGoneAsync(UserId user, bool gone);
}
