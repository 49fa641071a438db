namespace ChatOrleans.LoadTest.Accounts;

/// <summary>A person's account with tokens that are good, renewed when they are about to run out.</summary>
internal sealed class Credentials(Account account, AccountApi api) : IDisposable
{
    /// <summary>What an audit may take until it looks at a token.</summary>
    private static readonly TimeSpan Margin = TimeSpan.FromMinutes(3);

    private readonly SemaphoreSlim _renewing = new(1);
    private Account _account = account;
    private bool _isDoubtful;

    public string UserId => _account.UserId;

    /// <summary>The account as it is now; its refresh token is the one that works.</summary>
    public Account Account => Volatile.Read(ref _account);

    /// <summary>An access token that is good for a while.</summary>
    public async Task<string> BearerAsync(CancellationToken cancellationToken)
    {
        if (IsFresh)
        {
            return Account.AccessToken;
        }

        await _renewing.WaitAsync(cancellationToken);
        try
        {
            if (!IsFresh)
            {
                // Not cancelled half-way: the old refresh token dies with the call, and the new one must not be lost.
                var renewed = await api.RenewAsync(Account, CancellationToken.None);
                Volatile.Write(ref _account, renewed ?? throw new SetUpException($"The server knows {UserId} no more."));
                Volatile.Write(ref _isDoubtful, false);
            }
        }
        finally
        {
            _renewing.Release();
        }

        return Account.AccessToken;
    }

    /// <summary>The server may have refused the token: it is not used again.</summary>
    public void Doubt()
    {
        if (Account.AccessTokenExpiresAt != DateTimeOffset.MaxValue)
        {
            Volatile.Write(ref _isDoubtful, true);
        }
    }

    public void Dispose() => _renewing.Dispose();

    private bool IsFresh =>
        !Volatile.Read(ref _isDoubtful)
        && (Account.AccessTokenExpiresAt == DateTimeOffset.MaxValue
            || Account.AccessTokenExpiresAt - TimeProvider.System.GetUtcNow() > Margin);
}
