namespace ChatOrleans.Client.Contract;

/// <summary>Reasons of a report.</summary>
public static class ReportReasons
{
    /// <summary>Unwanted advertisement.</summary>
    public const string Spam = "spam";

    /// <summary>Harassment.</summary>
    public const string Harassment = "harassment";

    /// <summary>Hate.</summary>
    public const string Hate = "hate";

    /// <summary>Violence.</summary>
    public const string Violence = "violence";

    /// <summary>Sexual content.</summary>
    public const string Sexual = "sexual";

    /// <summary>Self-harm.</summary>
    public const string SelfHarm = "selfHarm";

    /// <summary>Says to be somebody else.</summary>
    public const string Impersonation = "impersonation";

    /// <summary>Against the law.</summary>
    public const string Illegal = "illegal";

    /// <summary>Anything else; say it in the text.</summary>
    public const string Other = "other";
}
