using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOrleans.Deploy.Tests;

/// <summary>A folder with a certificate, where a proxy's files find all they name.</summary>
internal sealed class CertifiedFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-proxy-");

    public CertifiedFolder()
    {
        using var key = RSA.Create(2048);
        var request = new CertificateRequest("CN=chat.example", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1);
        using var certificate = request.CreateSelfSigned(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddYears(100));
        var (chain, secret) = (certificate.ExportCertificatePem(), key.ExportPkcs8PrivateKeyPem());
        Directory.CreateDirectory(System.IO.Path.Combine(Path, "tls"));
        Add("tls/fullchain.pem", chain);
        Add("tls/privkey.pem", secret);
        CombinedCertificate = Add("chat.pem", chain + "\n" + secret);
    }

    public string Path => _folder.FullName;

    public string CombinedCertificate { get; }

    public string Add(string name, string text) => AddAsIs(name, ProxyFiles.Local(Path, text));

    public string AddAsIs(string name, string text)
    {
        var file = System.IO.Path.Combine(Path, name);
        File.WriteAllText(file, text);
        return file;
    }

    public void Dispose() => _folder.Delete(recursive: true);
}
