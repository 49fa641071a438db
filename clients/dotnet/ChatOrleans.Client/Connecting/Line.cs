namespace ChatOrleans.Client.Connecting;

/// <summary>The connection of the moment, if there is one. Used on the loop.</summary>
internal sealed class Line(TimeProvider time, TimeSpan callTimeout)
{
    /// <summary>The connection; null while there is none.</summary>
    public IHubLink? Link { get; private set; }

    /// <summary>Whether everything up to now is here, so that commands may go out.</summary>
    public bool IsOnline { get; private set; }

    public void Begin(IHubLink link) => Link = link;

    public void GoOnline() => IsOnline = true;

    public void End()
    {
        Link = null;
        IsOnline = false;
    }

    /// <summary>Calls a hub method on the connection of the moment.</summary>
    /// <exception cref="ChatException">A refusal, or <c>network</c>; a connection that does not answer in time is broken off.</exception>
    public async Task<T> InvokeAsync<T>(string method, object argument, CancellationToken cancellationToken = default)
        where T : class
    {
        var link = Link ?? throw ChatException.Network("There is no connection.");
        try
        {
            return await link.InvokeAsync<T>(method, argument, cancellationToken).WaitAsync(callTimeout, time, cancellationToken);
        }
        catch (TimeoutException exception)
        {
            link.Abort();
            throw ChatException.Network($"{method} was not answered in time.", exception);
        }
    }
}
