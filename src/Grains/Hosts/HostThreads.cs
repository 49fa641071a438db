using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Threads;

namespace ChatOrleans.Grains.Hosts;

/// <summary>Threads, for somebody who is in none of them.</summary>
internal sealed class HostThreads(ThreadStore threads, ThreadReader reader, PairStore pairs, IGrainFactory grains)
{
    public async Task<Result<OpenedHostThread>> OpenAsync(string first, string second)
    {
        if (await pairs.FindUserAsync(first) is not { } caller)
        {
            return Refusal.UserNotFound();
        }

        var opened = await grains.GetGrain<IThreadDirectoryGrain>(0).OpenAsync(caller, second, closeCurrent: false);
        if (!opened.Ok)
        {
            return opened.Error.Field == "with" ? opened.Error with { Field = "members" } : opened.Error;
        }

        var thread = await GetAsync(opened.Value.Thread.ThreadId);
        return thread.Ok ? new OpenedHostThread { Thread = thread.Value, Created = opened.Value.Created } : thread.Error;
    }

    public async Task<Result<HostThread>> CloseAsync(ThreadId threadId)
    {
        var closed = await grains.GetGrain<IThreadGrain>(threadId.Value).CloseForHostAsync();
        return closed.Ok ? await GetAsync(threadId) : closed.Error;
    }

    public async Task<Result<HostThread>> GetAsync(ThreadId threadId)
    {
        var views = await threads.ReadViewsAsync(threadId);
        return views.Count == 0 ? Refusal.ThreadNotFound() : new HostThread
        {
            ThreadId = threadId,
            // Each member's view shows the other one.
            Members = [.. views.Values.Select(view => view.Peer).OrderBy(peer => peer.UserId.Value).Select(ProfileOf)],
            Active = views.Values.First().Active,
            LastSeq = views.Values.First().LastSeq,
        };
    }

    public async Task<Result<HistoryPage>> GetHistoryAsync(ThreadId threadId, HistoryQuery query)
    {
        // History is the same for both members, and no refusal differs between them.
        UserId? member = (await threads.ReadViewsAsync(threadId)).Keys.Cast<UserId?>().FirstOrDefault();
        return member is { } one ? await reader.GetHistoryAsync(one, threadId, query) : Refusal.ThreadNotFound();
    }

    private static Profile ProfileOf(Peer peer) =>
        new() { UserId = peer.UserId, Handle = peer.Handle, DisplayName = peer.DisplayName };
}
