namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>The files of the database cluster: made once, whole or not at all.</summary>
internal static class ClusterFiles
{
    /// <summary>The name of the superuser, who comes in through the private socket only.</summary>
    internal const string Superuser = "chat";

    internal static async Task EnsureAsync(
        DataFolder folder, PostgresBinaries binaries, ServerAccount account, CancellationToken cancellationToken)
    {
        if (Directory.Exists(folder.Cluster))
        {
            return;
        }

        // Made under another name: a crash half-way must not leave something that looks like a database.
        var unfinished = folder.Cluster + ".unfinished";
        if (Directory.Exists(unfinished))
        {
            Directory.Delete(unfinished, recursive: true);
        }

        await account.MakePrivateFolderAsync(unfinished, cancellationToken);
        await Tool.DemandAsync(
            [
                binaries.InitDb,
                $"--pgdata={unfinished}",
                $"--username={Superuser}",
                "--auth-local=trust",
                "--auth-host=reject",
                "--encoding=UTF8",
                "--data-checksums",
                "--no-instructions",
                .. Locale(binaries),
            ],
            account.User,
            "Making the database (initdb)",
            cancellationToken);
        Directory.Move(unfinished, folder.Cluster);
    }

    /// <summary>Code point order, the same on every machine; the builtin provider exists since version 17.</summary>
    private static string[] Locale(PostgresBinaries binaries) =>
        binaries.Major >= 17
            ? ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
            : ["--locale=C"];
}
