using ChatOrleans.Client.Connecting;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Threads;
using ThreadState = ChatOrleans.Client.Threads.ThreadState;

namespace ChatOrleans.Client.Syncing;

/// <summary>Loads pages of history into what is held of a thread: of one thread one page after the other. Used on the loop.</summary>
internal sealed class HistoryLoader(Line line, ThreadBook threads)
{
    private readonly Dictionary<string, Task> _turns = [];

    /// <summary>Older messages, or the newest page if none are held. Whether there are more.</summary>
    public Task<bool> BeforeAsync(string threadId, int limit) => TakeTurn(threadId, async () =>
    {
        if (!Held(threadId).Window.HasBefore)
        {
            return false;
        }

        await LoadAsync(threadId, state => new HistoryPosition { Before = state.Window.FirstSeq }, limit);
        return Held(threadId).Window.HasBefore;
    });

    /// <summary>Newer messages, after loading around one. Whether there are more.</summary>
    public Task<bool> AfterAsync(string threadId, int limit) => TakeTurn(threadId, async () =>
    {
        if (!Held(threadId).Window.HasAfter)
        {
            return false;
        }

        await LoadAsync(threadId, state => new HistoryPosition { After = state.Window.LastSeq }, limit);
        return Held(threadId).Window.HasAfter;
    });

    /// <summary>The messages around one in place of those held, unless it is held.</summary>
    public Task<bool> AroundAsync(string threadId, long seq, int limit) => TakeTurn(threadId, async () =>
    {
        if (Held(threadId).Window.Find(seq) is null)
        {
            await LoadAsync(threadId, _ => new HistoryPosition { Around = seq }, limit);
        }

        return true;
    });

    /// <summary>The newest page, unless what is held reaches the end already.</summary>
    public Task<bool> NewestAsync(string threadId, int limit) => TakeTurn(threadId, async () =>
    {
        if (Held(threadId).Window is { HasAfter: true } or { HasBefore: true, Messages.IsEmpty: true })
        {
            await LoadAsync(threadId, _ => default, limit);
        }

        return true;
    });

    private async Task LoadAsync(string threadId, Func<ThreadState, HistoryPosition> positionOf, int limit)
    {
        while (true)
        {
            var asked = Held(threadId);
            var position = positionOf(asked);
            var page = await line.InvokeAsync<HistoryPage>("GetHistory", new GetHistoryRequest
            {
                ThreadId = threadId,
                Before = position.Before,
                After = position.After,
                Around = position.Around,
                Limit = limit,
            });
            if (Held(threadId).With(page, position, asked.Cursor) is { } loaded)
            {
                threads.Put(loaded);
                return;
            }
        }
    }

    private ThreadState Held(string threadId) =>
        threads.Find(threadId) ?? throw new ChatException(ErrorCodes.ThreadNotFound, "No thread with this id is known.");

    private Task<bool> TakeTurn(string threadId, Func<Task<bool>> load)
    {
        var turn = RunAsync(_turns.GetValueOrDefault(threadId) ?? Task.CompletedTask, load);
        _turns[threadId] = turn;
        return turn;
    }

    private static async Task<bool> RunAsync(Task previous, Func<Task<bool>> load)
    {
        await previous.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing | ConfigureAwaitOptions.ContinueOnCapturedContext);
        return await load();
    }
}
