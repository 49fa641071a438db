using System.Globalization;

namespace ChatOrleans.LoadTest.Server;

/// <summary>A process' memory as the system counts it, in bytes, and its threads.</summary>
/// <param name="Own">What no other process has.</param>
/// <param name="Shared">Files and shared memory that it has touched, which others may have too.</param>
/// <param name="Threads">Its threads.</param>
internal readonly record struct ProcessMemory(long Own, long Shared, int Threads)
{
    public long All => Own + Shared;

    /// <summary>Null when the process can't be read, or has ended.</summary>
    public static ProcessMemory? Read(int id)
    {
        long own = 0, shared = 0;
        var threads = 0;
        try
        {
            foreach (var line in File.ReadLines($"/proc/{id}/status"))
            {
                switch (line[..line.IndexOf(':')])
                {
                    case "RssAnon":
                        own = Kilobytes(line);
                        break;
                    case "RssFile" or "RssShmem":
                        shared += Kilobytes(line);
                        break;
                    case "Threads":
                        threads = int.Parse(line.AsSpan(line.IndexOf(':') + 1), NumberStyles.AllowLeadingWhite, CultureInfo.InvariantCulture);
                        break;
                }
            }

            return new ProcessMemory(own, shared, threads);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Of processes that share their files and shared memory, as one server's do: counted once, as the one has it that has most.</summary>
    public static long? Together(IEnumerable<ProcessLine> processes)
    {
        long own = 0, shared = 0;
        var any = false;
        foreach (var process in processes)
        {
            if (Read(process.Id) is { } memory)
            {
                any = true;
                own += memory.Own;
                shared = Math.Max(shared, memory.Shared);
            }
        }

        return any ? own + shared : null;
    }

    // "RssAnon:	   12345 kB"
    private static long Kilobytes(string line)
    {
        var text = line.AsSpan(line.IndexOf(':') + 1).Trim();
        return long.Parse(text[..text.IndexOf(' ')], CultureInfo.InvariantCulture) * 1024;
    }
}
