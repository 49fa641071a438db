namespace ChatOrleans.Grains.Abstractions.People;

/// <summary>Why somebody is reported. The numbers are stored; they are never reused.</summary>
[GenerateSerializer, Alias("chat.ReportReason")]
public enum ReportReason : short
{
    /// <summary>Unwanted advertising or fraud.</summary>
    Spam = 1,

    /// <summary>Insults, stalking, bullying.</summary>
    Harassment = 2,

    /// <summary>Hatred of a group of people.</summary>
    Hate = 3,

    /// <summary>Violence, or the threat of it.</summary>
    Violence = 4,

    /// <summary>Unwanted sexual content.</summary>
    Sexual = 5,

    /// <summary>Somebody may harm themselves.</summary>
    SelfHarm = 6,

    /// <summary>Somebody pretends to be somebody else.</summary>
    Impersonation = 7,

    /// <summary>Something else that is against the law.</summary>
    Illegal = 8,

    /// <summary>Anything else; the text says what.</summary>
    Other = 9,
}
