namespace ChatOrleans.Grains.Push;

/// <summary>Somebody in a notification.</summary>
/// <param name="Handle">The handle.</param>
/// <param name="DisplayName">The name.</param>
/// <param name="IsGone">Whether they have left; then they are not named.</param>
/// <param name="Host">The host that they came with, if any.</param>
/// <param name="Subject">That host's own id of them.</param>
internal sealed record PushPerson(string Handle, string DisplayName, bool IsGone, string? Host, string? Subject);
