namespace ChatOrleans.Grains.Mail;

/// <summary>How the connection to a relay is protected.</summary>
internal enum SmtpSecurity
{
    /// <summary>Not at all; for a relay on the same machine.</summary>
    None,

    /// <summary>By STARTTLS, which has to succeed.</summary>
    StartTls,
}
