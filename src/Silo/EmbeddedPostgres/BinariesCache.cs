using System.Security.Cryptography;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>
/// Programs that lie where PostgreSQL's user can't reach them (a checkout below <c>/root</c>) are copied once to where
/// it can. Only root comes here, and only root can write there.
/// </summary>
internal static class BinariesCache
{
    private const string Folder = "/var/cache/chat-orleans";

    internal static async Task<PostgresBinaries> ReachableAsync(
        PostgresBinaries found, ServerAccount account, CancellationToken cancellationToken)
    {
        if (await account.CanEnterAsync(found.Postgres, cancellationToken))
        {
            return found;
        }

        var source = Path.GetDirectoryName(found.Bin)!;
        var copy = Path.Combine(Folder, $"postgresql-{found.Version}-{await FingerprintAsync(found, cancellationToken)}");
        if (!Directory.Exists(copy))
        {
            await CopyAsync(source, copy, cancellationToken);
        }

        return found with { Bin = Path.Combine(copy, Path.GetFileName(found.Bin)) };
    }

    private static async Task CopyAsync(string source, string copy, CancellationToken cancellationToken)
    {
        const string Purpose = "Copying PostgreSQL to where its user can reach it";
        var unfinished = $"{copy}.{Convert.ToHexStringLower(RandomNumberGenerator.GetBytes(4))}";
        await Tool.DemandAsync(["mkdir", "-p", "-m", "755", Folder], user: null, Purpose, cancellationToken);
        await Tool.DemandAsync(["cp", "-RP", source, unfinished], user: null, Purpose, cancellationToken);
        await Tool.DemandAsync(["chmod", "-R", "a+rX", unfinished], user: null, Purpose, cancellationToken);
        try
        {
            Directory.Move(unfinished, copy);
        }
        catch (IOException) when (Directory.Exists(copy))
        {
            // Another process was first; theirs is as good.
            Directory.Delete(unfinished, recursive: true);
        }
    }

    /// <summary>By content, so that many checkouts share one copy.</summary>
    private static async Task<string> FingerprintAsync(PostgresBinaries found, CancellationToken cancellationToken)
    {
        await using var program = File.OpenRead(found.Postgres);
        var hash = await SHA256.HashDataAsync(program, cancellationToken);
        return Convert.ToHexStringLower(hash.AsSpan(0, 6));
    }
}
