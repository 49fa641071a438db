namespace ChatOrleans.Gateway.Hosts;

/// <summary>The keys of one host, of which several may be good at once while it goes from one to the next.</summary>
internal sealed class KeyRing
{
    private readonly Dictionary<string, VerificationKey> _keys = new(StringComparer.Ordinal);

    /// <summary>How many there are.</summary>
    public int Count => _keys.Count;

    /// <summary>Reads the keys of the configuration and of the files that it names; what is wrong is added to the errors.</summary>
    /// <param name="section">The issuer's key in the configuration, for the messages.</param>
    /// <param name="options">The issuer.</param>
    /// <param name="errors">Where errors go.</param>
    public static KeyRing Read(string section, IssuerOptions options, ICollection<string> errors)
    {
        var ring = new KeyRing();
        foreach (var (kid, pem) in options.PublicKeys)
        {
            ring.AddPem($"{section}:{nameof(options.PublicKeys)}:{kid}", kid, pem, errors);
        }

        foreach (var (kid, path) in options.PublicKeyFiles)
        {
            var key = $"{section}:{nameof(options.PublicKeyFiles)}:{kid}";
            if (ReadFile(key, path, errors) is { } pem)
            {
                ring.AddPem(key, kid, pem, errors);
            }
        }

        foreach (var (kid, secret) in options.Secrets)
        {
            ring.AddSecret($"{section}:{nameof(options.Secrets)}:{kid}", kid, secret, errors);
        }

        if (options.JwksFile is { Length: > 0 } file)
        {
            ring.AddSet($"{section}:{nameof(options.JwksFile)}", file, errors);
        }

        return ring;
    }

    /// <summary>The key that a token names; without a name the only one there is.</summary>
    public VerificationKey? Find(string? kid) =>
        kid is not null ? _keys.GetValueOrDefault(kid)
        : _keys.Count == 1 ? _keys.Values.First()
        : null;

    private static string? ReadFile(string section, string path, ICollection<string> errors)
    {
        try
        {
            return File.ReadAllText(path);
        }
        catch (Exception fault) when (fault is IOException or UnauthorizedAccessException or ArgumentException or NotSupportedException)
        {
            errors.Add($"{section} is '{path}', which can't be read: {fault.Message}");
            return null;
        }
    }

    private void AddPem(string section, string kid, string pem, ICollection<string> errors)
    {
        if (PemKey.Read(pem, out var reason) is { } key)
        {
            Add(section, kid, key, errors);
        }
        else
        {
            errors.Add($"{section} is no public key for tokens: {reason}.");
        }
    }

    private void AddSecret(string section, string kid, string secret, ICollection<string> errors)
    {
        var bytes = new byte[secret.Length];
        if (Convert.TryFromBase64String(secret, bytes, out var length) &&
            length is >= SecretVerificationKey.MinBytes and <= SecretVerificationKey.MaxBytes)
        {
            Add(section, kid, new SecretVerificationKey(bytes[..length]), errors);
        }
        else
        {
            // The value is a secret: the message does not show it.
            errors.Add($"{section} must be {SecretVerificationKey.MinBytes} to {SecretVerificationKey.MaxBytes} bytes in base64.");
        }
    }

    private void AddSet(string section, string path, ICollection<string> errors)
    {
        if (ReadFile(section, path, errors) is not { } json)
        {
            return;
        }

        try
        {
            foreach (var (kid, key) in JwksFile.Read(json))
            {
                Add(section, kid, key, errors);
            }
        }
        catch (FormatException fault)
        {
            errors.Add($"{section} is '{path}', which can't be used: {fault.Message}.");
        }
    }

    private void Add(string section, string kid, VerificationKey key, ICollection<string> errors)
    {
        if (!_keys.TryAdd(kid, key))
        {
            errors.Add($"{section} has a second key with the kid '{kid}'.");
        }
    }
}
