namespace ChatOrleans.AspNetHost;

/// <summary>A user of the application.</summary>
internal sealed record DemoUser(string Id, string Login, string Name);
