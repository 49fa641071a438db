namespace ChatOrleans.Client.Connecting;

/// <summary>The way to the hub.</summary>
internal interface IHubTransport
{
    /// <summary>Opens a connection with an access token or a ticket. Its pushes are given to <paramref name="receiver"/> as they come, on any thread, one after the other.</summary>
    /// <exception cref="ChatException">
    /// <c>unauthenticated</c> for a credential that is not taken, <c>overloaded</c> with when to come again, or <c>network</c>.
    /// </exception>
    Task<IHubLink> ConnectAsync(string credential, IHubReceiver receiver, CancellationToken cancellationToken);
}
