using System.Buffers.Text;
using System.Security.Cryptography;
using ChatOrleans.LoadTest.Accounts;
using Npgsql;

namespace ChatOrleans.LoadTest.Depth;

/// <summary>
/// Accounts by the thousand, made in the database: hashing ten thousand passwords would take longer than what is
/// measured. Each has a session, whose refresh token buys the tokens of a run; nobody can log in as them.
/// </summary>
internal static class SeededAccounts
{
    private const int Parallel = 8;

    /// <summary>Makes them and gives them with valid access tokens.</summary>
    public static async Task<IReadOnlyList<Account>> MakeAsync(
        Uri server, NpgsqlDataSource database, int count, CancellationToken cancellationToken)
    {
        var sessions = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToArray();
        var secrets = Enumerable.Range(0, count).Select(_ => RandomNumberGenerator.GetBytes(32)).ToArray();
        var users = Enumerable.Range(0, count).Select(_ => Guid.NewGuid()).ToArray();
        await using var command = database.CreateCommand(
            """
            WITH made AS (
                INSERT INTO account (user_id, handle, handle_key, display_name, password_hash, created_at)
                SELECT u, 'seed.' || left(md5(u::text), 24), 'seed.' || left(md5(u::text), 24), 'seed', '', now()
                FROM unnest($1::uuid[]) u
            )
            INSERT INTO session (session_id, user_id, refresh_hash, created_at, expires_at)
            SELECT s.id, s.user_id, sha256(s.secret), now(), now() + interval '30 days'
            FROM unnest($2::uuid[], $1::uuid[], $3::bytea[]) AS s (id, user_id, secret)
            """);
        command.Parameters.Add(new() { Value = users });
        command.Parameters.Add(new() { Value = sessions });
        command.Parameters.Add(new() { Value = secrets });
        await command.ExecuteNonQueryAsync(cancellationToken);

        using var api = new AccountApi(server);
        var accounts = new Account[count];
        var options = new ParallelOptions { MaxDegreeOfParallelism = Parallel, CancellationToken = cancellationToken };
        await System.Threading.Tasks.Parallel.ForAsync(0, count, options, async (i, token) =>
        {
            var seeded = new Account
            {
                UserId = "",
                Handle = "",
                AccessToken = "",
                RefreshToken = Base64Url.EncodeToString([.. sessions[i].ToByteArray(), .. secrets[i]]),
            };
            accounts[i] = await api.RenewAsync(seeded, token)
                ?? throw new SetUpException("The server does not know an account that was put into its database.");
        });
        return accounts;
    }
}
