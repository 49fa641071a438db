namespace ChatOrleans.Grains.Mail;

/// <summary>How mail goes out.</summary>
internal enum MailCarrierKind
{
    /// <summary>Not at all.</summary>
    Off,

    /// <summary>Through a relay.</summary>
    Smtp,

    /// <summary>A service of the operator's is told what to write to whom.</summary>
    Webhook,
}
