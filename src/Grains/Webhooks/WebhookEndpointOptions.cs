namespace ChatOrleans.Grains.Webhooks;

/// <summary>One endpoint (<c>Chat:Webhooks:Endpoints:&lt;name&gt;</c>).</summary>
public sealed class WebhookEndpointOptions
{
    /// <summary>Where to post. Required.</summary>
    public string? Url { get; set; }

    /// <summary>
    /// The secrets to sign with, <c>whsec_</c> and 24 to 64 bytes in base64; each signs, so that the receiver can go from one to
    /// the next. One to three.
    /// </summary>
    public IList<string> Secrets { get; } = [];

    /// <summary>
    /// What to tell (<c>message.stored</c> and the like); all that happens when empty. <c>push</c> and <c>push.withdrawn</c>
    /// only by name.
    /// </summary>
    public IList<string> Events { get; } = [];
}
