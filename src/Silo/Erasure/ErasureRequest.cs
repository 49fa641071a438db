using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Silo.Erasure;

/// <summary>What the verb <c>erasure</c> is asked: <c>--user</c>, <c>--export</c>, <c>--texts</c> and <c>--files</c>.</summary>
/// <param name="User">Under whose id is looked; null for nobody's.</param>
/// <param name="Phrases">The words that are looked for.</param>
/// <param name="Passed">How many were too short to tell anything.</param>
/// <param name="Files">Where they are looked for beside the databases.</param>
internal sealed record ErasureRequest(UserId? User, IReadOnlyList<string> Phrases, int Passed, IReadOnlyList<string> Files)
{
    /// <summary>Shorter ones are in other people's words as well.</summary>
    private const int ShortestPhrase = 4;

    internal static async Task<ErasureRequest> ReadAsync(IConfiguration configuration, CancellationToken cancellationToken)
    {
        var user = configuration["user"] is { } text ? UserOf(text) : (UserId?)null;
        List<string> phrases = [];
        foreach (var export in Split(configuration["export"]))
        {
            phrases.AddRange(await ExportedWords.ReadAsync(Existing("export", export), cancellationToken));
        }

        foreach (var file in Split(configuration["texts"]))
        {
            phrases.AddRange(await File.ReadAllLinesAsync(Existing("texts", file), cancellationToken));
        }

        string[] wanted = [.. phrases.Select(phrase => phrase.Trim()).Where(phrase => phrase.Length > 0).Distinct(StringComparer.OrdinalIgnoreCase)];
        string[] searched = [.. wanted.Where(phrase => phrase.Length >= ShortestPhrase)];
        return user is null && searched.Length == 0
            ? throw new StartupException("--user, --export and --texts are missing; one of them says what to look for.")
            : new ErasureRequest(
                user, searched, wanted.Length - searched.Length, [.. Split(configuration["files"]).Select(file => Existing("files", file))]);
    }

    private static UserId UserOf(string text) => UserId.TryParse(text, out var user)
        ? user
        : throw new StartupException($"--user is '{text}'; it must be u_ and 32 hexadecimal digits.");

    private static string[] Split(string? text) =>
        (text ?? "").Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);

    private static string Existing(string key, string file) =>
        File.Exists(file) ? file : throw new StartupException($"--{key} is '{file}'; there is no such file.");
}
