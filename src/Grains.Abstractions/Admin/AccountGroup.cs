namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>Which accounts are listed.</summary>
[GenerateSerializer, Alias("chat.AccountGroup")]
public enum AccountGroup
{
    /// <summary>All of them.</summary>
    All = 0,

    /// <summary>Those that are suspended.</summary>
    Suspended = 1,

    /// <summary>Those of moderators and admins.</summary>
    Staff = 2,
}
