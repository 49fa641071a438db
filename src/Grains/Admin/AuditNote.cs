using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Admin;

/// <summary>What is about to be done, as the audit keeps it.</summary>
internal sealed record AuditNote(AuditAction Action)
{
    /// <summary>To whom.</summary>
    public UserId? User { get; init; }

    /// <summary>In which thread.</summary>
    public ThreadId? Thread { get; init; }

    /// <summary>At which place of it.</summary>
    public long? Seq { get; init; }

    /// <summary>Which report.</summary>
    public Guid? Report { get; init; }

    /// <summary>The role that is given.</summary>
    public UserRole? Role { get; init; }
}
