using System.Diagnostics;
using System.Globalization;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>The processor time that this process, the server and the server's PostgreSQL have used so far.</summary>
/// <param name="Generator">This process.</param>
/// <param name="Server">The server without its children; null when it isn't known or can't be read.</param>
/// <param name="Postgres">All processes of the PostgreSQL that the server started; null when it started none.</param>
internal readonly record struct ProcessorTime(TimeSpan Generator, TimeSpan? Server, TimeSpan? Postgres)
{
    /// <summary>What proc(5) counts in: USER_HZ, 100 on every Linux that .NET runs on.</summary>
    private const double TicksPerSecond = 100;

    /// <summary>Reads the times now.</summary>
    /// <param name="serverPid">The server's process, when it runs on this machine.</param>
    /// <param name="postgresPid">The postmaster, when it is known; otherwise it is looked for below the server.</param>
    public static ProcessorTime Read(int? serverPid, int? postgresPid = null)
    {
        using var self = Process.GetCurrentProcess();
        var all = OperatingSystem.IsLinux() && (serverPid ?? postgresPid) is not null ? ReadAll() : [];
        TimeSpan? server = serverPid is { } pid && all.TryGetValue(pid, out var found) ? found.Own : null;
        return new ProcessorTime(self.TotalProcessorTime, server, PostgresOf(all, serverPid, postgresPid));
    }

    /// <summary>The time used since an earlier reading.</summary>
    public ProcessorTime Since(ProcessorTime earlier) =>
        new(Generator - earlier.Generator, Server - earlier.Server, Postgres - earlier.Postgres);

    private static TimeSpan? PostgresOf(Dictionary<int, ProcessLine> all, int? serverPid, int? postgresPid)
    {
        // A backend that ends hands its time to the postmaster, so own and children's time together lose nothing.
        var members = all.Values.Where(line => postgresPid is { } postmaster
            ? line.Id == postmaster || line.Parent == postmaster
            : line.Name.StartsWith("postgres", StringComparison.Ordinal) && IsBelow(all, line, serverPid));
        TimeSpan? sum = null;
        foreach (var member in members)
        {
            sum = (sum ?? TimeSpan.Zero) + member.Own + member.EndedChildren;
        }

        return sum;
    }

    private static bool IsBelow(Dictionary<int, ProcessLine> all, ProcessLine line, int? ancestor)
    {
        while (line.Parent != ancestor)
        {
            if (!all.TryGetValue(line.Parent, out line))
            {
                return false;
            }
        }

        return true;
    }

    private static Dictionary<int, ProcessLine> ReadAll()
    {
        var all = new Dictionary<int, ProcessLine>();
        foreach (var folder in Directory.EnumerateDirectories("/proc"))
        {
            if (int.TryParse(Path.GetFileName(folder), CultureInfo.InvariantCulture, out var id) && ReadLine(id) is { } line)
            {
                all[id] = line;
            }
        }

        return all;
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

    private readonly record struct ProcessLine(int Id, string Name, int Parent, TimeSpan Own, TimeSpan EndedChildren);
}
