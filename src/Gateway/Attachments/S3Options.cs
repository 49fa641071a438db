namespace ChatOrleans.Gateway.Attachments;

/// <summary>The section <c>Chat:Attachments:ObjectStore</c>.</summary>
public sealed class S3Options
{
    /// <summary>The bucket, which exists.</summary>
    public string Bucket { get; set; } = "";

    /// <summary>The store's address (<c>https://minio.example:9000</c>); empty for AWS itself.</summary>
    public string Endpoint { get; set; } = "";

    /// <summary>The region that requests are signed for. <c>us-east-1</c> by default, which stores without regions expect.</summary>
    public string Region { get; set; } = "us-east-1";

    /// <summary>The access key; empty, with <see cref="SecretKey"/>, for what the environment provides (variables, instance role).</summary>
    public string AccessKey { get; set; } = "";

    /// <summary>The secret of <see cref="AccessKey"/>.</summary>
    public string SecretKey { get; set; } = "";

    /// <summary>What every object's key begins with. Empty by default.</summary>
    public string Prefix { get; set; } = "";

    /// <summary>Whether the bucket is named in the path and not in the host's name. True by default; AWS takes both.</summary>
    public bool PathStyle { get; set; } = true;
}
