namespace ChatOrleans.Client.Commands;

/// <summary>The commands that are not known to be stored, by thread, in the order in which they go out.</summary>
internal sealed class CommandBook
{
    private readonly Dictionary<string, List<Command>> _lanes = [];

    public IEnumerable<string> ThreadIds => _lanes.Keys;

    public IReadOnlyList<Command> Of(string threadId) => _lanes.GetValueOrDefault(threadId) ?? (IReadOnlyList<Command>)[];

    public Command? Find(string threadId, string clientMessageId) =>
        _lanes.GetValueOrDefault(threadId)?.Find(command => command.Entry.ClientMessageId == clientMessageId);

    public void Add(Command command)
    {
        if (!_lanes.TryGetValue(command.Entry.ThreadId, out var lane))
        {
            _lanes.Add(command.Entry.ThreadId, lane = []);
        }

        lane.Add(command);
    }

    public void Remove(Command command)
    {
        if (_lanes.TryGetValue(command.Entry.ThreadId, out var lane) && lane.Remove(command) && lane.Count == 0)
        {
            _lanes.Remove(command.Entry.ThreadId);
        }
    }

    /// <summary>Forgets all of them, and gives them.</summary>
    public IReadOnlyList<Command> Clear()
    {
        Command[] all = [.. _lanes.Values.SelectMany(lane => lane)];
        _lanes.Clear();
        return all;
    }
}
