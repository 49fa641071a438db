namespace ChatOrleans.Silo.Dashboard;

/// <summary>The section <c>Chat:Dashboard</c>: Orleans' own dashboard, at <c>/dashboard</c>. Off by default.</summary>
internal sealed class DashboardOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Dashboard";

    /// <summary>Whether it is there. All silos of a cluster need the same: its grains run in any of them.</summary>
    public bool Enabled { get; set; }

    /// <summary>What a browser is asked for as a password, whatever the user's name: 32 to 200 characters.</summary>
    public string Key { get; set; } = string.Empty;

    /// <summary>The networks that it answers to; all others get 404. Empty means this machine.</summary>
    public IList<string> Networks { get; } = [];

    /// <summary>The one port of those that the program listens on which it answers at; 0, the default, means any of them.</summary>
    public int Port { get; set; }
}
