using System.Text.Json.Serialization;
using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Json;

/// <summary>
/// The attachments of a message as they came. Like a <see cref="Field{T}"/>, something malformed does not fail the whole
/// argument; unlike one, it costs a message without attachments nothing but a null.
/// </summary>
/// <param name="Ids">Which they are, where all of them could be read.</param>
[JsonConverter(typeof(AttachmentListConverter))]
internal sealed record AttachmentList(IReadOnlyList<AttachmentId> Ids)
{
    /// <summary>What could not be read.</summary>
    public static readonly AttachmentList Malformed = new([]);

    /// <summary>Whether it was no list of attachments.</summary>
    public bool IsMalformed => ReferenceEquals(this, Malformed);
}
