namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>
/// How the server is started so that two signals go right: Ctrl-C, which a terminal sends to the whole process group,
/// must not stop the database under a server that is still draining; and the death of this process, even by SIGKILL,
/// should stop it.
/// </summary>
internal static class Launcher
{
    private static readonly string[][] Prefixes =
    [
        ["setsid", "setpriv", "--pdeathsig", "INT"],
        ["setsid"],
        ["perl", "-MPOSIX", "-e", "POSIX::setsid(); exec(@ARGV) or die $!", "--"],
    ];

    /// <summary>What to put in front of the command; nothing where the system has none of it.</summary>
    internal static async Task<string[]> PrefixAsync(ServerAccount account, CancellationToken cancellationToken)
    {
        foreach (var prefix in Prefixes)
        {
            var (exitCode, _) = await Tool.RunAsync([.. prefix, "true"], account.User, cancellationToken);
            if (exitCode == 0)
            {
                return prefix;
            }
        }

        return [];
    }
}
