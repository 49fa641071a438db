using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Grains.Push;
using ChatOrleans.TestKit;

namespace ChatOrleans.State.Tests;

/// <summary>Against the vectors of the RFCs, and back through an independent reader.</summary>
public sealed class PushEncryptionTests
{
    private const string Walrus = "I am the walrus";

    // RFC 8291, appendix A.
    private const string Watermelon = "When I grow up, I want to be a watermelon";
    private const string SenderSecret = "yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw";
    private const string SenderPoint = "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8";
    private const string DevicePoint = "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4";
    private const string DeviceSecret = "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94";
    private const string DeviceAuth = "BTBZMqHH6r4Tts7J_aSIgg";
    private const string Salt = "DGv6ra1nlYgDCS1FRnbzlw";
    private const string Encrypted =
        "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_" +
        "yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN";

    [Fact]
    public void Encode_TheExampleOfRfc8188_IsItsBody()
    {
        var body = ContentCoding.Encode(
            Base64Url.DecodeFromChars("yqdlZ-tYemfogSmv7Ws5PQ"), Base64Url.DecodeFromChars("I1BsxtFttlv3u_Oo94xnmw"), [], Encoding.UTF8.GetBytes(Walrus));
        Assert.Equal("I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg", Base64Url.EncodeToString(body));
    }

    [Theory]
    [InlineData("yqdlZ-tYemfogSmv7Ws5PQ", "I1BsxtFttlv3u_Oo94xnmwAAEAAA-NAVub2qFgBEuQKRapoZu-IxkIva3MEB1PD-ly8Thjg")]
    [InlineData("BO3ZVPxUlnLORbVGMpbT1Q", "uNCkWiNYzKTnBN9ji3-qWAAAABkCYTHOG8chz_gnvgOqdGYovxyjuqRyJFjEDyoF1Fvkj6hQPdPHI51OEUKEpgz3SsLWIqS_uA")]
    public void Decode_TheExamplesOfRfc8188_IsTheirContent(string secret, string body) =>
        Assert.Equal(Walrus, Encoding.UTF8.GetString(PushDevice.Decode(Base64Url.DecodeFromChars(body), Base64Url.DecodeFromChars(secret))));

    [Fact]
    public void Encrypt_TheExampleOfRfc8291_IsItsBody()
    {
        var point = Base64Url.DecodeFromChars(SenderPoint);
        using var once = ECDiffieHellman.Create(new ECParameters
        {
            Curve = ECCurve.NamedCurves.nistP256,
            D = Base64Url.DecodeFromChars(SenderSecret),
            Q = new ECPoint { X = point[1..33], Y = point[33..] },
        });
        var body = PushEncryption.Encrypt(
            Base64Url.DecodeFromChars(DevicePoint),
            Base64Url.DecodeFromChars(DeviceAuth),
            Encoding.UTF8.GetBytes(Watermelon),
            once,
            Base64Url.DecodeFromChars(Salt),
            padding: 0);
        Assert.Equal(Encrypted, Base64Url.EncodeToString(body));
        using var device = new PushDevice(DeviceSecret, DevicePoint, DeviceAuth);
        Assert.Equal(Watermelon, device.Decrypt(body));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(255)]
    [InlineData(256)]
    [InlineData(3_900)]
    [InlineData(PushEncryption.MaxContent)]
    public void Encrypt_AnyLength_IsReadAndShowsLittleOfIt(int length)
    {
        using var device = new PushDevice();
        var content = new string('x', length);
        var body = PushEncryption.Encrypt(device.Point, device.Auth, Encoding.UTF8.GetBytes(content));
        Assert.Equal(content, device.Decrypt(body));
        Assert.InRange(body.Length, 103, 4_096);
        Assert.True(body.Length == 4_096 || (body.Length - 103) % 256 == 0);
        Assert.NotEqual(body, PushEncryption.Encrypt(device.Point, device.Auth, Encoding.UTF8.GetBytes(content)));
    }

    [Fact]
    public void Encrypt_ForAnotherDevice_IsNotRead()
    {
        using var device = new PushDevice();
        using var other = new PushDevice();
        var body = PushEncryption.Encrypt(device.Point, device.Auth, "secret"u8);
        Assert.ThrowsAny<CryptographicException>(() => other.Decrypt(body));
        Assert.ThrowsAny<CryptographicException>(() => PushEncryption.Encrypt(new byte[65], device.Auth, "secret"u8));
    }
}
