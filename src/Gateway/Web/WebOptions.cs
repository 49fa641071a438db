namespace ChatOrleans.Gateway.Web;

/// <summary>The section <c>Chat:Web</c>: the web client.</summary>
public sealed class WebOptions
{
    /// <summary>The section's key.</summary>
    public const string Section = "Chat:Web";

    /// <summary>The folder of the built web client, with an <c>index.html</c>. Empty by default: none is served.</summary>
    public string Folder { get; set; } = "";
}
