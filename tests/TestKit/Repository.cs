using System.Reflection;

namespace ChatOrleans.TestKit;

/// <summary>Where the tests find what they prove: the repository they were built from.</summary>
public static class Repository
{
    /// <summary>The repository's root.</summary>
    public static string Root { get; } = Metadata("RepositoryRoot");

    /// <summary>The configuration the tests were built in.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    /// <summary>The folder that the <c>test</c> script installs tools into.</summary>
    public static string Tools { get; } =
        Environment.GetEnvironmentVariable("CHAT_TOOLS") is { Length: > 0 } tools ? tools : Path.Combine(Root, ".tools");

    /// <summary>The built assembly of a project in <c>src</c>, as its own output folder holds it.</summary>
    public static string Assembly(string project) => Path.Combine(
        Root, "src", project, "bin", Configuration, "net10.0", $"ChatOrleans.{project}.dll");

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(data => data.Key == key).Value!;
}
