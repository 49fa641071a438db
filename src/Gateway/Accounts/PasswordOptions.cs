namespace ChatOrleans.Gateway.Accounts;

/// <summary>The section <c>Chat:Passwords</c>: how much of the machine the hashing of passwords may have.</summary>
public sealed class PasswordOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Passwords";

    /// <summary>Threads that do nothing but hash; a quarter of the processors by default, at least 1, at most 64.</summary>
    public int Threads { get; set; } = Math.Clamp(Environment.ProcessorCount / 4, 1, 64);

    /// <summary>Registrations and logins that may wait for them; one more is <c>overloaded</c>. 128 by default, 1 to 10,000.</summary>
    public int QueueCapacity { get; set; } = 128;
}
