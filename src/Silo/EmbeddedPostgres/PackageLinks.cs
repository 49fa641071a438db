using System.Text.Json;

namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>
/// npm packages hold no symbolic links. The PostgreSQL package lists its own in a file and makes them in an install
/// script, which many a machine doesn't run; then the programs miss their libraries.
/// </summary>
internal static class PackageLinks
{
    internal static void Restore(string native)
    {
        var list = Path.Combine(native, "pg-symlinks.json");
        if (!File.Exists(list))
        {
            return;
        }

        using var document = JsonDocument.Parse(File.ReadAllBytes(list));
        var package = Path.GetDirectoryName(Path.GetFullPath(native))!;
        foreach (var entry in document.RootElement.EnumerateArray())
        {
            // A link's "source" is what it points to. Both are relative to the package.
            var link = Path.Combine(package, entry.GetProperty("target").GetString()!);
            var file = Path.Combine(package, entry.GetProperty("source").GetString()!);
            if (!File.Exists(link))
            {
                TryLink(link, Path.GetRelativePath(Path.GetDirectoryName(link)!, file));
            }
        }
    }

    private static void TryLink(string link, string target)
    {
        try
        {
            File.CreateSymbolicLink(link, target);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Another process made it meanwhile, or nobody may: whether the programs run is asked next.
        }
    }
}
