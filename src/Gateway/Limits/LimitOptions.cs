namespace ChatOrleans.Gateway.Limits;

/// <summary>The section <c>Chat:Limits</c>: what one user or one address may do, over all gateways.</summary>
public sealed class LimitOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Limits";

    /// <summary>
    /// The networks (<c>10.0.0.0/8</c>, <c>fd00::/8</c>, single addresses) whose calls and connections meet none of these
    /// limits. Empty by default.
    /// </summary>
    public IList<string> ExemptNetworks { get; } = [];

    /// <summary>Registrations from one address (IPv6: one /64).</summary>
    public RateOptions Registration { get; set; } = new() { PerSecond = 1, Burst = 100 };

    /// <summary>Registrations of one handle, from wherever.</summary>
    public RateOptions RegistrationHandle { get; set; } = new() { PerSecond = 0.1, Burst = 10 };

    /// <summary>Logins from one address, successful ones included.</summary>
    public RateOptions Login { get; set; } = new() { PerSecond = 0.5, Burst = 50 };

    /// <summary>Logins to one handle from one address, successful ones included.</summary>
    public RateOptions LoginPair { get; set; } = new() { PerSecond = 0.1, Burst = 20 };

    /// <summary>Logins to one handle from all addresses from which it has not been logged in to before.</summary>
    public RateOptions LoginHandle { get; set; } = new() { PerSecond = 0.5, Burst = 300 };

    /// <summary>Calls about forgotten passwords from one address.</summary>
    public RateOptions PasswordReset { get; set; } = new() { PerSecond = 0.05, Burst = 20 };

    /// <summary>Mails about forgotten passwords that are asked for one handle or mail address.</summary>
    public RateOptions PasswordResetName { get; set; } = new() { PerSecond = 0.005, Burst = 5 };

    /// <summary>Calls of one user with their own password: changing it, deactivating.</summary>
    public RateOptions PasswordCheck { get; set; } = new() { PerSecond = 0.1, Burst = 10 };

    /// <summary>Calls of one user about their sessions.</summary>
    public RateOptions Sessions { get; set; } = new() { PerSecond = 2, Burst = 40 };

    /// <summary>Openings by one user.</summary>
    public RateOptions Opening { get; set; } = new() { PerSecond = 2, Burst = 40 };

    /// <summary>Openings by one user with the same other one.</summary>
    public RateOptions OpeningPair { get; set; } = new() { PerSecond = 1, Burst = 20 };

    /// <summary>People searches by one user.</summary>
    public RateOptions Search { get; set; } = new() { PerSecond = 1, Burst = 10 };

    /// <summary>Searches in messages by one user.</summary>
    public RateOptions MessageSearch { get; set; } = new() { PerSecond = 1, Burst = 20 };

    /// <summary>Calls of one moderator or admin with the rights of their role.</summary>
    public RateOptions Admin { get; set; } = new() { PerSecond = 5, Burst = 100 };

    /// <summary>Uploads by one user, thumbnails included.</summary>
    public RateOptions Uploads { get; set; } = new() { PerSecond = 0.5, Burst = 60 };

    /// <summary>Messages sent by one user.</summary>
    public RateOptions Sends { get; set; } = new() { PerSecond = 20, Burst = 100 };

    /// <summary>Messages over <see cref="Sends"/> that are still looked up, in case they are retries of stored ones.</summary>
    public RateOptions SendLookups { get; set; } = new() { PerSecond = 100, Burst = 1_000 };

    /// <summary>
    /// Connections of one user to one gateway; one more closes the oldest. It counts each gateway by itself. 50 by default,
    /// 1 to 10,000.
    /// </summary>
    public int ConnectionsPerUser { get; set; } = 50;
}
