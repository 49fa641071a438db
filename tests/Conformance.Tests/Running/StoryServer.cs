using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>
/// A server that several stories share. What happens to it happens once, when all stories that still go on have come to
/// that step.
/// </summary>
internal sealed class StoryServer(ChatServer server, int stories)
{
    private readonly Lock _gate = new();
    private int _present = stories;
    private int _arrived;
    private Verb _next;
    private volatile Uri? _url = server.Url;
    private TaskCompletionSource _turn = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public ChatApi Api => server.Api;

    /// <summary>Where it listens; null while it is down.</summary>
    public Uri? Url => _url;

    /// <summary>The last lines that it wrote.</summary>
    public string Output => server.Output;

    /// <summary>Waits for the other stories, and for what then happens to the server.</summary>
    public Task MeetAsync(Verb verb)
    {
        Task turn;
        lock (_gate)
        {
            _next = verb;
            _arrived++;
            turn = _turn.Task;
            Turn();
        }

        return turn;
    }

    /// <summary>A story has ended.</summary>
    public void Leave()
    {
        lock (_gate)
        {
            _present--;
            Turn();
        }
    }

    private void Turn()
    {
        if (_arrived == 0 || _arrived < _present)
        {
            return;
        }

        var turn = _turn;
        _turn = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        _arrived = 0;
        _ = TurnAsync(_next, turn);
    }

    private async Task TurnAsync(Verb verb, TaskCompletionSource turn)
    {
        try
        {
            await DoAsync(verb);
            turn.SetResult();
        }
        catch (Exception exception)
        {
            turn.SetException(exception);
        }
    }

    private async Task DoAsync(Verb verb)
    {
        switch (verb)
        {
            case Verb.KillServer:
                _url = null;
                await server.KillAsync();
                break;
            case Verb.StopServer:
                var code = await server.StopAsync();
                _url = null;
                if (code != 0)
                {
                    throw new ExpectationException($"The server ended with {code}.");
                }

                break;
            case Verb.StartServer:
                await server.RestartAsync();
                _url = server.Url;
                break;
            default:
                await EmbeddedDatabase.ExecuteAsync(server.DataFolder, "UPDATE deployment SET epoch = gen_random_uuid()");
                break;
        }
    }
}
