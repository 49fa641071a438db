using System.Globalization;

namespace ChatOrleans.LoadTest.Server;

/// <summary>The processes of this machine at one moment (Linux; empty elsewhere).</summary>
internal sealed class ProcessTable
{
    /// <summary>What proc(5) counts in: USER_HZ, 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    private readonly Dictionary<int, ProcessLine> _lines = [];

    private ProcessTable()
    {
    }

    public static ProcessTable Read()
    {
        var table = new ProcessTable();
        if (!OperatingSystem.IsLinux())
        {
            return table;
        }

        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ReadLine(id) is { } line)
            {
                table._lines[id] = line;
            }
        }

        return table;
    }

    /// <summary>A process; null when there is none of this id.</summary>
    public ProcessLine? Find(int id) => _lines.TryGetValue(id, out var line) ? line : null;

    /// <summary>All processes of a PostgreSQL: the postmaster's, or of those that the server started.</summary>
    /// <param name="serverPid">The server.</param>
    /// <param name="postgresPid">The postmaster, when it is known; otherwise it is looked for below the server.</param>
    public IEnumerable<ProcessLine> Postgres(int? serverPid, int? postgresPid) =>
        _lines.Values.Where(line => postgresPid is { } postmaster
            ? line.Id == postmaster || line.Parent == postmaster
            : serverPid is not null && line.Name.StartsWith("postgres", StringComparison.Ordinal) && IsBelow(line, serverPid.Value));

    private bool IsBelow(ProcessLine line, int ancestor)
    {
        while (line.Parent != ancestor)
        {
            if (!_lines.TryGetValue(line.Parent, out line))
            {
                return false;
            }
        }

        return true;
    }

    private static ProcessLine? ReadLine(int id)
    {
        try
        {
            // "pid (name) state ppid …": the name may hold anything, its closing parenthesis is the last one.
            var text = File.ReadAllText($"/proc/{id}/stat");
            var end = text.LastIndexOf(')');
            var fields = text[(end + 2)..].Split(' ');
            return new ProcessLine(
                id,
                text[(text.IndexOf('(') + 1)..end],
                int.Parse(fields[1], CultureInfo.InvariantCulture),
                Seconds(fields[11]) + Seconds(fields[12]),
                Seconds(fields[13]) + Seconds(fields[14]));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // It has ended meanwhile.
            return null;
        }
    }

    private static TimeSpan Seconds(string ticks) =>
        TimeSpan.FromSeconds(long.Parse(ticks, CultureInfo.InvariantCulture) / TicksPerSecond);
}
