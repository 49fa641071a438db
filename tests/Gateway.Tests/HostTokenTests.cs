using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Gateway.Hosts;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class HostTokenTests
{
    private const string Issuer = "https://shop.example";
    private const string Audience = "chat";

    private static readonly TimeSpan Skew = TimeSpan.FromMinutes(1);

    // Once for all tests: a key of RSA takes a while to be found.
    private static readonly RSA Rsa = RSA.Create(2_048);
    private static readonly RSA OtherRsa = RSA.Create(2_048);
    private static readonly ECDsa Elliptic = ECDsa.Create(ECCurve.NamedCurves.nistP256);

    private readonly FakeTime _time = new();
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly HostTokens _tokens;

    public HostTokenTests() => _tokens = Tokens(new IssuerOptions
    {
        Issuer = Issuer,
        Audience = Audience,
        PublicKeys = { ["rsa"] = Rsa.ExportSubjectPublicKeyInfoPem(), ["ec"] = Elliptic.ExportSubjectPublicKeyInfoPem() },
        Secrets = { ["one"] = Convert.ToBase64String(_secret) },
    });

    private long Now => _time.GetUtcNow().ToUnixTimeSeconds();

    [Fact]
    public void Read_EachAlgorithmWithItsKey_SaysWho()
    {
        var claims = new { iss = Issuer, aud = Audience, sub = "42", exp = Now + 60, name = "Ada Lovelace", preferred_username = "ada" };
        var expected = new HostIdentity("shop", "42", "ada", "Ada Lovelace");
        Assert.Equal(expected, _tokens.Read(SignedToken.Hmac(_secret, claims)));
        Assert.Equal(expected, _tokens.Read(SignedToken.Rsa(Rsa, claims, "rsa")));
        Assert.Equal(expected, _tokens.Read(SignedToken.Elliptic(Elliptic, claims, "ec")));
    }

    [Theory]
    [InlineData("none")]
    [InlineData("None")]
    [InlineData("HS384")]
    [InlineData("hs256")]
    [InlineData("RS256")]
    [InlineData("ES256")]
    public void Read_AnotherAlgorithmThanTheKeys_IsVoid(string alg) =>
        Assert.Null(_tokens.Read(SignedToken.Hmac(_secret, Claims(), alg: alg)));

    [Fact]
    public void Read_NoneWithoutASignature_IsVoid()
    {
        var token = SignedToken.Hmac(_secret, Claims(), alg: "none");
        Assert.Null(_tokens.Read(token[..(token.LastIndexOf('.') + 1)]));
        Assert.Null(_tokens.Read(token[..token.LastIndexOf('.')]));
    }

    [Fact]
    public void Read_ThePublicKeyTakenForASecret_IsVoid()
    {
        var pem = Rsa.ExportSubjectPublicKeyInfoPem();
        foreach (var secret in new[] { Encoding.UTF8.GetBytes(pem), Encoding.UTF8.GetBytes(pem + "\n"), Rsa.ExportSubjectPublicKeyInfo() })
        {
            Assert.Null(_tokens.Read(SignedToken.Hmac(secret, Claims(), "rsa")));
        }
    }

    [Fact]
    public void Read_ASignatureOfAnotherKey_IsVoid()
    {
        using var curve = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        Assert.Null(_tokens.Read(SignedToken.Rsa(OtherRsa, Claims(), "rsa")));
        Assert.Null(_tokens.Read(SignedToken.Elliptic(curve, Claims(), "ec")));
        Assert.Null(_tokens.Read(SignedToken.Hmac(RandomNumberGenerator.GetBytes(32), Claims())));
        Assert.Null(_tokens.Read(SignedToken.Rsa(Rsa, Claims(), "ec", "ES256")));
    }

    [Fact]
    public void Read_AnUnknownOrMissingKid_IsVoidWhereThereAreSeveralKeys()
    {
        Assert.Null(_tokens.Read(SignedToken.Hmac(_secret, Claims(), "two")));
        Assert.Null(_tokens.Read(SignedToken.Hmac(_secret, Claims(), "ONE")));
        Assert.Null(_tokens.Read(SignedToken.Hmac(_secret, Claims(), kid: null)));
        Assert.Null(_tokens.Read(SignedToken.Hmac(_secret, Claims(), kid: null, more: ",\"kid\":7")));
    }

    [Fact]
    public void Read_WithoutAKid_TakesTheOnlyKey()
    {
        var tokens = Tokens(new IssuerOptions
        {
            Issuer = Issuer,
            Audience = Audience,
            Secrets = { ["one"] = Convert.ToBase64String(_secret) },
        });
        Assert.NotNull(tokens.Read(SignedToken.Hmac(_secret, Claims(), kid: null)));
        Assert.Null(tokens.Read(SignedToken.Hmac(_secret, Claims(), kid: null, more: ",\"kid\":7")));
    }

    [Fact]
    public void Read_SomethingCritical_IsVoid() =>
        Assert.Null(_tokens.Read(SignedToken.Hmac(_secret, Claims(), more: ",\"crit\":[\"b64\"],\"b64\":false")));

    [Fact]
    public void Read_AnAudienceAmongOthers_IsTaken() => Assert.NotNull(
        _tokens.Read(SignedToken.Hmac(_secret, new { iss = Issuer, aud = new[] { "shop", Audience }, sub = "42", exp = Now + 60 })));

    [Theory]
    [InlineData("""{"iss":"https://other.example","aud":"chat","sub":"42","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example/","aud":"chat","sub":"42","exp":EXP}""")]
    [InlineData("""{"iss":["https://shop.example"],"aud":"chat","sub":"42","exp":EXP}""")]
    [InlineData("""{"aud":"chat","sub":"42","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"Chat","sub":"42","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":[],"sub":"42","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":{"chat":1},"sub":"42","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","sub":"42","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":42,"exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"a\u0000b","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"\ud800","exp":EXP}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"42"}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"42","exp":null}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"42","exp":"EXP"}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"42","exp":1e999}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"42","exp":EXP,"nbf":"now"}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"42","exp":EXP,"iat":true}""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"42","sub":"43","exp":EXP}""")]
    [InlineData("""["iss"]""")]
    [InlineData("""{"iss":"https://shop.example","aud":"chat","sub":"42","exp":EXP""")]
    public void Read_ClaimsThatDoNotHold_AreVoid(string claims) => Assert.Null(_tokens.Read(
        SignedToken.Hmac(_secret, claims.Replace("EXP", $"{Now + 60}", StringComparison.Ordinal))));

    [Fact]
    public void Read_ALongSubject_IsVoid()
    {
        Assert.NotNull(_tokens.Read(SignedToken.Hmac(_secret, Claims(new string('s', 255)))));
        Assert.Null(_tokens.Read(SignedToken.Hmac(_secret, Claims(new string('s', 256)))));
    }

    [Fact]
    public void Read_TimesAtTheEdgeOfTheSkew_AreExact()
    {
        var skew = (long)Skew.TotalSeconds;
        Assert.NotNull(_tokens.Read(Timed(exp: Now - skew + 1)));
        Assert.Null(_tokens.Read(Timed(exp: Now - skew)));
        Assert.NotNull(_tokens.Read(Timed(exp: Now + 60, nbf: Now + skew)));
        Assert.Null(_tokens.Read(Timed(exp: Now + 600, nbf: Now + skew + 1)));
        Assert.NotNull(_tokens.Read(Timed(exp: Now + 60, iat: Now + skew)));
        Assert.Null(_tokens.Read(Timed(exp: Now + 600, iat: Now + skew + 1)));
    }

    [Fact]
    public void Read_AnythingThatIsNoToken_IsVoid()
    {
        var token = SignedToken.Hmac(_secret, Claims());
        var parts = token.Split('.');
        string[] wrong =
        [
            "", ".", "..", "a.b.c", token + ".", "." + token, token + "=", " " + token, token.Insert(5, "\n"),
            $"{parts[0]}.{parts[1]}", $"{parts[1]}.{parts[0]}.{parts[2]}", token[..^1], new string('a', 9_000),
            $"{parts[0]}.{SignedToken.Encode("{}"u8)}.{parts[2]}",
        ];
        Assert.NotNull(_tokens.Read(token));
        Assert.All(wrong, text => Assert.Null(_tokens.Read(text)));
    }

    [Fact]
    public void Read_ANameThatCantBeShown_IsLeftOut()
    {
        var identity = _tokens.Read(SignedToken.Hmac(
            _secret, new { iss = Issuer, aud = Audience, sub = "42", exp = Now + 60, name = "\t", preferred_username = "ada_lovelace" }));
        Assert.Equal(new HostIdentity("shop", "42", null, null), identity);
    }

    private HostTokens Tokens(IssuerOptions issuer)
    {
        var options = new HostOptions { Issuers = { ["shop"] = issuer } };
        Assert.True(new HostOptionsValidator().Validate(null, options).Succeeded);
        return new HostTokens(Options.Create(options), _time);
    }

    private object Claims(string subject = "42") => new { iss = Issuer, aud = Audience, sub = subject, exp = Now + 60 };

    private string Timed(long exp, long? nbf = null, long? iat = null) => SignedToken.Hmac(
        _secret, new { iss = Issuer, aud = Audience, sub = "42", exp, nbf = nbf ?? Now - 600, iat = iat ?? Now - 600 });
}
