using System.ComponentModel.DataAnnotations;
using ChatOrleans.Gateway.Json;

namespace ChatOrleans.Gateway.Http.Requests;

/// <summary>A message's text from now on.</summary>
internal sealed record EditRequest
{
    /// <summary>1 to 64 of A-Z a-z 0-9 _ -, unique per thread and sender, messages included. A retry carries the same and gets the first answer.</summary>
    [Required]
    public Field<string> ClientMessageId { get; init; }

    /// <summary>At most 4,000 code points, not blank, without U+0000.</summary>
    [Required]
    public Field<string> Text { get; init; }
}
