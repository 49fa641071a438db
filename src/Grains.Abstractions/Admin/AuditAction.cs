namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>What was done. The numbers are stored; they are never reused.</summary>
[GenerateSerializer, Alias("chat.AuditAction")]
public enum AuditAction : short
{
    /// <summary>Accounts were listed or searched.</summary>
    UsersListed = 1,

    /// <summary>An account was looked at, with its sessions and claims.</summary>
    UserRead = 2,

    /// <summary>A user's threads were listed.</summary>
    ThreadsListed = 3,

    /// <summary>A user was suspended.</summary>
    UserSuspended = 4,

    /// <summary>A suspension was taken back.</summary>
    UserReinstated = 5,

    /// <summary>A user was given a role.</summary>
    RoleChanged = 6,

    /// <summary>A user was freed of what held them.</summary>
    ClaimsFreed = 7,

    /// <summary>Reports were listed.</summary>
    ReportsListed = 8,

    /// <summary>A report was dealt with.</summary>
    ReportResolved = 9,

    /// <summary>A thread was looked at, without its messages.</summary>
    ThreadRead = 10,

    /// <summary>Messages of a thread were read.</summary>
    MessagesRead = 11,

    /// <summary>The texts that a message has had were read.</summary>
    VersionsRead = 12,

    /// <summary>A message's way was explained, without its text.</summary>
    PathRead = 13,

    /// <summary>This list was read.</summary>
    AuditRead = 14,
}
