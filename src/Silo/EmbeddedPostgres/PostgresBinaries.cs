using System.Globalization;
using System.Text.RegularExpressions;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>A PostgreSQL installation that runs on this machine.</summary>
internal sealed partial record PostgresBinaries(string Bin, string Version, int Major)
{
    /// <summary>The oldest major version that the schema and its statements are meant for.</summary>
    internal const int OldestMajor = 15;

    internal string Postgres => Path.Combine(Bin, "postgres");

    internal string InitDb => Path.Combine(Bin, "initdb");

    /// <summary>Asks a folder's programs who they are; null when they aren't there or don't run.</summary>
    internal static async Task<PostgresBinaries?> ProbeAsync(string bin, CancellationToken cancellationToken)
    {
        if (!File.Exists(Path.Combine(bin, "postgres")) || !File.Exists(Path.Combine(bin, "initdb")))
        {
            return null;
        }

        // initdb needs libpq, which postgres doesn't: both have to start.
        var (failed, _) = await Tool.RunAsync([Path.Combine(bin, "initdb"), "--version"], user: null, cancellationToken);
        var (exitCode, output) = await Tool.RunAsync(
            [Path.Combine(bin, "postgres"), "--version"], user: null, cancellationToken);
        var match = VersionNumber().Match(output);
        return failed == 0 && exitCode == 0 && match.Success
            ? new PostgresBinaries(bin, match.Value, int.Parse(match.Groups[1].Value, CultureInfo.InvariantCulture))
            : null;
    }

    [GeneratedRegex(@"(\d+)[\w.]*", RegexOptions.CultureInvariant)]
    private static partial Regex VersionNumber();
}
