namespace ChatOrleans.AspNetHost;

/// <summary>What somebody logs in with.</summary>
internal sealed record LoginForm(string User, string Password);
