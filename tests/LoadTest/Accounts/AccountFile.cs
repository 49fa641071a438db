using System.Text.Json;

namespace ChatOrleans.LoadTest.Accounts;

/// <summary>The accounts of earlier runs: hashing a thousand passwords takes longer than most runs.</summary>
internal static class AccountFile
{
    private static readonly JsonSerializerOptions Json = new() { WriteIndented = true };

    public static async Task<List<Account>> ReadAsync(string? path, CancellationToken cancellationToken)
    {
        if (path is null || !File.Exists(path))
        {
            return [];
        }

        try
        {
            await using var file = File.OpenRead(path);
            return await JsonSerializer.DeserializeAsync<List<Account>>(file, Json, cancellationToken) ?? [];
        }
        catch (JsonException exception)
        {
            throw new SetUpException($"'{path}' is not a file of accounts: {exception.Message}", exception);
        }
    }

    /// <summary>Writes it anew, readable for its owner only: it holds tokens.</summary>
    public static async Task WriteAsync(string? path, IEnumerable<Account> accounts)
    {
        if (path is null)
        {
            return;
        }

        var beside = path + ".new";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using (var file = new FileStream(beside, options))
        {
            await JsonSerializer.SerializeAsync(file, accounts, Json);
        }

        File.Move(beside, path, overwrite: true);
    }
}
