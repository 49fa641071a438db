namespace ChatOrleans.Gateway.Attachments;

/// <summary>Where the bytes of attachments are kept.</summary>
public enum AttachmentStorageKind
{
    /// <summary>In a folder: of the one gateway, or of a mount that all gateways share.</summary>
    Disk,

    /// <summary>In a bucket of an object store that speaks S3.</summary>
    S3,

    /// <summary>Nowhere: attachments are refused.</summary>
    Off,
}
