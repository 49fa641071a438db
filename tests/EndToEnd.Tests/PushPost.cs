namespace ChatOrleans.EndToEnd.Tests;

/// <summary>What a push service was posted once.</summary>
public sealed record PushPost(
    string Path, byte[] Body, string Authorization, string Topic, string Urgency, string TimeToLive, string Encoding, int Status);
