namespace ChatOrleans.Client.Http;

/// <summary>One HTTP call below <c>/api/v1</c>.</summary>
internal sealed record HttpCall(HttpMethod Method, string Path)
{
    /// <summary>Makes the body; a call may be made twice.</summary>
    public Func<HttpContent>? Content { get; init; }

    /// <summary>The bearer token.</summary>
    public string? Token { get; init; }

    /// <summary>How long the call may last; null for as long as it goes on.</summary>
    public TimeSpan? Timeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>The first byte of a download that is wanted.</summary>
    public long From { get; init; }
}
