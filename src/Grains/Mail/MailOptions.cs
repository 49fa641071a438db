namespace ChatOrleans.Grains.Mail;

/// <summary>The section <c>Chat:Mail</c>: how people are written to who forgot their password. Off by default.</summary>
internal sealed class MailOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Mail";

    /// <summary>How mail goes out.</summary>
    public MailCarrierKind Carrier { get; set; } = MailCarrierKind.Off;

    /// <summary>The sender's address; required with <c>smtp</c>.</summary>
    public string From { get; set; } = string.Empty;

    /// <summary>The name of the product, as mails say it; 1 to 64 characters.</summary>
    public string ProductName { get; set; } = "ChatOrleans";

    /// <summary>
    /// The page where a new password is chosen, with <c>{token}</c> where the token goes; in the part behind <c>#</c> it
    /// is in no server's log. Without one the mail shows the token alone.
    /// </summary>
    public string ResetUrl { get; set; } = string.Empty;

    /// <summary>How long a token lives once its mail is made; 5 min to 1 d.</summary>
    public TimeSpan ResetLifetime { get; set; } = TimeSpan.FromMinutes(30);

    /// <summary>For how long a mail that can't be sent is tried again; 1 min to 1 d.</summary>
    public TimeSpan GiveUpAfter { get; set; } = TimeSpan.FromHours(1);

    /// <summary>How long one attempt may take; 1 to 60 s.</summary>
    public TimeSpan Timeout { get; set; } = TimeSpan.FromSeconds(20);

    /// <summary>The relay, with <c>smtp</c>.</summary>
    public SmtpOptions Smtp { get; } = new();

    /// <summary>Who sends the mail instead, with <c>webhook</c>.</summary>
    public MailWebhookOptions Webhook { get; } = new();
}
