using System.Diagnostics;
using ChatOrleans.LoadTest.Server;

namespace ChatOrleans.LoadTest.Measuring;

/// <summary>The processor time that this process, the server and the server's PostgreSQL have used so far.</summary>
/// <param name="Generator">This process.</param>
/// <param name="Server">The server without its children; null when it isn't known or can't be read.</param>
/// <param name="Postgres">All processes of the PostgreSQL that the server started; null when it started none.</param>
internal readonly record struct ProcessorTime(TimeSpan Generator, TimeSpan? Server, TimeSpan? Postgres)
{
    /// <summary>Reads the times now.</summary>
    /// <param name="serverPid">The server's process, when it runs on this machine.</param>
    /// <param name="postgresPid">The postmaster, when it is known; otherwise it is looked for below the server.</param>
    public static ProcessorTime Read(int? serverPid, int? postgresPid = null) =>
        Of(ProcessTable.Read(), serverPid, postgresPid);

    /// <summary>The times as a look at the machine has them, and this process' own now.</summary>
    public static ProcessorTime Of(ProcessTable table, int? serverPid, int? postgresPid)
    {
        using var self = Process.GetCurrentProcess();
        TimeSpan? postgres = null;
        foreach (var member in table.Postgres(serverPid, postgresPid))
        {
            // A backend that ends hands its time to the postmaster, so own and children's time together lose nothing.
            postgres = (postgres ?? TimeSpan.Zero) + member.Own + member.EndedChildren;
        }

        return new ProcessorTime(self.TotalProcessorTime, serverPid is { } pid ? table.Find(pid)?.Own : null, postgres);
    }

    /// <summary>The time used since an earlier reading.</summary>
    public ProcessorTime Since(ProcessorTime earlier) =>
        new(Generator - earlier.Generator, Server - earlier.Server, Postgres - earlier.Postgres);
}
