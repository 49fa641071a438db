namespace ChatOrleans.Gateway.Limits;

/// <summary>Writes a key's bytes; how many there are.</summary>
internal delegate int LimitKeyWriter<in TKey>(TKey key, Span<byte> bytes);
