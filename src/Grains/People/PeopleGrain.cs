using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Threads;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.People;

/// <summary>
/// Brings all of somebody's threads in line with their account. What it is told is what the account said a moment ago; where
/// another call has stored the opposite meanwhile, it ends with that.
/// </summary>
[StatelessWorker, Reentrant] // Without state of its own.
internal sealed class PeopleGrain(BlockStore people, MemberStore members) : Grain, IPeopleGrain
{
    public async Task SetGoneAsync(UserId user, bool gone)
    {
        for (bool? now = gone; now is { } told;)
        {
            await FollowAsync(user, told);
            var stored = await people.IsGoneAsync(user);
            now = stored == told ? null : stored;
        }
    }

    private async Task FollowAsync(UserId user, bool gone)
    {
        // From here on none of the threads opens; those that are open now are closed, and claims of others let go.
        var active = await members.MarkGoneAsync(user, gone);
        if (gone)
        {
            var claims = await User(user).GetClaimsAsync();
            foreach (var threadId in active.Union(claims.Select(claim => claim.ThreadId)))
            {
                Demand(await GrainFactory.GetGrain<IThreadGrain>(threadId.Value).EnforceAsync());
            }
        }

        Demand(await User(user).VeilAsync(viewer: null));
    }

    private static void Demand(Result<Nothing> done)
    {
        if (!done.Ok && done.Error.Code != RefusalCode.ThreadNotFound)
        {
            throw new TimeoutException($"Not all is done yet ({done.Error.Code}); call again.");
        }
    }

    private IUserGrain User(UserId user) => GrainFactory.GetGrain<IUserGrain>(user.Value);
}
