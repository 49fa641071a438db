using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Gateway.Hosts;

namespace ChatOrleans.Gateway.Tests;

/// <summary>Keys as hosts give them; the signatures are the examples of RFC 7515, A.1 to A.3.</summary>
public sealed class HostKeyTests : IDisposable
{
    private const string Payload =
        "eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFtcGxlLmNvbS9pc19yb290Ijp0cnVlfQ";

    private const string Modulus =
        "ofgWCuLjybRlzo0tZWJjNiuSfb4p4fAkd_wWJcyQoTbji9k0l8W26mPddxHmfHQp-Vaw-4qPCJrcS2mJPMEzP1Pt0Bm4d4QlL-yRT-SFd2lZS-pCgNMs" +
        "D1W_YpRPEwOWvG6b32690r2jZ47soMZo9wGzjb_7OMg0LOL-bSf63kpaSHSXndS5z5rexMdbBYUsLA9e-KXBdQOS-UTo7WTBEMa2R2CapHg665xsmtdV" +
        "MTBQY4uDZlxvb3qCo5ZwKh9kG4LT6_I5IhlJH7aGhyxXFvUK-DWNmoudF8NAco9_h9iaGNj8q2ethFkMLs91kzk2PAcDTW9gb54h4FRWyuXpoQ";

    private const string Point =
        "\"x\":\"f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU\",\"y\":\"x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0\"";

    private const string Secret =
        "AyM1SysPpbyDfgZld3umj1qzKObwVMkoqQ-EstJQLr_T-1qS0gZH75aKtMN3Yj0iPS4hcgUuTwjAzZr1Z9CAow";

    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("chat-hosts-");

    public void Dispose() => _folder.Delete(recursive: true);

    [Theory]
    [InlineData(
        "HS256",
        "{\"kty\":\"oct\",\"k\":\"" + Secret + "\"}",
        "eyJ0eXAiOiJKV1QiLA0KICJhbGciOiJIUzI1NiJ9",
        "dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk")]
    [InlineData(
        "RS256",
        "{\"kty\":\"RSA\",\"n\":\"" + Modulus + "\",\"e\":\"AQAB\"}",
        "eyJhbGciOiJSUzI1NiJ9",
        "cC4hiUPoj9Eetdgtv3hF80EGrhuB__dzERat0XF9g2VtQgr9PJbu3XOiZj5RZmh7AAuHIm4Bh-0Qc_lF5YKt_O8W2Fp5jujGbds9uJdbF9CUAr7t1dnZcAcQ" +
        "jbKBYNX4BAynRFdiuB--f_nZLgrnbyTyWzO75vRK5h6xBArLIARNPvkSjtQBMHlb1L07Qe7K0GarZRmB_eSN9383LcOLn6_dO--xi12jzDwusC-eOkHWEsqt" +
        "FZESc6BfI7noOPqvhJ1phCnvWh6IeYI2w9QOYEUipUTI8np6LbgGY9Fs98rqVt5AXLIhWkWywlVmtVrBp0igcN_IoypGlUPQGe77Rw")]
    [InlineData(
        "ES256",
        "{\"kty\":\"EC\",\"crv\":\"P-256\"," + Point + "}",
        "eyJhbGciOiJFUzI1NiJ9",
        "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q")]
    public void Verifies_TheExamplesOfTheStandard_AndNothingElse(string algorithm, string jwk, string header, string signature)
    {
        var (_, key) = Assert.Single(JwksFile.Read($"{{\"keys\":[{jwk}]}}"));
        var signed = Encoding.ASCII.GetBytes($"{header}.{Payload}");
        var bytes = Base64Url.DecodeFromChars(signature);
        Assert.Equal(algorithm, key.Algorithm);
        Assert.True(key.Verifies(signed, bytes));

        foreach (var place in new[] { 0, bytes.Length / 2, bytes.Length - 1 })
        {
            bytes[place] ^= 1;
            Assert.False(key.Verifies(signed, bytes));
            bytes[place] ^= 1;
        }

        signed[^1] ^= 1;
        Assert.False(key.Verifies(signed, bytes));
        Assert.False(key.Verifies(signed, []));
        Assert.False(key.Verifies(signed, bytes.AsSpan(1)));
        Assert.False(key.Verifies(signed, [.. bytes, 0]));
    }

    [Fact]
    public void Read_KeysOfOtherKindsAndPurposes_ArePassedOver()
    {
        var keys = JwksFile.Read(
            $$"""
            {"keys":[
                {"kty":"OKP","crv":"Ed25519","kid":"ed","x":"11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo"},
                {"kty":"EC","crv":"P-521","kid":"wide","x":"AA","y":"AA"},
                {"kty":"RSA","kid":"enc","use":"enc","n":"{{Modulus}}","e":"AQAB"},
                {"kty":"RSA","kid":"ps","alg":"PS256","n":"{{Modulus}}","e":"AQAB"},
                {"kty":"EC","crv":"P-256","kid":"good","use":"sig","alg":"ES256",{{Point}}}
            ]}
            """);
        Assert.Equal("good", Assert.Single(keys).Kid);
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("{}")]
    [InlineData("{\"keys\":7}")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"n\":\"AQAB\",\"e\":\"AQAB\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"RSA\",\"e\":\"AQAB\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"EC\",\"crv\":\"P-256\",\"x\":\"AQAB\",\"y\":\"AQAB\"}]}")]
    [InlineData("{\"keys\":[{\"kty\":\"oct\",\"k\":\"c2hvcnQ\"}]}")]
    public void Read_WhatIsNoKeySet_SaysSo(string json) => Assert.Throws<FormatException>(() => JwksFile.Read(json));

    [Fact]
    public void Find_SeveralKeysFromSeveralPlaces_EachByItsName()
    {
        using var rsa = RSA.Create(2_048);
        using var ecdsa = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var errors = new List<string>();
        var ring = KeyRing.Read("Chat:Hosts:Issuers:shop", new IssuerOptions
        {
            JwksFile = Write("keys.json", $"{{\"keys\":[{{\"kty\":\"oct\",\"kid\":\"old\",\"k\":\"{Secret}\"}}]}}"),
            PublicKeys = { ["ec"] = ecdsa.ExportSubjectPublicKeyInfoPem() },
            PublicKeyFiles = { ["rsa"] = Write("rsa.pem", rsa.ExportSubjectPublicKeyInfoPem()) },
        }, errors);
        Assert.Empty(errors);
        Assert.Equal("HS256", ring.Find("old")?.Algorithm);
        Assert.Equal("ES256", ring.Find("ec")?.Algorithm);
        Assert.Equal("RS256", ring.Find("rsa")?.Algorithm);
        Assert.Null(ring.Find(null));
    }

    [Fact]
    public void Validate_WhatCantBeUsed_NamesTheKey()
    {
        using var weak = RSA.Create(1_024);
        using var wide = ECDsa.Create(ECCurve.NamedCurves.nistP384);
        using var whole = RSA.Create(2_048);
        var secret = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
        Refuses("Issuer", issuer => issuer.Issuer = null);
        Refuses("Audience", issuer => issuer.Audience = "");
        Refuses("ClockSkew", issuer => issuer.ClockSkew = TimeSpan.FromMinutes(6));
        Refuses("has no key", issuer => issuer.Secrets.Clear());
        Refuses("Secrets:one", issuer => issuer.Secrets["one"] = "c2hvcnQ=");
        Refuses("PublicKeys:weak", issuer => issuer.PublicKeys["weak"] = weak.ExportSubjectPublicKeyInfoPem());
        Refuses("PublicKeys:wide", issuer => issuer.PublicKeys["wide"] = wide.ExportSubjectPublicKeyInfoPem());
        Refuses("private key", issuer => issuer.PublicKeys["whole"] = whole.ExportPkcs8PrivateKeyPem());
        Refuses("PublicKeys:none", issuer => issuer.PublicKeys["none"] = "no PEM");
        Refuses("second key", issuer => issuer.PublicKeys["one"] = whole.ExportSubjectPublicKeyInfoPem());
        Refuses("JwksFile", issuer => issuer.JwksFile = Path.Combine(_folder.FullName, "missing.json"));

        void Refuses(string what, Action<IssuerOptions> spoil)
        {
            var issuer = new IssuerOptions { Issuer = "https://shop.example", Audience = "chat", Secrets = { ["one"] = secret } };
            spoil(issuer);
            var result = new HostOptionsValidator().Validate(null, new HostOptions { Issuers = { ["shop"] = issuer } });
            Assert.Contains(result.Failures!, failure => failure.Contains(what, StringComparison.Ordinal));
            Assert.DoesNotContain(result.Failures!, failure => failure.Contains(secret, StringComparison.Ordinal));
        }
    }

    [Theory]
    [InlineData("ada", "Ada", "ada")]
    [InlineData(null, "Ada Lovelace!", "adalovelace.")]
    [InlineData(null, "Ольга", "user.")]
    [InlineData(null, null, "user.")]
    public void Of_WhateverTheHostSays_HandlesAreHandles(string? proposed, string? name, string begin)
    {
        var handles = HandleCandidates.Of(proposed, name);
        Assert.StartsWith(begin, handles[0], StringComparison.Ordinal);
        Assert.All(handles, handle => Assert.True(Grains.Abstractions.Accounts.HandleForm.IsWellFormed(handle)));
        Assert.Equal(handles.Length, handles.Distinct().Count());
    }

    [Fact]
    public void Of_AHandleOfFullLength_LeavesRoomForARandomEnd() => Assert.All(
        HandleCandidates.Of(new string('a', 32), null),
        handle => Assert.True(Grains.Abstractions.Accounts.HandleForm.IsWellFormed(handle)));

    private string Write(string name, string text)
    {
        var path = Path.Combine(_folder.FullName, name);
        File.WriteAllText(path, text);
        return path;
    }
}
