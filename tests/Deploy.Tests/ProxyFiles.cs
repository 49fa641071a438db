namespace ChatOrleans.Deploy.Tests;

/// <summary>nginx's files, put into a folder of a test's own as an operator puts them below <c>/etc/nginx</c>.</summary>
internal static class ProxyFiles
{
    /// <summary>Places mounted files (<c>from:to:ro</c>) and gives the path of the main one.</summary>
    public static string Place(string folder, IEnumerable<string> mounts, Func<string, string> change)
    {
        string? main = null;
        foreach (var mount in mounts.Select(mount => mount.Split(':')))
        {
            var target = Path.Combine(folder, Path.GetFileName(mount[1]));
            File.WriteAllText(target, change(Local(folder, File.ReadAllText(DeployFiles.PathOf("compose", mount[0])))));
            main ??= target;
        }

        return main ?? throw new InvalidDataException("Nothing is mounted.");
    }

    /// <summary>A file's text with its absolute paths in the folder.</summary>
    public static string Local(string folder, string text) => text
        .Replace(" /tmp/", $" {folder}/", StringComparison.Ordinal)
        .Replace("/etc/nginx/chat-orleans/", folder + "/", StringComparison.Ordinal)
        .Replace("/var/log/nginx/", folder + "/", StringComparison.Ordinal);
}
