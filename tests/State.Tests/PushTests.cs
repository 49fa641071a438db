using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Push;
using FsCheck;
using FsCheck.Fluent;
using Microsoft.Extensions.Options;

namespace ChatOrleans.State.Tests;

public sealed class PushTests
{
    private static readonly DateTimeOffset Now = DateTimeOffset.Parse("2026-03-01T09:30:07.512Z", System.Globalization.CultureInfo.InvariantCulture);
    private static readonly TimeSpan TimeToLive = TimeSpan.FromDays(1);

    private static PushClaim Claim => new()
    {
        Claim = Guid.NewGuid(),
        TargetId = Guid.Parse("7d793037a0760186574b0282f2f435e7"),
        UserId = new UserId(Guid.Parse("9f9d51bc70ef21ca5c14f307980a29d8")),
        ThreadId = new ThreadId(Guid.Parse("9f86d081884c7d659a2feaa0c55ad015")),
        WantedSeq = 7,
        ToldSeq = 5,
        Device = new DeviceSubscription("https://push.example/1", [], [], Now - TimeSpan.FromDays(9)),
    };

    private static PushNews News => new()
    {
        PeerId = new UserId(Guid.Parse("5d41402abc4b2a76b9719d911017c592")),
        NewestSeq = 7,
        NewestAt = Now - TimeSpan.FromSeconds(5),
        DeliveredSeq = 6,
        Unread = 2,
        Text = "Hello Bob",
    };

    [Fact]
    public void Decide_UnreadAndAway_Shows() => Assert.Equal(PushStep.Show, Decide(Claim, News));

    [Fact]
    public void Decide_WhatNobodyIsToHearOf_Rests()
    {
        Assert.Equal(PushStep.Rest, Decide(Claim, News with { NewestSeq = 0 }));
        Assert.Equal(PushStep.Rest, Decide(Claim with { ToldSeq = 7 }, News));
        Assert.Equal(PushStep.Rest, Decide(Claim, News with { MutedUntil = Now + TimeSpan.FromSeconds(1) }));
        Assert.Equal(PushStep.Rest, Decide(Claim, News with { IsBarred = true }));
        Assert.Equal(PushStep.Rest, Decide(Claim, News with { NewestAt = Now - TimeToLive - TimeSpan.FromSeconds(1) }));
        Assert.Equal(PushStep.Rest, Decide(Claim with { Device = Claim.Device! with { CreatedAt = Now } }, News));
        Assert.Equal(PushStep.Rest, Decide(Claim with { IsOnline = true }, News with { DeliveredSeq = 7 }));
    }

    [Fact]
    public void Decide_WhatNoLongerHolds_Shows()
    {
        Assert.Equal(PushStep.Show, Decide(Claim, News with { MutedUntil = Now }));
        Assert.Equal(PushStep.Show, Decide(Claim, News with { DeliveredSeq = 7 }));
        Assert.Equal(PushStep.Show, Decide(Claim with { ShownSeq = 5 }, News));
        Assert.Equal(PushStep.Show, Decide(Claim with { Device = null }, News));
    }

    [Fact]
    public void Decide_AConnectionThatHasNotSaidThatItHasIt_Waits()
    {
        Assert.Equal(PushStep.Wait, Decide(Claim with { IsOnline = true }, News));
        int[] ages = [0, 1, 5, 29, 30, 3_600];
        var pauses = ages.Select(age => PushRules.LookAgainAfter(News with { NewestAt = Now - TimeSpan.FromSeconds(age) }, Now).TotalSeconds);
        Assert.Equal([2, 2, 5, 29, 30, 30], pauses);
    }

    [Fact]
    public void Decide_WhatIsShownAndNothingIsLeftOf_Withdraws()
    {
        Assert.Equal(PushStep.Withdraw, Decide(Claim with { ShownSeq = 5 }, News with { NewestSeq = 0 }));
        Assert.Equal(PushStep.Withdraw, Decide(Claim with { ShownSeq = 5 }, News with { IsBarred = true }));
        Assert.Equal(PushStep.Rest, Decide(Claim with { ShownSeq = 7, ToldSeq = 7 }, News));
    }

    [Fact]
    public void OfMessage_EachContent_SaysNoMoreThanThat()
    {
        var sender = new PushPerson("ada", "Ada \"A\"", IsGone: false, null, null);
        Assert.Equal(
            """{"type":"message","threadId":"9f86d081884c7d659a2feaa0c55ad015","seq":7,"at":"2026-03-01T09:30:02.512Z","unread":2}""",
            Payload(sender, NotificationContent.None));
        Assert.Equal(
            """{"type":"message","threadId":"9f86d081884c7d659a2feaa0c55ad015","seq":7,"at":"2026-03-01T09:30:02.512Z","unread":2,"sender":{"userId":"u_5d41402abc4b2a76b9719d911017c592","handle":"ada","displayName":"Ada \"A\""}}""",
            Payload(sender, NotificationContent.Sender));
        Assert.EndsWith(""","text":"Hello Bob"}""", Payload(sender, NotificationContent.Text), StringComparison.Ordinal);
        Assert.DoesNotContain("Ada", Payload(sender with { IsGone = true }, NotificationContent.Sender), StringComparison.Ordinal);
        Assert.Equal(
            """{"type":"read","threadId":"9f86d081884c7d659a2feaa0c55ad015","seq":7}""",
            Encoding.UTF8.GetString(PushPayload.OfRead(Claim with { ShownSeq = 7 })));
    }

    [Fact]
    public void OfMessage_AnyText_FitsAndIsItsBeginning()
    {
        var extremes = Gen.Elements(
            new string('x', 4_000),
            new string('ü', 4_000),
            new string('\u0001', 4_000),
            string.Concat(Enumerable.Repeat("😀", 4_000)),
            "a" + string.Concat(Enumerable.Repeat("\"\\", 2_000)));
        var any = ArbMap.Default.ArbFor<NonNull<string>>().Generator.Select(text => Encoding.UTF8.GetString(Encoding.UTF8.GetBytes(text.Get)));
        var sender = new PushPerson(new string('a', 32), string.Concat(Enumerable.Repeat("😀", 64)), IsGone: false, null, null);
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(Gen.OneOf(any, extremes).ToArbitrary(), text =>
        {
            var body = PushPayload.OfMessage(Claim, News with { Text = text }, sender, NotificationContent.Text);
            var shown = JsonDocument.Parse(body).RootElement.GetProperty("text").GetString()!;
            return body.Length <= PushEncryption.MaxContent &&
                (shown == text || (shown[^1] == '…' && text.StartsWith(shown[..^1], StringComparison.Ordinal) && !char.IsHighSurrogate(shown[^2])));
        }));
    }

    [Fact]
    public void Of_ATopic_IsOfThreadUserAndTargetAlone()
    {
        var topic = PushTopic.Of(Claim);
        Assert.Equal(32, topic.Length);
        Assert.True(Base64Url.IsValid(topic));
        Assert.Equal(topic, PushTopic.Of(Claim with { WantedSeq = 99, ShownSeq = 5, Attempts = 3 }));
        string[] others =
        [
            PushTopic.Of(Claim with { TargetId = Guid.NewGuid() }), PushTopic.Of(Claim with { UserId = UserId.NewRandom() }),
            PushTopic.Of(Claim with { ThreadId = ThreadId.NewRandom() }),
        ];
        Assert.DoesNotContain(topic, others);
    }

    [Fact]
    public void Of_AToken_SaysWhoSendsToWhomForAsLongAsAllowed()
    {
        using var key = VapidKey.Create();
        using var again = VapidKey.Read(key.PrivateKey)!;
        Assert.Equal(key.PublicKey, again.PublicKey);
        var value = new VapidTokens(again, "mailto:ops@chat.example", TimeProvider.System).Of(new Uri("https://push.example:8443/send/abc?x=1"));
        var parts = value["vapid t=".Length..].Split(", k=");
        Assert.Equal(key.PublicKey, parts[1]);
        var token = parts[0].Split('.');
        Assert.Equal("""{"typ":"JWT","alg":"ES256"}""", Encoding.UTF8.GetString(Base64Url.DecodeFromChars(token[0])));
        var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token[1])).RootElement;
        Assert.Equal(
            ("https://push.example:8443", "mailto:ops@chat.example"),
            (claims.GetProperty("aud").GetString(), claims.GetProperty("sub").GetString()));
        Assert.InRange(claims.GetProperty("exp").GetInt64() - DateTimeOffset.UtcNow.ToUnixTimeSeconds(), 1, 86_400);
        var point = Base64Url.DecodeFromChars(parts[1]);
        using var check = ECDsa.Create(new ECParameters { Curve = ECCurve.NamedCurves.nistP256, Q = new ECPoint { X = point[1..33], Y = point[33..] } });
        Assert.True(check.VerifyData(
            Encoding.ASCII.GetBytes($"{token[0]}.{token[1]}"), Base64Url.DecodeFromChars(token[2]), HashAlgorithmName.SHA256, DSASignatureFormat.IeeeP1363FixedFieldConcatenation));
    }

    [Theory]
    [InlineData("")]
    [InlineData("AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA")]
    [InlineData("________________________________-____________")]
    [InlineData("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ")]
    [InlineData("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oR!")]
    public void Read_WhatIsNoKey_IsNone(string text) => Assert.Null(VapidKey.Read(text));

    [Theory]
    [InlineData("https://push.example/send/1", true)]
    [InlineData("https://8.8.8.8/send", true)]
    [InlineData("http://push.example/send/1", false)]
    [InlineData("https://127.0.0.1/send", false)]
    [InlineData("https://169.254.169.254/latest", false)]
    [InlineData("https://[::1]/send", false)]
    [InlineData("https://localhost/send", false)]
    [InlineData("https://inner.localhost/send", false)]
    [InlineData("https://user@push.example/send", false)]
    [InlineData("ftp://push.example/send", false)]
    [InlineData("/send", false)]
    public void Allows_AnyEndpoint_OnlyTheInternets(string endpoint, bool allowed) =>
        Assert.Equal(allowed, new EndpointPolicy(Options.Create(new NotificationOptions())).Allows(endpoint));

    [Theory]
    [InlineData("https://web.push.apple.com/x", true)]
    [InlineData("https://PUSH.apple.com/x", true)]
    [InlineData("https://notpush.apple.com/x", false)]
    [InlineData("https://push.apple.com.evil.example/x", false)]
    public void Allows_WithHosts_OnlyThoseAndBelow(string endpoint, bool allowed) =>
        Assert.Equal(allowed, new EndpointPolicy(Options.Create(new NotificationOptions { Hosts = { "push.apple.com" } })).Allows(endpoint));

    [Fact]
    public void Validate_WhatIsWrong_IsNamed()
    {
        using var key = VapidKey.Create();
        Assert.Empty(Errors(new NotificationOptions()));
        Assert.Empty(Errors(new NotificationOptions { PrivateKey = key.PrivateKey, Subject = "mailto:ops@chat.example", Hosts = { "push.apple.com" } }));
        Assert.Equal(
            ["Chat:Push:PrivateKey", "Chat:Push:Subject", "Chat:Push:Hosts", "Chat:Push:Content", "Chat:Push:Delay"],
            Errors(new NotificationOptions { PrivateKey = "secret", Subject = "ops", Hosts = { "https://x" }, Content = (NotificationContent)9, Delay = TimeSpan.FromHours(1) })
                .Select(error => error.Split(' ')[0]));
        Assert.DoesNotContain(Errors(new NotificationOptions { PrivateKey = "secret", Subject = "mailto:a@b" }), error => error.Contains("secret", StringComparison.Ordinal));
    }

    private static IEnumerable<string> Errors(NotificationOptions options) =>
        new NotificationOptionsValidator().Validate(null, options).Failures ?? [];

    private static PushStep Decide(PushClaim claim, PushNews news) => PushRules.Decide(claim, news, Now, TimeToLive);

    private static string Payload(PushPerson sender, NotificationContent content) =>
        Encoding.UTF8.GetString(PushPayload.OfMessage(Claim, News, sender, content));
}
