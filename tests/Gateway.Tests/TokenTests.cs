using System.Buffers.Text;
using System.Security.Cryptography;
using ChatOrleans.Gateway.Accounts;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Users;
using Microsoft.AspNetCore.DataProtection;

namespace ChatOrleans.Gateway.Tests;

public sealed class TokenTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    private readonly FakeTime _time = new();
    private readonly UserId _user = UserId.NewRandom();
    private readonly Guid _session = Guid.NewGuid();
    private readonly Tokens _tokens;

    public TokenTests() => _tokens = new Tokens(new EphemeralDataProtectionProvider(), _time);

    [Fact]
    public void ReadAccessToken_Fresh_SaysWhoseAndUntilWhen()
    {
        var (token, expiresAt) = _tokens.NewAccessToken(_user, _session);

        var credential = _tokens.ReadAccessToken(token);
        Assert.Equal((_user, _session, expiresAt), (credential!.Value.UserId, credential.Value.SessionId, credential.Value.ExpiresAt));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromMinutes(15), expiresAt);
    }

    [Theory]
    [InlineData(UserRole.User)]
    [InlineData(UserRole.Moderator)]
    [InlineData(UserRole.Admin)]
    public void ReadAccessToken_WithARole_SaysWhich(UserRole role)
    {
        var (token, expiresAt) = _tokens.NewAccessToken(_user, _session, role);

        var credential = _tokens.ReadAccessToken(token)!.Value;
        Assert.Equal((_user, _session, expiresAt, role), (credential.UserId, credential.SessionId, credential.ExpiresAt, credential.Role));
        Assert.Equal(role, ChatClaims.Principal(credential.UserId, credential.SessionId, credential.Role).Role());
    }

    [Fact]
    public void Write_WithoutARole_IsWhatTheVersionBeforeReads()
    {
        var credential = new Credential(_user, _session, Guid.NewGuid(), _time.GetUtcNow());
        Assert.Equal(56, credential.Write().Length);
        Assert.Equal(57, (credential with { Role = UserRole.Admin }).Write().Length);
        Assert.Null(Credential.Read(new byte[58]));
    }

    [Fact]
    public void ReadTicket_Fresh_SaysWhoseAndUntilWhen()
    {
        var (ticket, expiresAt) = _tokens.NewTicket(_user, _session);

        var credential = _tokens.ReadTicket(ticket);
        Assert.Equal((_user, _session, expiresAt), (credential!.Value.UserId, credential.Value.SessionId, credential.Value.ExpiresAt));
        Assert.Equal(_time.GetUtcNow() + TimeSpan.FromSeconds(60), expiresAt);
    }

    [Fact]
    public void NewTicket_Twice_HasAnIdOfItsOwn() =>
        Assert.NotEqual(
            _tokens.ReadTicket(_tokens.NewTicket(_user, _session).Token)!.Value.Id,
            _tokens.ReadTicket(_tokens.NewTicket(_user, _session).Token)!.Value.Id);

    [Fact]
    public void ReadAccessToken_AtItsEnd_IsVoid()
    {
        var (token, expiresAt) = _tokens.NewAccessToken(_user, _session);

        _time.Advance(expiresAt - _time.GetUtcNow() - Tick);
        Assert.NotNull(_tokens.ReadAccessToken(token));
        _time.Advance(Tick);
        Assert.Null(_tokens.ReadAccessToken(token));
    }

    [Fact]
    public void ReadTicket_AtItsEnd_IsVoid()
    {
        var (ticket, expiresAt) = _tokens.NewTicket(_user, _session);

        _time.Advance(expiresAt - _time.GetUtcNow() - Tick);
        Assert.NotNull(_tokens.ReadTicket(ticket));
        _time.Advance(Tick);
        Assert.Null(_tokens.ReadTicket(ticket));
    }

    [Fact]
    public void Read_OtherPurpose_IsVoid()
    {
        Assert.Null(_tokens.ReadAccessToken(_tokens.NewTicket(_user, _session).Token));
        Assert.Null(_tokens.ReadTicket(_tokens.NewAccessToken(_user, _session).Token));
    }

    [Fact]
    public void ReadAccessToken_AnyByteChanged_IsVoid()
    {
        var token = Base64Url.DecodeFromChars(_tokens.NewAccessToken(_user, _session).Token);
        for (var i = 0; i < token.Length; i++)
        {
            token[i] ^= 1;
            Assert.Null(_tokens.ReadAccessToken(Base64Url.EncodeToString(token)));
            token[i] ^= 1;
        }

        Assert.NotNull(_tokens.ReadAccessToken(Base64Url.EncodeToString(token)));
        Assert.Null(_tokens.ReadAccessToken(Base64Url.EncodeToString(token.AsSpan(1))));
        Assert.Null(_tokens.ReadAccessToken(Base64Url.EncodeToString(token.AsSpan(0, token.Length - 1))));
    }

    [Fact]
    public void ReadAccessToken_OtherKeys_IsVoid()
    {
        var foreign = new Tokens(new EphemeralDataProtectionProvider(), _time);
        Assert.Null(_tokens.ReadAccessToken(foreign.NewAccessToken(_user, _session).Token));
    }

    [Theory]
    [InlineData("")]
    [InlineData("a")]
    [InlineData("CfDJ8")]
    [InlineData("not base64 at all!")]
    [InlineData("\0\ud800")]
    public void Read_Nonsense_IsVoid(string text)
    {
        Assert.Null(_tokens.ReadAccessToken(text));
        Assert.Null(_tokens.ReadTicket(text));
    }

    [Fact]
    public void Read_LongNonsense_IsVoid() => Assert.Null(_tokens.ReadAccessToken(new string('A', 1_000_000)));

    [Fact]
    public void RefreshToken_ThereAndBack_IsTheSame()
    {
        var token = RefreshToken.New(_session);

        Assert.True(RefreshToken.TryParse(token.Encode(), out var parsed));
        Assert.Equal(_session, parsed.SessionId);
        Assert.Equal(token.Hash, parsed.Hash);
        Assert.Equal(SHA256.HashSizeInBytes, token.Hash.Length);
    }

    [Fact]
    public void RefreshToken_SameSession_HasAnotherSecret() =>
        Assert.NotEqual(RefreshToken.New(_session).Hash, RefreshToken.New(_session).Hash);

    [Fact]
    public void RefreshToken_Nonsense_IsNone()
    {
        var token = RefreshToken.New(_session).Encode();

        Assert.All(["", "a", token[1..], token + "A", $"!{token[1..]}"], text => Assert.False(RefreshToken.TryParse(text, out _)));
    }
}
