namespace ChatOrleans.Grains.Mail;

/// <summary>The relay that takes the mail.</summary>
internal sealed class SmtpOptions
{
    /// <summary>Its name or address; required with <c>smtp</c>.</summary>
    public string Host { get; set; } = string.Empty;

    /// <summary>Its port; 1 to 65,535.</summary>
    public int Port { get; set; } = 587;

    /// <summary>How the connection is protected.</summary>
    public SmtpSecurity Security { get; set; } = SmtpSecurity.StartTls;

    /// <summary>Whom to log in as; empty: without.</summary>
    public string User { get; set; } = string.Empty;

    /// <summary>The password; only with a user.</summary>
    public string Password { get; set; } = string.Empty;
}
