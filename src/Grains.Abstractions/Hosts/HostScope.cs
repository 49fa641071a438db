using System.Collections.Immutable;

namespace ChatOrleans.Grains.Abstractions.Hosts;

/// <summary>What a key of a host application's server lets it do.</summary>
public static class HostScope
{
    /// <summary>Create users, and end their sessions.</summary>
    public const string UsersWrite = "users:write";

    /// <summary>Erase users.</summary>
    public const string UsersErase = "users:erase";

    /// <summary>Open and close threads.</summary>
    public const string ThreadsWrite = "threads:write";

    /// <summary>Post messages of the system.</summary>
    public const string MessagesWrite = "messages:write";

    /// <summary>Read threads and their messages.</summary>
    public const string MessagesRead = "messages:read";

    /// <summary>See what webhooks' endpoints would not take, and have it tried once more.</summary>
    public const string WebhooksWrite = "webhooks:write";

    /// <summary>All of them.</summary>
    public static readonly ImmutableArray<string> All =
        [UsersWrite, UsersErase, ThreadsWrite, MessagesWrite, MessagesRead, WebhooksWrite];
}
