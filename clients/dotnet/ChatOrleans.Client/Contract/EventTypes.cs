namespace ChatOrleans.Client.Contract;

/// <summary>Kinds of <see cref="ThreadEvent"/>. A client ignores kinds that it does not know, but counts their <c>seq</c>.</summary>
public static class EventTypes
{
    /// <summary>A message of a person.</summary>
    public const string Message = "message";

    /// <summary>A message reads otherwise.</summary>
    public const string Edited = "edited";

    /// <summary>A message is gone.</summary>
    public const string Deleted = "deleted";

    /// <summary>A reaction was added or withdrawn.</summary>
    public const string Reacted = "reacted";

    /// <summary>An active phase began.</summary>
    public const string Opened = "opened";

    /// <summary>It ended.</summary>
    public const string Closed = "closed";

    /// <summary>A message of the host application.</summary>
    public const string System = "system";
}
