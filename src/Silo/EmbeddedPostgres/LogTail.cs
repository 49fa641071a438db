namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>The last lines that a server has said.</summary>
internal sealed class LogTail
{
    private const int Kept = 30;

    private readonly Lock _gate = new();
    private readonly Queue<string> _lines = new(Kept);

    internal void Add(string line)
    {
        lock (_gate)
        {
            if (_lines.Count == Kept)
            {
                _lines.Dequeue();
            }

            _lines.Enqueue(line);
        }
    }

    public override string ToString()
    {
        lock (_gate)
        {
            return string.Join('\n', _lines.Select(line => "  " + line));
        }
    }
}
