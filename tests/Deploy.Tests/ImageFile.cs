using System.Text.RegularExpressions;

namespace ChatOrleans.Deploy.Tests;

/// <summary>The Dockerfile: its instructions in order, continued lines joined.</summary>
internal static partial class ImageFile
{
    public static IReadOnlyList<(string Instruction, string Arguments)> Instructions { get; } =
    [
        .. Continued.Replace(DeployFiles.Read("container", "Dockerfile"), " ").Split('\n')
            .Select(line => line.Trim())
            .Where(line => line.Length > 0 && line[0] != '#')
            .Select(line => line.Split(' ', 2))
            .Select(parts => (parts[0], parts[1].Trim())),
    ];

    /// <summary>What the image sets for its process.</summary>
    public static IReadOnlyDictionary<string, string> Environment { get; } = Instructions
        .SkipWhile(step => !step.Arguments.EndsWith(" AS final", StringComparison.Ordinal))
        .Where(step => step.Instruction == "ENV")
        .SelectMany(step => step.Arguments.Split(' '))
        .Select(pair => pair.Split('=', 2))
        .ToDictionary(pair => pair[0], pair => pair[1], StringComparer.Ordinal);

    /// <summary>The port that its HTTP calls come to.</summary>
    public static string HttpPort => Environment["ASPNETCORE_HTTP_PORTS"];

    /// <summary>What it starts, with its arguments.</summary>
    public static string[] Entrypoint => List(Instructions.Single(step => step.Instruction == "ENTRYPOINT").Arguments);

    /// <summary>The elements of a list in brackets.</summary>
    public static string[] List(string text) => [.. Quoted.Matches(text).Select(match => match.Groups[1].Value)];

    [GeneratedRegex(@"\\\n")]
    private static partial Regex Continued { get; }

    [GeneratedRegex("\"([^\"]*)\"")]
    private static partial Regex Quoted { get; }
}
