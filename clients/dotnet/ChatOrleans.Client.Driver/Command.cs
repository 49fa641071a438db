using ChatOrleans.Client.Contract;

namespace ChatOrleans.Client.Driver;

/// <summary>A line of standard input; which fields there are depends on what is to be done.</summary>
internal sealed record Command
{
    public required long Id { get; init; }

    public required string Device { get; init; }

    public required string Do { get; init; }

    public string? Server { get; init; }

    public string? Folder { get; init; }

    public string? Token { get; init; }

    public string? With { get; init; }

    public string ThreadId { get; init; } = "";

    public string ClientMessageId { get; init; } = "";

    public string? Text { get; init; }

    public long? ReplyTo { get; init; }

    public IReadOnlyList<MessageAttachment>? Attachments { get; init; }

    public long Seq { get; init; }

    public string Emoji { get; init; } = "";

    public bool Added { get; init; }

    public int Limit { get; init; } = 25;

    public string Name { get; init; } = "";

    public byte[] Bytes { get; init; } = [];

    public string UserId { get; init; } = "";

    public bool Blocked { get; init; }

    public long Ms { get; init; }
}
