namespace ChatOrleans.Grains.Retention;

/// <summary>The section <c>Chat:Retention</c>: how long what is kept. 0 keeps for ever.</summary>
public sealed class RetentionOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Retention";

    /// <summary>Days after which a message's text goes; its place stays. 0 to 36,500.</summary>
    public int MessageDays { get; set; }

    /// <summary>Days after which a report goes. 0 to 36,500.</summary>
    public int ReportDays { get; set; }

    /// <summary>Days after which the note of a finished erasure goes. 1 to 36,500.</summary>
    public int JobDays { get; set; } = 30;

    /// <summary>The pause between two rounds through everything; 1 s to 7 d.</summary>
    public TimeSpan Pause { get; set; } = TimeSpan.FromHours(1);
}
