using System.Net;

namespace ChatOrleans.TestKit;

/// <summary>A file that was fetched, with its headers by their names in small letters.</summary>
public sealed record FileAnswer(HttpStatusCode Status, IReadOnlyDictionary<string, string> Headers, byte[] Bytes)
{
    /// <summary>A header; empty where it is not there.</summary>
    public string Header(string name) => Headers.GetValueOrDefault(name, "");
}
