using System.Text.Json;
using ChatOrleans.TestKit;

namespace ChatOrleans.Client.Tests.Vectors;

/// <summary>A file of test vectors that all clients share.</summary>
internal static class VectorFile
{
    public static JsonElement Read(string name)
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(Folder, name)));
        return document.RootElement.Clone();
    }

    public static string Folder => Path.Combine(Repository.Root, "clients", "vectors");
}
