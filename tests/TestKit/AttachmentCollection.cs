using System.Collections.ObjectModel;

namespace ChatOrleans.TestKit;

/// <summary>The attachments of a message; two of the same are equal.</summary>
public sealed class AttachmentCollection : Collection<AttachmentShape>, IEquatable<AttachmentCollection>
{
    /// <inheritdoc/>
    public bool Equals(AttachmentCollection? other) => other is not null && this.SequenceEqual(other);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as AttachmentCollection);

    /// <inheritdoc/>
    public override int GetHashCode() => Count == 0 ? 0 : this[0].GetHashCode();
}
