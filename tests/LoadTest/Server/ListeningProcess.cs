using System.Globalization;
using System.Net;

namespace ChatOrleans.LoadTest.Server;

/// <summary>Finds the process on this machine that listens on a port (Linux).</summary>
internal static class ListeningProcess
{
    private const string Listening = "0A";

    /// <summary>Null when the address is elsewhere, nobody listens there, or the process is not to be looked into.</summary>
    public static int? Find(Uri address)
    {
        if (!OperatingSystem.IsLinux() || !IsHere(address))
        {
            return null;
        }

        var sockets = Sockets("/proc/net/tcp", address.Port).Concat(Sockets("/proc/net/tcp6", address.Port))
            .Select(inode => $"socket:[{inode}]")
            .ToHashSet(StringComparer.Ordinal);
        if (sockets.Count == 0)
        {
            return null;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && Holds(folder, sockets))
            {
                return id;
            }
        }

        return null;
    }

    private static bool IsHere(Uri address) =>
        address.IsLoopback || (IPAddress.TryParse(address.Host, out var ip) && IPAddress.IsLoopback(ip));

    // "sl local_address rem_address st tx:rx tr:when retrnsmt uid timeout inode", addresses as hex with the port behind a colon.
    private static IEnumerable<string> Sockets(string file, int port)
    {
        var suffix = ':' + port.ToString("X4", CultureInfo.InvariantCulture);
        return !File.Exists(file)
            ? []
            : File.ReadLines(file).Skip(1)
                .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
                .Where(fields => fields.Length > 9 && fields[3] == Listening && fields[1].EndsWith(suffix, StringComparison.Ordinal))
                .Select(fields => fields[9]);
    }

    private static bool Holds(string process, HashSet<string> sockets)
    {
        try
        {
            return new DirectoryInfo(Path.Combine(process, "fd")).EnumerateFiles()
                .Any(file => file.LinkTarget is { } target && sockets.Contains(target));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // Somebody else's, or gone.
            return false;
        }
    }
}
