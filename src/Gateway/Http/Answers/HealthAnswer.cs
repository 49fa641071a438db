namespace ChatOrleans.Gateway.Http.Answers;

/// <summary>That the gateway lives, or is ready.</summary>
internal sealed record HealthAnswer
{
    /// <summary><c>live</c> or <c>ready</c>.</summary>
    public required string Status { get; init; }
}
