using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;

namespace ChatOrleans.Gateway.Hosts;

/// <summary>Reads a public key, or that of a certificate, from PEM.</summary>
internal static class PemKey
{
    private const string P256 = "1.2.840.10045.3.1.7";

    /// <summary>Null, with the reason, for what is no key that tokens can be checked with.</summary>
    public static VerificationKey? Read(string pem, out string reason)
    {
        reason = string.Empty;
        if (!PemEncoding.TryFind(pem, out var fields))
        {
            reason = "it holds no PEM";
            return null;
        }

        try
        {
            switch (pem[fields.Label])
            {
                case "PUBLIC KEY":
                    return Of(PublicKey.CreateFromSubjectPublicKeyInfo(Convert.FromBase64String(pem[fields.Base64Data]), out _), out reason);
                case "CERTIFICATE":
                    using (var certificate = X509Certificate2.CreateFromPem(pem))
                    {
                        return Of(certificate.PublicKey, out reason);
                    }

                default:
                    reason = "it has to be a PUBLIC KEY or a CERTIFICATE; a private key stays with the host";
                    return null;
            }
        }
        catch (Exception fault) when (fault is CryptographicException or FormatException)
        {
            reason = "it can't be read";
            return null;
        }
    }

    private static VerificationKey? Of(PublicKey key, out string reason)
    {
        reason = string.Empty;
        using var rsa = key.GetRSAPublicKey();
        if (rsa is not null)
        {
            var read = new RsaVerificationKey(rsa.ExportParameters(includePrivateParameters: false));
            reason = read.IsStrong ? string.Empty : "an RSA key has at least 2,048 bits";
            return read.IsStrong ? read : null;
        }

        using var ecdsa = key.GetECDsaPublicKey();
        if (ecdsa?.ExportParameters(includePrivateParameters: false) is { } parameters && parameters.Curve.Oid.Value == P256)
        {
            return new EllipticVerificationKey(parameters.Q);
        }

        reason = "it has to be an RSA key or one on the curve P-256";
        return null;
    }
}
