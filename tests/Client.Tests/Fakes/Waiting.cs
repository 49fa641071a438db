using ChatOrleans.TestKit;

namespace ChatOrleans.Client.Tests.Fakes;

/// <summary>Waits for what has to happen.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Deadline = TimeSpan.FromSeconds(60);

    /// <summary>That it never happens fails the test.</summary>
    public static async Task<T> OrFailAsync<T>(this Task<T> task)
    {
        try
        {
            return await task.WaitAsync(Deadline);
        }
        catch (TimeoutException exception)
        {
            throw new ExpectationException("What was waited for has not come.", exception);
        }
    }

    /// <summary>That it never happens fails the test.</summary>
    public static Task OrFailAsync(this Task task) => OrFailAsync(Wrap(task));

    /// <summary>The first of what comes that is so; that none is fails the test.</summary>
    public static async Task<ChatThread> ThreadAsync(this ChatClient client, string threadId, Func<ChatThread, bool> isSo)
    {
        var found = new TaskCompletionSource<ChatThread>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(ChatThread thread)
        {
            if (thread.ThreadId == threadId && isSo(thread))
            {
                found.TrySetResult(thread);
            }
        }

        client.ThreadChanged += Look;
        try
        {
            if (client.FindThread(threadId) is { } now)
            {
                Look(now);
            }

            return await found.Task.OrFailAsync();
        }
        finally
        {
            client.ThreadChanged -= Look;
        }
    }

    /// <summary>Waits for a state of the connection.</summary>
    public static async Task StateAsync(this ChatClient client, ConnectionState state)
    {
        var found = new TaskCompletionSource<bool>(TaskCreationOptions.RunContinuationsAsynchronously);
        void Look(ConnectionState now)
        {
            if (now == state)
            {
                found.TrySetResult(true);
            }
        }

        client.StateChanged += Look;
        try
        {
            Look(client.State);
            await found.Task.OrFailAsync();
        }
        finally
        {
            client.StateChanged -= Look;
        }
    }

    private static async Task<bool> Wrap(Task task)
    {
        await task;
        return true;
    }
}
