using System.Net.Security;
using Orleans.Connections.Security;

namespace ChatOrleans.Gateway.Cluster;

/// <summary>
/// Mutual TLS inside the cluster: each side shows its certificate and demands one of the same authority. The files are
/// looked at with each new connection, so that a certificate renewed in place needs no restart.
/// </summary>
public sealed class ClusterTls
{
    /// <summary>Not looked at by anybody; TLS wants one.</summary>
    private const string TargetHost = "chat-orleans";

    private readonly ClusterTlsOptions _options;
    private readonly Lock _gate = new();
    private ClusterCertificates _current;

    private ClusterTls(ClusterTlsOptions options)
    {
        _options = options;
        _current = ClusterCertificates.Load(options);
    }

    /// <summary>Reads the section and its files; null without the section. A refusal names the key.</summary>
    public static ClusterTls? Read(IConfiguration configuration)
    {
        ArgumentNullException.ThrowIfNull(configuration);
        var options = configuration.GetSection(ClusterTlsOptions.Section).Get<ClusterTlsOptions>();
        return options is null || (string.IsNullOrEmpty(options.CertificateFile) && string.IsNullOrEmpty(options.AuthorityFile))
            ? null
            : new ClusterTls(options);
    }

    /// <summary>Sets up Orleans' side of a silo or of a client.</summary>
    public void Configure(TlsOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.LocalCertificate = _current.Own;
        options.LocalServerCertificateSelector = (_, _) => Current().Own;
        options.LocalClientCertificateSelector = (_, _, _, _, _) => Current().Own;
        options.RemoteCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.ClientCertificateMode = RemoteCertificateMode.RequireCertificate;
        options.RemoteCertificateValidation = (certificate, chain, errors) =>
            (errors & SslPolicyErrors.RemoteCertificateNotAvailable) == 0 && Current().IsOfAuthority(certificate, chain);
        options.OnAuthenticateAsClient = static (_, client) => client.TargetHost = TargetHost;
    }

    private ClusterCertificates Current()
    {
        lock (_gate)
        {
            if (_current.HaveFilesChanged())
            {
                try
                {
                    _current = ClusterCertificates.Load(_options);
                }
                catch (Startup.StartupException)
                {
                    // Half of a renewal: the certificate may be there and its key not yet. What was good goes on.
                }
            }

            return _current;
        }
    }
}
