using System.IO.Compression;
using System.Net;
using ChatOrleans.Gateway.Web;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Tests;

public sealed class WebTests(WebSite site) : IClassFixture<WebSite>
{
    private const string AcceptPages = "text/html,application/xhtml+xml,*/*;q=0.8";

    private readonly WebSite _site = site;

    [Fact]
    public async Task Root_IsThePage_AskedForEachTime_UnderAStrictPolicy()
    {
        using var answer = await _site.SendAsync(HttpMethod.Get, "/");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(WebSite.Page, await answer.Content.ReadAsStringAsync());
        Assert.Equal("text/html; charset=utf-8", answer.Content.Headers.ContentType!.ToString());
        Assert.Equal("no-cache", Header(answer, "Cache-Control"));
        var policy = Header(answer, "Content-Security-Policy").Split("; ");
        Assert.Superset(
            new HashSet<string>
            {
                "default-src 'none'", "script-src 'self'", "style-src 'self'", "connect-src 'self'", "worker-src 'self'",
                "base-uri 'none'", "form-action 'none'", "frame-ancestors 'none'",
            },
            policy.ToHashSet());
        Assert.DoesNotContain("unsafe", string.Concat(policy), StringComparison.Ordinal);
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
        Assert.Equal("no-referrer", Header(answer, "Referrer-Policy"));
        Assert.Equal("same-origin", Header(answer, "Cross-Origin-Opener-Policy"));
        Assert.Contains("camera=()", Header(answer, "Permissions-Policy"), StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(WebSite.ScriptPath, "text/javascript; charset=utf-8", "public, max-age=31536000, immutable")]
    [InlineData("/sw.js", "text/javascript; charset=utf-8", "no-cache")]
    [InlineData("/manifest.webmanifest", "application/manifest+json", "no-cache")]
    [InlineData("/picture.png", "image/png", "no-cache")]
    public async Task File_IsItsTypeAndIsKeptForEver_OnlyWhereItsNameHasAHash(string path, string type, string caching)
    {
        using var answer = await _site.SendAsync(HttpMethod.Get, path);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(type, answer.Content.Headers.ContentType!.ToString());
        Assert.Equal(caching, Header(answer, "Cache-Control"));
        Assert.Equal("nosniff", Header(answer, "X-Content-Type-Options"));
    }

    [Theory]
    [InlineData("br", "br")]
    [InlineData("gzip, deflate, br, zstd", "br")]
    [InlineData("gzip", "gzip")]
    [InlineData("br;q=0, gzip", "gzip")]
    [InlineData("*", "br")]
    [InlineData("identity", null)]
    [InlineData("gzip;q=0", null)]
    [InlineData("garbage,,;;", null)]
    public async Task File_IsCompressedAsTheClientCanReadIt(string accepted, string? expected)
    {
        using var answer = await _site.SendAsync(HttpMethod.Get, WebSite.ScriptPath, ("Accept-Encoding", accepted));

        Assert.Equal(expected, answer.Content.Headers.ContentEncoding.SingleOrDefault());
        Assert.Equal("Accept-Encoding", Header(answer, "Vary"));
        await using var bytes = await answer.Content.ReadAsStreamAsync();
        await using var plain = expected switch
        {
            "br" => new BrotliStream(bytes, CompressionMode.Decompress),
            "gzip" => new GZipStream(bytes, CompressionMode.Decompress),
            _ => bytes,
        };
        using var reader = new StreamReader(plain);
        Assert.Equal(WebSite.Script, await reader.ReadToEndAsync());
    }

    [Fact]
    public async Task File_KnownAlready_IsNotSentAgain_InTheFormThatIsKnown()
    {
        using var first = await _site.SendAsync(HttpMethod.Get, "/", ("Accept-Encoding", "br"));
        using var script = await _site.SendAsync(HttpMethod.Get, WebSite.ScriptPath, ("Accept-Encoding", "br"));
        var (page, compressed) = (Header(first, "ETag"), Header(script, "ETag"));

        using var same = await _site.SendAsync(HttpMethod.Get, "/", ("Accept-Encoding", "br"), ("If-None-Match", page));
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Empty(await same.Content.ReadAsByteArrayAsync());
        Assert.Equal("no-cache", Header(same, "Cache-Control"));

        using var still = await _site.SendAsync(
            HttpMethod.Get, WebSite.ScriptPath, ("Accept-Encoding", "br"), ("If-None-Match", compressed));
        Assert.Equal(HttpStatusCode.NotModified, still.StatusCode);

        using var other = await _site.SendAsync(HttpMethod.Get, WebSite.ScriptPath, ("If-None-Match", compressed));
        Assert.Equal(HttpStatusCode.OK, other.StatusCode);
        Assert.NotEqual(compressed, Header(other, "ETag"));
    }

    [Fact]
    public async Task Head_TellsTheLengthAndSendsNothing()
    {
        using var answer = await _site.SendAsync(HttpMethod.Head, "/picture.png");

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
        Assert.Equal(WebSite.Picture.Length, answer.Content.Headers.ContentLength);
        Assert.Empty(await answer.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task Range_IsSent_AndOneBeyondTheEndIsRefused()
    {
        using var part = await _site.SendAsync(HttpMethod.Get, "/picture.png", ("Range", "bytes=100-149"));
        Assert.Equal(HttpStatusCode.PartialContent, part.StatusCode);
        Assert.Equal(WebSite.Picture[100..150], await part.Content.ReadAsByteArrayAsync());

        using var beyond = await _site.SendAsync(HttpMethod.Get, "/picture.png", ("Range", "bytes=500-"));
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
    }

    [Theory]
    [InlineData("/t/9f86d081884c7d659a2feaa0c55ad015", true)]
    [InlineData("/people/ada.lovelace", true)]
    [InlineData("/apiary", true)]
    [InlineData("/api/v1/nothing", false)]
    [InlineData("/api", false)]
    [InlineData("/hubs/nothing", false)]
    [InlineData("/health/nothing", false)]
    [InlineData("/openapi/v2.json", false)]
    [InlineData("/metrics", false)]
    [InlineData("/assets/index-gone1234.js", false)]
    public async Task Navigation_GetsThePage_ButNeverInsteadOfACall(string path, bool isPage)
    {
        using var asked = await _site.SendAsync(HttpMethod.Get, path, ("Accept", AcceptPages));
        using var navigated = await _site.SendAsync(HttpMethod.Get, path, ("Sec-Fetch-Mode", "navigate"));
        using var fetched = await _site.SendAsync(HttpMethod.Get, path, ("Sec-Fetch-Mode", "cors"), ("Accept", AcceptPages));
        using var program = await _site.SendAsync(HttpMethod.Get, path, ("Accept", "*/*"));

        Assert.All([asked, navigated], answer => Assert.Equal(isPage ? HttpStatusCode.OK : HttpStatusCode.NotFound, answer.StatusCode));
        Assert.All([fetched, program], answer => Assert.Equal(HttpStatusCode.NotFound, answer.StatusCode));
        Assert.Equal(isPage, await asked.Content.ReadAsStringAsync() == WebSite.Page);
    }

    [Fact]
    public async Task Calls_AreLeftAlone()
    {
        using var call = await _site.SendAsync(HttpMethod.Get, "/api/v1/me", ("Accept", AcceptPages));
        Assert.Equal("me", await call.Content.ReadAsStringAsync());
        Assert.False(call.Headers.Contains("Content-Security-Policy"));

        using var otherMethod = await _site.SendAsync(HttpMethod.Get, "/api/v1/auth/login", ("Accept", AcceptPages));
        Assert.Equal(HttpStatusCode.MethodNotAllowed, otherMethod.StatusCode);
        using var posted = await _site.SendAsync(HttpMethod.Post, "/index.html");
        Assert.Equal(HttpStatusCode.NotFound, posted.StatusCode);
    }

    [Theory]
    [InlineData("/../secret.txt")]
    [InlineData("/assets/../../secret.txt")]
    [InlineData("/..%2fsecret.txt")]
    [InlineData("/%2e%2e/secret.txt")]
    [InlineData("/%2e%2e%2fsecret.txt")]
    [InlineData("/..%5csecret.txt")]
    [InlineData("/..\\secret.txt")]
    [InlineData("/assets/%00")]
    [InlineData("//etc/passwd")]
    [InlineData("/./index-Ab3_d-Z9.js")]
    public async Task Path_OutOfTheFolder_FindsNothing(string path)
    {
        using var answer = await _site.SendAsync(HttpMethod.Get, path);

        Assert.Contains(answer.StatusCode, new[] { HttpStatusCode.NotFound, HttpStatusCode.BadRequest });
        Assert.DoesNotContain("not for the web", await answer.Content.ReadAsStringAsync(), StringComparison.Ordinal);
    }

    [Fact]
    public void Folder_ThatIsNone_IsRefusedByItsKey()
    {
        var validator = new WebOptionsValidator();
        var empty = Directory.CreateTempSubdirectory("chat-orleans-web-");
        try
        {
            Assert.True(validator.Validate(null, new WebOptions()).Succeeded);
            Assert.False(new WebFiles(Options.Create(new WebOptions())).Any);
            var absent = validator.Validate(null, new WebOptions { Folder = Path.Combine(empty.FullName, "absent") });
            Assert.Contains("Chat:Web:Folder is '", absent.FailureMessage, StringComparison.Ordinal);
            var unbuilt = validator.Validate(null, new WebOptions { Folder = empty.FullName });
            Assert.Contains("index.html", unbuilt.FailureMessage, StringComparison.Ordinal);
        }
        finally
        {
            empty.Delete();
        }
    }

    private static string Header(HttpResponseMessage answer, string name) =>
        string.Join(", ", (answer.Headers.TryGetValues(name, out var values) ? values : answer.Content.Headers.GetValues(name)));
}
