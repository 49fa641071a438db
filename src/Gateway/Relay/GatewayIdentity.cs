namespace ChatOrleans.Gateway.Relay;

/// <summary>This gateway process, as routes and the stream name it. New with each start, so that nothing old is mistaken for it.</summary>
internal sealed class GatewayIdentity
{
    public Guid Id { get; } = Guid.NewGuid();
}
