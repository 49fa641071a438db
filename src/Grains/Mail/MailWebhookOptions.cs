namespace ChatOrleans.Grains.Mail;

/// <summary>A service that sends the mail.</summary>
internal sealed class MailWebhookOptions
{
    /// <summary>Where it is told; required with <c>webhook</c>.</summary>
    public string Url { get; set; } = string.Empty;

    /// <summary>What it knows us by; 32 to 200 characters.</summary>
    public string Secret { get; set; } = string.Empty;
}
