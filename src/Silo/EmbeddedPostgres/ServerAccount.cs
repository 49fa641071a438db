namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>
/// Who PostgreSQL runs as. It refuses to run as root, so under root it gets an unprivileged user, and with it the
/// question whether that user can reach a path at all (a folder below <c>/root</c> it can't).
/// </summary>
internal sealed class ServerAccount(string user)
{
    /// <summary>The user to change to, or null to stay who we are.</summary>
    internal string? User { get; } = Environment.IsPrivilegedProcess ? user : null;

    internal async Task<bool> CanEnterAsync(string path, CancellationToken cancellationToken)
    {
        if (User is null)
        {
            return true;
        }

        // '/' stands for "does the user exist at all", before a path is blamed.
        string[] paths = ["/", path];
        foreach (var candidate in paths)
        {
            var (exitCode, output) = await Tool.RunAsync(["test", "-x", candidate], User, cancellationToken);
            if (exitCode > 1)
            {
                throw new EmbeddedPostgresException(
                    $"PostgreSQL doesn't run as root, and starting it as user '{User}' failed: {output} "
                    + "Chat:Postgres:User names another user.");
            }

            if (exitCode == 1)
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>Makes a folder that only the server's user (and root) can enter.</summary>
    internal async Task MakePrivateFolderAsync(string path, CancellationToken cancellationToken)
    {
        const UnixFileMode OwnerOnly = UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute;
        if (!OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path, OwnerOnly);
            File.SetUnixFileMode(path, OwnerOnly);
        }

        if (User is not null)
        {
            await Tool.DemandAsync(
                ["chown", $"{User}:", path], user: null, $"Giving '{path}' to user '{User}'", cancellationToken);
        }
    }
}
