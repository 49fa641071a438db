namespace ChatOrleans.Gateway.Accounts;

/// <summary>What a session's list shows of a device.</summary>
/// <param name="Name">As the client calls it.</param>
/// <param name="UserAgent">As it calls itself.</param>
internal readonly record struct Device(string? Name, string? UserAgent);
