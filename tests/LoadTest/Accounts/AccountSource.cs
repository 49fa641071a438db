using System.Collections.Concurrent;

namespace ChatOrleans.LoadTest.Accounts;

/// <summary>Gives a run its accounts: those of the file first, in its order, so that the same pairs meet again.</summary>
internal static class AccountSource
{
    /// <summary>Hashing a password costs the server a tenth of a second of a core; renewing a token costs next to nothing.</summary>
    private const int AtOnce = 8;
    private const int ReportEach = 200;

    public static async Task<IReadOnlyList<Account>> TakeAsync(
        Uri server, int count, string? path, CancellationToken cancellationToken)
    {
        var known = await AccountFile.ReadAsync(path, cancellationToken);
        var taken = new ConcurrentDictionary<int, Account>();
        using var api = new AccountApi(server);
        var options = new ParallelOptions { MaxDegreeOfParallelism = AtOnce, CancellationToken = cancellationToken };
        try
        {
            await Parallel.ForAsync(0, count, options, async (i, token) =>
            {
                var account = i < known.Count ? await api.RenewAsync(known[i], token) : null;
                taken[i] = account ?? await api.RegisterAsync(token);
                if (taken.Count % ReportEach == 0)
                {
                    await Console.Error.WriteLineAsync($"{taken.Count} of {count} accounts");
                }
            });
        }
        catch (HttpRequestException exception)
        {
            throw new SetUpException($"The server at {server} can't be reached: {exception.Message}", exception);
        }
        finally
        {
            // A renewed account's old token is worthless, so what was taken is kept even of a run that fails here.
            var last = Math.Max(known.Count, taken.IsEmpty ? 0 : taken.Keys.Max() + 1);
            await AccountFile.WriteAsync(
                path,
                Enumerable.Range(0, last)
                    .Select(i => taken.TryGetValue(i, out var account) ? account : i < known.Count ? known[i] : null)
                    .OfType<Account>());
        }

        return [.. Enumerable.Range(0, count).Select(i => taken[i])];
    }

    /// <summary>Keeps the accounts as a run has left them: a renewed account's old token is worthless.</summary>
    public static async Task KeepAsync(string? path, IReadOnlyList<Account> accounts)
    {
        var known = await AccountFile.ReadAsync(path, CancellationToken.None);
        await AccountFile.WriteAsync(path, [.. accounts, .. known.Skip(accounts.Count)]);
    }
}
