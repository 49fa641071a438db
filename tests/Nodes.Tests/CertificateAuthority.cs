using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOrleans.Nodes.Tests;

/// <summary>An authority made for a test, and the certificates that it signs, as PEM files in a folder that goes with it.</summary>
internal sealed class CertificateAuthority : IDisposable
{
    /// <summary>Whom all certificates are for; the product does not look at it.</summary>
    public const string NodeName = "node";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-certificates-");
    private readonly X509Certificate2 _root;

    public CertificateAuthority(string name)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={name}", key, HashAlgorithmName.SHA256);
        request.CertificateExtensions.Add(new X509BasicConstraintsExtension(certificateAuthority: true, false, 0, critical: true));
        _root = request.CreateSelfSigned(DateTimeOffset.UtcNow.AddDays(-1), DateTimeOffset.UtcNow.AddDays(1));
        AuthorityFile = Write("authority.pem", _root.ExportCertificatePem());
    }

    public string AuthorityFile { get; }

    /// <summary>The settings of a node that this authority has given a certificate.</summary>
    public IReadOnlyDictionary<string, string> Settings()
    {
        using var certificate = Issue();
        return new Dictionary<string, string>
        {
            ["Chat__Cluster__Tls__CertificateFile"] = Write("node.pem", certificate.ExportCertificatePem()),
            ["Chat__Cluster__Tls__KeyFile"] = Write("node.key", certificate.GetECDsaPrivateKey()!.ExportPkcs8PrivateKeyPem()),
            ["Chat__Cluster__Tls__AuthorityFile"] = AuthorityFile,
        };
    }

    /// <summary>A certificate with its key.</summary>
    public X509Certificate2 Issue()
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest($"CN={NodeName}", key, HashAlgorithmName.SHA256);
        using var signed = request.Create(
            _root, DateTimeOffset.UtcNow.AddHours(-1), DateTimeOffset.UtcNow.AddHours(12), RandomNumberGenerator.GetBytes(8));
        return signed.CopyWithPrivateKey(key);
    }

    /// <summary>How to find out whether a certificate is this authority's.</summary>
    public X509ChainPolicy Policy()
    {
        var policy = new X509ChainPolicy
        {
            TrustMode = X509ChainTrustMode.CustomRootTrust,
            RevocationMode = X509RevocationMode.NoCheck,
        };
        policy.CustomTrustStore.Add(_root);
        return policy;
    }

    public void Dispose()
    {
        _root.Dispose();
        _folder.Delete(recursive: true);
    }

    private string Write(string name, string pem)
    {
        var file = Path.Combine(_folder.FullName, name);
        File.WriteAllText(file, pem);
        return file;
    }
}
