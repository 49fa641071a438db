namespace ChatOrleans.Gateway.Relay;

/// <summary>The section <c>Chat:Push</c>.</summary>
internal sealed class PushOptions
{
    public const string Section = "Chat:Push";

    /// <summary>Pushes that may wait for one slow connection before they give way to a <c>ResyncRequired</c>; 16 to 65,536.</summary>
    public int QueueLimit { get; set; } = 256;
}
