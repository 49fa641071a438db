namespace ChatOrleans.Grains.Abstractions.Admin;

/// <summary>Whether an account is in use. Where several hold, the last one of these.</summary>
[GenerateSerializer, Alias("chat.AccountState")]
public enum AccountState
{
    /// <summary>As usual.</summary>
    Active = 0,

    /// <summary>Its owner has left and may come back.</summary>
    Deactivated = 1,

    /// <summary>An admin has shut its owner out.</summary>
    Suspended = 2,

    /// <summary>Nothing of it is left.</summary>
    Erased = 3,
}
