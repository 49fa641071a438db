namespace ChatOrleans.Grains.Mail;

/// <summary>What a mail is about. Stored: never renumbered.</summary>
internal enum MailKind : short
{
    /// <summary>Somebody said that they forgot a password; whose it is has yet to be found out.</summary>
    Request = 1,

    /// <summary>A token for a new password.</summary>
    Reset = 2,

    /// <summary>The password was changed.</summary>
    PasswordChanged = 3,
}
