namespace ChatOrleans.Client.Outboxes;

/// <summary>What a command does.</summary>
public enum CommandKind
{
    /// <summary>Sends a message.</summary>
    Send,

    /// <summary>Gives a message another text.</summary>
    Edit,

    /// <summary>Deletes a message.</summary>
    Delete,

    /// <summary>Adds a reaction or withdraws it.</summary>
    React,
}
