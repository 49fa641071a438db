namespace ChatOrleans.Client.Connecting;

/// <summary>One connection to the hub, for as long as it lives.</summary>
internal interface IHubLink : IAsyncDisposable
{
    /// <summary>Done, never failed, when the connection is gone.</summary>
    Task Closed { get; }

    /// <summary>Calls a hub method.</summary>
    /// <exception cref="ChatException">A refusal; <c>network</c> when the connection ended before the answer, <c>protocol</c> for none of the contract's.</exception>
    Task<T> InvokeAsync<T>(string method, object argument, CancellationToken cancellationToken)
        where T : class;

    /// <summary>Ends the connection without a word: it is of no use any more.</summary>
    void Abort();
}
