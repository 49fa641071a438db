using System.Security.Cryptography;

namespace ChatOrleans.Grains.Push;

/// <summary>Points on P-256 in the uncompressed form of X9.62, 65 bytes.</summary>
internal static class CurvePoint
{
    public const int Length = 1 + (2 * CoordinateLength);

    private const int CoordinateLength = 32;
    private const byte Uncompressed = 4;

    public static byte[] Write(ECPoint point) => [Uncompressed, .. point.X!, .. point.Y!];

    /// <summary>A key for agreement with the point's owner.</summary>
    /// <exception cref="CryptographicException">It is no point of the curve.</exception>
    public static ECDiffieHellman Import(ReadOnlySpan<byte> point) =>
        point.Length == Length && point[0] == Uncompressed
            ? ECDiffieHellman.Create(new ECParameters
            {
                Curve = ECCurve.NamedCurves.nistP256,
                Q = new ECPoint { X = point[1..(1 + CoordinateLength)].ToArray(), Y = point[(1 + CoordinateLength)..].ToArray() },
            })
            : throw new CryptographicException("It is no uncompressed point.");
}
