namespace ChatOrleans.Grains.Abstractions.Accounts;

/// <summary>What somebody may do beside talking; each may do what the one before may. The numbers are stored and never reused.</summary>
[GenerateSerializer, Alias("chat.UserRole")]
public enum UserRole : short
{
    /// <summary>Nothing more.</summary>
    User = 0,

    /// <summary>Read reports, and with a reason messages.</summary>
    Moderator = 1,

    /// <summary>Everything.</summary>
    Admin = 2,
}
