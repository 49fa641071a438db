using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A message to send.</summary>
internal sealed record SendRequest
{
    /// <summary>1 to 64 of A-Z a-z 0-9 _ -, unique per thread and sender. A retry carries the same and gets the first answer.</summary>
    [Required]
    public Field<string> ClientMessageId { get; init; }

    /// <summary>At most 4,000 code points, not blank, without U+0000. Only with attachments it may be missing or empty.</summary>
    public Field<string> Text { get; init; }

    /// <summary>The message of the same thread that it answers.</summary>
    public Field<long> ReplyTo { get; init; }

    /// <summary>The caller's uploads to the thread that come with it, at most 10.</summary>
    public AttachmentList? Attachments { get; init; }
}
