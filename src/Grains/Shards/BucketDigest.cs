namespace ChatOrleans.Grains.Shards;

/// <summary>What tells two copies of a bucket apart.</summary>
/// <param name="Members">Rows of members, two a thread.</param>
/// <param name="Events">The sum of the threads' heads, which is the number of their events.</param>
/// <param name="MembersHash">Of all members' rows.</param>
/// <param name="HeadsHash">Of all threads' last events.</param>
/// <param name="ChangesHash">Of what has become of messages.</param>
/// <param name="ReactionsHash">Of all reactions.</param>
/// <param name="AttachmentsHash">Of what is known of all attachments.</param>
/// <param name="TextsLeft">Deleted messages that still have their text.</param>
internal sealed record BucketDigest(
    long Members,
    long Events,
    string MembersHash,
    string HeadsHash,
    string ChangesHash,
    string ReactionsHash,
    string AttachmentsHash,
    long TextsLeft);
