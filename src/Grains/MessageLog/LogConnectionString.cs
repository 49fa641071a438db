namespace ChatOrleans.Grains.MessageLog;

/// <summary>Where the log is.</summary>
internal sealed record LogConnectionString(string Value);
