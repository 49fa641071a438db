using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using ChatOrleans.Gateway.Startup;

namespace ChatOrleans.Gateway.Cluster;

/// <summary>What the files of <see cref="ClusterTlsOptions"/> held when they were read.</summary>
internal sealed class ClusterCertificates
{
    private const string ServerUse = "1.3.6.1.5.5.7.3.1";
    private const string ClientUse = "1.3.6.1.5.5.7.3.2";

    private readonly ClusterTlsOptions _options;
    private readonly X509Certificate2Collection _authority;
    private readonly DateTime _writtenAt;

    private ClusterCertificates(
        ClusterTlsOptions options, X509Certificate2 own, X509Certificate2Collection authority, DateTime writtenAt)
    {
        _options = options;
        Own = own;
        _authority = authority;
        _writtenAt = writtenAt;
    }

    /// <summary>This process's certificate, with its key.</summary>
    public X509Certificate2 Own { get; }

    /// <summary>Reads the files; a refusal names the key and says what is wrong with it.</summary>
    public static ClusterCertificates Load(ClusterTlsOptions options)
    {
        var certificateFile = Demand(options.CertificateFile, nameof(options.CertificateFile));
        var authorityFile = Demand(options.AuthorityFile, nameof(options.AuthorityFile));
        var keyFile = string.IsNullOrEmpty(options.KeyFile)
            ? certificateFile
            : Demand(options.KeyFile, nameof(options.KeyFile));

        // Before the reading: a file that changes meanwhile is read again.
        var writtenAt = WrittenAt(options);
        var own = Read(nameof(options.CertificateFile), certificateFile, () => X509Certificate2.CreateFromPemFile(certificateFile, keyFile));
        var authority = new X509Certificate2Collection();
        _ = Read(nameof(options.AuthorityFile), authorityFile, () =>
        {
            authority.ImportFromPemFile(authorityFile);
            return authority;
        });

        var certificates = new ClusterCertificates(options, own, authority, writtenAt);
        certificates.DemandUse();
        return certificates;
    }

    /// <summary>Whether one of the files was written since.</summary>
    public bool HaveFilesChanged() => WrittenAt(_options) != _writtenAt;

    /// <summary>Whether the authority has signed the certificate, and it is valid now.</summary>
    public bool IsOfAuthority(X509Certificate2 certificate, X509Chain? shown)
    {
        using var chain = new X509Chain();
        var policy = chain.ChainPolicy;
        policy.TrustMode = X509ChainTrustMode.CustomRootTrust;
        policy.RevocationMode = X509RevocationMode.NoCheck;
        policy.DisableCertificateDownloads = true;
        foreach (var one in _authority)
        {
            (one.SubjectName.RawData.AsSpan().SequenceEqual(one.IssuerName.RawData) ? policy.CustomTrustStore : policy.ExtraStore).Add(one);
        }

        if (shown is not null)
        {
            policy.ExtraStore.AddRange(shown.ChainPolicy.ExtraStore);
        }

        return chain.Build(certificate);
    }

    private void DemandUse()
    {
        if (_authority.Count == 0)
        {
            throw Refusal(nameof(_options.AuthorityFile), _options.AuthorityFile, "holds no certificate");
        }

        if (!IsOfAuthority(Own, shown: null))
        {
            throw Refusal(
                nameof(_options.CertificateFile),
                _options.CertificateFile,
                $"is not valid now, or not signed by the authority of {ClusterTlsOptions.Section}:{nameof(_options.AuthorityFile)}; valid from {Own.NotBefore.ToUniversalTime():u} to {Own.NotAfter.ToUniversalTime():u}");
        }

        var uses = Own.Extensions.OfType<X509EnhancedKeyUsageExtension>()
            .SelectMany(extension => extension.EnhancedKeyUsages.Cast<Oid>())
            .Select(use => use.Value)
            .ToList();
        if (uses.Count > 0 && !(uses.Contains(ServerUse) && uses.Contains(ClientUse)))
        {
            throw Refusal(
                nameof(_options.CertificateFile), _options.CertificateFile, "must allow both serverAuth and clientAuth, or name no uses");
        }
    }

    private static string Demand(string? file, string key) =>
        string.IsNullOrEmpty(file)
            ? throw new StartupException($"{ClusterTlsOptions.Section}:{key} is empty; TLS in the cluster needs a certificate and its authority.")
            : File.Exists(file) ? file : throw Refusal(key, file, "does not exist");

    private static T Read<T>(string key, string file, Func<T> read)
    {
        try
        {
            return read();
        }
        catch (Exception exception) when (exception is CryptographicException or IOException or UnauthorizedAccessException)
        {
            throw Refusal(key, file, $"can't be used: {exception.Message}");
        }
    }

    private static DateTime WrittenAt(ClusterTlsOptions options) =>
        new[] { options.CertificateFile, options.KeyFile, options.AuthorityFile }
            .Where(file => !string.IsNullOrEmpty(file))
            .Max(file => File.GetLastWriteTimeUtc(file!));

    private static StartupException Refusal(string key, string? file, string reason) =>
        new($"{ClusterTlsOptions.Section}:{key}: '{file}' {reason}.");
}
