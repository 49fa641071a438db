using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Identity;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>Hashes and verifies passwords: PBKDF2 with HMAC-SHA-512, by the framework's own hasher, on <see cref="PasswordQueue"/>.</summary>
internal sealed class Passwords
{
    /// <summary>What OWASP asks for with this function (Password Storage Cheat Sheet, 2023).</summary>
    private const int Iterations = 210_000;

    private const int RetryAfterMs = 2_000;

    private readonly PasswordQueue _queue;
    private readonly PasswordHasher<Passwords> _hasher = new(Options.Create(new PasswordHasherOptions
    {
        CompatibilityMode = PasswordHasherCompatibilityMode.IdentityV3,
        IterationCount = Iterations,
    }));

    private readonly Lazy<string> _decoy;

    public Passwords(PasswordQueue queue)
    {
        _queue = queue;
        _decoy = new Lazy<string>(() => _hasher.HashPassword(this, Guid.NewGuid().ToString()));
        // Made before the first login, whose duration would tell that its handle is unknown. An empty queue takes it.
        _queue.TryRun(() => _decoy.Value, CancellationToken.None, out _);
    }

    /// <summary>A salted hash; <see cref="RefusalCode.Overloaded"/> when too many wait.</summary>
    public async Task<Result<string>> HashAsync(string password, CancellationToken cancellationToken) =>
        _queue.TryRun(() => _hasher.HashPassword(this, password), cancellationToken, out var hash)
            ? await hash
            : Overloaded();

    /// <summary>
    /// Null when the password is the hash's. Without a hash, or with an empty one (an account that a host application
    /// vouches for), it takes as long and fails, so that an unknown handle looks like a wrong password.
    /// </summary>
    public async Task<Refusal?> VerifyAsync(string? hash, string password, CancellationToken cancellationToken)
    {
        var isThere = !string.IsNullOrEmpty(hash);
        if (!_queue.TryRun(() => Matches(isThere ? hash! : _decoy.Value, password), cancellationToken, out var matches))
        {
            return Overloaded();
        }

        return await matches && isThere
            ? null
            : new Refusal { Code = RefusalCode.InvalidCredentials, Message = "The handle or the password is wrong." };
    }

    private static Refusal Overloaded() => Refusal.Overloaded(RetryAfterMs);

    private bool Matches(string hash, string password) =>
        _hasher.VerifyHashedPassword(this, hash, password) != PasswordVerificationResult.Failed;
}
