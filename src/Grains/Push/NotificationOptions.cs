namespace ChatOrleans.Grains.Push;

/// <summary>The section <c>Chat:Push</c>, a silo's part: how people who are away hear of messages. The same on all silos.</summary>
public sealed class NotificationOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Push";

    /// <summary>
    /// The key that Web Push is signed with (RFC 8292): 32 bytes in base64url, as the verb <c>vapid</c> makes it. Without one
    /// there is no Web Push.
    /// </summary>
    public string? PrivateKey { get; set; }

    /// <summary>Whom a push service may turn to: <c>mailto:…</c> or <c>https://…</c>. Needed with <see cref="PrivateKey"/>.</summary>
    public string? Subject { get; set; }

    /// <summary>How much of a message is said.</summary>
    public NotificationContent Content { get; set; } = NotificationContent.Sender;

    /// <summary>How long a message waits for a device that is open to read it; 0 to 10 min.</summary>
    public TimeSpan Delay { get; set; } = TimeSpan.FromSeconds(3);

    /// <summary>For how long after it was sent a message is worth a notification, here and at the push service; 1 min to 28 d.</summary>
    public TimeSpan TimeToLive { get; set; } = TimeSpan.FromDays(2);

    /// <summary>Whether devices are told that what they show was read elsewhere.</summary>
    public bool Withdraw { get; set; } = true;

    /// <summary>
    /// The hosts that subscriptions may name, each with all below it (<c>push.apple.com</c>); any public one when empty. At
    /// most 100.
    /// </summary>
    public IList<string> Hosts { get; } = [];

    /// <summary>Whether subscriptions may have <c>http://</c> as well as <c>https://</c>.</summary>
    public bool AllowHttp { get; set; }

    /// <summary>Whether addresses of private and special networks are connected to.</summary>
    public bool AllowPrivateAddresses { get; set; }

    /// <summary>How long a push service may take to answer; 1 to 60 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>Attempts until a notification is given up; 1 to 100.</summary>
    public int Attempts { get; set; } = 16;

    /// <summary>The pause after a first failure; it doubles with each further one. 100 ms to 60 s.</summary>
    public TimeSpan FirstPause { get; set; } = TimeSpan.FromSeconds(5);

    /// <summary>The longest pause, also of those that a push service asks for; 1 s to 1 d.</summary>
    public TimeSpan LongestPause { get; set; } = TimeSpan.FromHours(1);

    /// <summary>Notifications that are looked at or posted at a time, in each silo; 1 to 1,000.</summary>
    public int Concurrency { get; set; } = 64;

    /// <summary>How long the comparison of all threads with what was looked at takes to come round; 1 min to 1 d.</summary>
    public TimeSpan SweepPeriod { get; set; } = TimeSpan.FromMinutes(10);
}
