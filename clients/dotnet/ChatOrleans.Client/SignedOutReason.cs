namespace ChatOrleans.Client;

/// <summary>Why there is no session any more.</summary>
public enum SignedOutReason
{
    /// <summary>Here, or in another process that shares the session store.</summary>
    LoggedOut,

    /// <summary>By the server: ended from another device, expired, or the account is gone.</summary>
    Revoked,

    /// <summary>Another process that shares the session store has signed another user in.</summary>
    Replaced,
}
