using System.Net;
using System.Text;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.State.Tests;

public sealed class WebhookTests
{
    // The example of the Standard Webhooks specification.
    private const string Secret = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    [Fact]
    public void Of_TheExampleOfTheSpecification_IsItsSignature()
    {
        var body = "{\"test\": 2432232314}"u8;
        const string Expected = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";
        var secret = WebhookSecret.Read(Secret)!;
        Assert.Equal(Expected, WebhookSignature.Of([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body));
        Assert.NotEqual(Expected, WebhookSignature.Of([secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_331, body));
        Assert.Equal(
            $"{Expected} {Expected}", WebhookSignature.Of([secret, secret], "msg_p5jXN8AQM9LWM0D4loKWxJek", 1_614_265_330, body));
    }

    [Theory]
    [InlineData("whsec_")]
    [InlineData("whsec_c2hvcnQ=")]
    [InlineData("MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw")]
    [InlineData("whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaS!")]
    public void Read_WhatIsNoSecret_IsNone(string text) => Assert.Null(WebhookSecret.Read(text));

    [Fact]
    public void Of_AnEvent_SaysAllOfItAndIsTheSameEachTime()
    {
        var thread = new ThreadId(Guid.Parse("9f86d081884c7d659a2feaa0c55ad015"));
        var (ada, bob) = (new UserId(Guid.Parse("5d41402abc4b2a76b9719d911017c592")), new UserId(Guid.Parse("9f9d51bc70ef21ca5c14f307980a29d8")));
        var e = new ThreadEvent
        {
            ThreadId = thread,
            Seq = 3,
            Type = EventType.Message,
            SenderId = ada,
            At = DateTimeOffset.Parse("2026-03-01T09:30:07.512Z", System.Globalization.CultureInfo.InvariantCulture),
            ClientMessageId = "a-1",
            Text = "Grüße \"Bob\"",
            ReplyTo = 2,
        };
        var message = WebhookMessage.Of("message.stored", e, [ada, bob]);
        Assert.Equal("9f86d081884c7d659a2feaa0c55ad015.3", message.Id);
        Assert.Equal(
            """
            {"type":"message.stored","timestamp":"2026-03-01T09:30:07.512Z","data":{"threadId":"9f86d081884c7d659a2feaa0c55ad015","seq":3,"senderId":"u_5d41402abc4b2a76b9719d911017c592","at":"2026-03-01T09:30:07.512Z","members":["u_5d41402abc4b2a76b9719d911017c592","u_9f9d51bc70ef21ca5c14f307980a29d8"],"clientMessageId":"a-1","text":"Grüße \"Bob\"","replyTo":2}}
            """,
            Encoding.UTF8.GetString(message.Body));
        Assert.Equal(message.Body, WebhookMessage.Of("message.stored", e, [ada, bob]).Body);
    }

    [Fact]
    public void NameOf_EveryTypeOfEvent_IsToldOrIsNot()
    {
        var names = Enum.GetValues<EventType>().ToDictionary(type => type, WebhookEvents.NameOf);
        Assert.Equal("thread.opened", names[EventType.Opened]);
        Assert.Equal("thread.closed", names[EventType.Closed]);
        Assert.Equal("message.stored", names[EventType.Message]);
        Assert.Equal("message.edited", names[EventType.Edited]);
        Assert.Equal("message.deleted", names[EventType.Deleted]);
        Assert.Null(names[EventType.Reacted]);
        Assert.Null(names[EventType.System]);
        Assert.Equal(WebhookEvents.All.Except([WebhookEvents.Reported]).Order(StringComparer.Ordinal), names.Values.OfType<string>().Order(StringComparer.Ordinal));
    }

    [Fact]
    public void After_MoreFailures_WaitsLongerUpToTheBound()
    {
        var backoff = new WebhookBackoff(TimeSpan.FromSeconds(1), TimeSpan.FromMinutes(10), new Random(7));
        for (var failures = 1; failures <= 100; failures++)
        {
            var plain = Math.Min(Math.Pow(2, failures - 1), 600);
            Assert.InRange(backoff.After(failures).TotalSeconds, plain * 0.8, plain * 1.2);
        }

        Assert.Equal(10, Enumerable.Range(0, 10).Select(_ => backoff.After(5)).Distinct().Count());
    }

    [Theory]
    [InlineData("8.8.8.8", true)]
    [InlineData("2606:4700:4700::1111", true)]
    [InlineData("172.32.0.1", true)]
    [InlineData("127.0.0.1", false)]
    [InlineData("127.8.8.8", false)]
    [InlineData("0.0.0.0", false)]
    [InlineData("10.1.2.3", false)]
    [InlineData("172.16.0.1", false)]
    [InlineData("172.31.255.255", false)]
    [InlineData("192.168.1.1", false)]
    [InlineData("169.254.169.254", false)]
    [InlineData("100.64.0.1", false)]
    [InlineData("198.18.0.1", false)]
    [InlineData("224.0.0.1", false)]
    [InlineData("255.255.255.255", false)]
    [InlineData("::", false)]
    [InlineData("::1", false)]
    [InlineData("::ffff:127.0.0.1", false)]
    [InlineData("::ffff:8.8.8.8", true)]
    [InlineData("::ffff:169.254.169.254", false)]
    [InlineData("64:ff9b::a9fe:a9fe", false)]
    [InlineData("2002:7f00:1::", false)]
    [InlineData("fe80::1", false)]
    [InlineData("fc00::1", false)]
    [InlineData("fd12:3456::1", false)]
    [InlineData("ff02::1", false)]
    public void IsPublic_AnyAddress_OnlyTheInternets(string address, bool expected) =>
        Assert.Equal(expected, AddressGuard.IsPublic(IPAddress.Parse(address)));

    [Theory]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("http://localhost:1/")]
    [InlineData("http://[::1]:1/")]
    [InlineData("http://2130706433:1/")]
    [InlineData("http://169.254.169.254/latest")]
    public async Task SendAsync_ToAnAddressOfThisMachineOrItsNetwork_ConnectsToNothing(string url)
    {
        var options = new WebhookOptions { AllowHttp = true };
        using var sender = new WebhookSender(Options.Create(options), TimeProvider.System);
        var endpoint = new WebhookEndpoint("shop", new WebhookEndpointOptions { Url = url, Secrets = { Secret } });
        Assert.Equal("address refused", await sender.SendAsync(endpoint, new WebhookMessage("1", []), CancellationToken.None));
    }

    [Fact]
    public void Validate_WhatCantBeUsed_NamesTheKey()
    {
        Accepts(_ => { });
        Accepts(options => (options.AllowHttp, options.Endpoints["shop"].Url) = (true, "http://shop.example/hook"));
        Refuses("shop:Url", options => options.Endpoints["shop"].Url = "http://shop.example/hook");
        Refuses("shop:Url", options => options.Endpoints["shop"].Url = "https://ada:secret@shop.example/hook");
        Refuses("shop:Url", options => options.Endpoints["shop"].Url = "ftp://shop.example/hook");
        Refuses("shop:Url", options => options.Endpoints["shop"].Url = "/hook");
        Refuses("shop:Url", options => options.Endpoints["shop"].Url = null);
        Refuses("shop:Secrets", options => options.Endpoints["shop"].Secrets.Clear());
        Refuses("shop:Secrets", options => options.Endpoints["shop"].Secrets[0] = "whsec_c2hvcnQ=");
        Refuses("shop:Events", options => options.Endpoints["shop"].Events.Add("message.sent"));
        Refuses("Endpoints:A_B", options => options.Endpoints["A_B"] = options.Endpoints["shop"]);
        Refuses("Timeout", options => options.Timeout = TimeSpan.Zero);
        Refuses("Attempts", options => options.Attempts = 0);
    }

    private static void Accepts(Action<WebhookOptions> change) => Assert.True(Validate(change).Succeeded);

    private static void Refuses(string key, Action<WebhookOptions> change) =>
        Assert.Contains(Validate(change).Failures!, failure => failure.Contains(key, StringComparison.Ordinal));

    private static ValidateOptionsResult Validate(Action<WebhookOptions> change)
    {
        var options = new WebhookOptions
        {
            Endpoints = { ["shop"] = new WebhookEndpointOptions { Url = "https://shop.example/hook", Secrets = { Secret } } },
        };
        change(options);
        return new WebhookOptionsValidator().Validate(null, options);
    }
}
