namespace ChatOrleans.AspNetHost;

/// <summary>What the application has to know of the chat server (section <c>Chat</c>).</summary>
internal sealed record ChatSettings
{
    /// <summary>The chat server's address, for the page.</summary>
    public required Uri Server { get; init; }

    /// <summary>As the server's <c>Chat:Hosts:Issuers:&lt;name&gt;:Issuer</c> has it.</summary>
    public required string Issuer { get; init; }

    /// <summary>As the server's <c>Chat:Hosts:Issuers:&lt;name&gt;:Audience</c> has it.</summary>
    public required string Audience { get; init; }

    /// <summary>The name of the key, under which the server has its public half.</summary>
    public required string KeyId { get; init; }

    /// <summary>A file with the private key on P-256, as PEM. Only the application may read it.</summary>
    public required string KeyFile { get; init; }
}
