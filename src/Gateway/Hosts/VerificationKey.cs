namespace ChatOrleans.Gateway.Hosts;

/// <summary>
/// A key that tokens are checked with. It goes with one algorithm, whatever a token says: so a public key is never taken
/// for a secret, and there is no key for <c>none</c>.
/// </summary>
internal abstract class VerificationKey
{
    /// <summary>The one algorithm, by its name in RFC 7518.</summary>
    public abstract string Algorithm { get; }

    /// <summary>Whether the signature is one of these bytes. Safe for concurrent use.</summary>
    public abstract bool Verifies(ReadOnlySpan<byte> signed, ReadOnlySpan<byte> signature);
}
