namespace ChatOrleans.Gateway.Cluster;

/// <summary>
/// The section <c>Chat:Cluster:Tls</c>: encryption between silos and between gateways and silos. All three files are PEM.
/// Without any of them the cluster's ports speak in the clear.
/// </summary>
public sealed class ClusterTlsOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Cluster:Tls";

    /// <summary>This process's certificate.</summary>
    public string? CertificateFile { get; set; }

    /// <summary>The certificate's private key, unencrypted; in the certificate's file when empty.</summary>
    public string? KeyFile { get; set; }

    /// <summary>
    /// The certificates of the authority that has signed those of all silos and gateways. Whoever shows none of it is
    /// refused, in both directions; names are not looked at.
    /// </summary>
    public string? AuthorityFile { get; set; }
}
