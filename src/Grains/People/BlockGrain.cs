using ChatOrleans.Grains.Abstractions.Calls;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Storage;
using ChatOrleans.Grains.Threads;
using Orleans.Concurrency;

namespace ChatOrleans.Grains.People;

/// <summary>
/// Carries a block through: home first, then the thread, then presence. Each step follows what home says, so that doing all
/// of it again finishes what has ended in the middle.
/// </summary>
[StatelessWorker, Reentrant] // Without state of its own.
internal sealed class BlockGrain(BlockStore blocks, TimeProvider time) : Grain, IBlockGrain
{
    private const int RetryAfterMs = 500;

    public async Task<Result<Nothing>> SetAsync(UserId caller, UserId other, bool blocked)
    {
        if (caller == other)
        {
            return Refusal.InvalidArgument("userId", "Nobody blocks themselves.");
        }

        if (CallDeadline.HasPassed(time.GetUtcNow()))
        {
            // Its caller has asked again since, and may have taken it back.
            return Refusal.Unavailable(RetryAfterMs);
        }

        return await OutageGuard.RunAsync(async () => await blocks.SetAsync(caller, other, blocked)
            ? await FollowAsync(caller, other)
            : Refusal.UserNotFound());
    }

    public Task<Result<BlockPage>> ListAsync(UserId caller, int limit, string? cursor) =>
        PageCursor.TryParse(cursor, out var after)
            ? OutageGuard.RunAsync(async () => (Result<BlockPage>)await blocks.ListAsync(caller, limit, after))
            : Task.FromResult<Result<BlockPage>>(PageCursor.Malformed());

    private async Task<Result<Nothing>> FollowAsync(UserId caller, UserId other)
    {
        if (await blocks.FindThreadAsync(caller, other) is { } threadId)
        {
            var thread = await GrainFactory.GetGrain<IThreadGrain>(threadId.Value).EnforceAsync();

            // A pair that is being made has no members yet; the opening that makes it looks for blocks afterwards.
            if (!thread.Ok && thread.Error.Code != RefusalCode.ThreadNotFound)
            {
                // Home has it already, whatever kept the thread from it.
                return Refusal.Unavailable(thread.Error.RetryAfterMs ?? RetryAfterMs);
            }
        }

        var veiled = await Task.WhenAll(User(caller).VeilAsync(other), User(other).VeilAsync(caller));
        return veiled[0].Ok ? veiled[1] : veiled[0];
    }

    private IUserGrain User(UserId user) => GrainFactory.GetGrain<IUserGrain>(user.Value);
}
