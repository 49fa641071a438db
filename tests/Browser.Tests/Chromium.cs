using System.Runtime.InteropServices;
using ChatOrleans.TestKit;

namespace ChatOrleans.Browser.Tests;

/// <summary>Where the browser is: named by CHAT_CHROMIUM, or found on this machine.</summary>
internal static class Chromium
{
    private const string Variable = "CHAT_CHROMIUM";

    private static readonly string[] Names = ["chromium", "chromium-browser", "google-chrome", "google-chrome-stable"];

    private static readonly string[] MacPrograms =
    [
        "/Applications/Chromium.app/Contents/MacOS/Chromium",
        "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    ];

    /// <summary>Nothing of its own goes over the network. As root it has no sandbox of its own.</summary>
    public static string[] Arguments =>
    [
        "--disable-background-networking", "--disable-component-update", "--disable-sync", "--no-first-run",
        "--force-color-profile=srgb", "--font-render-hinting=none",
        .. Environment.IsPrivilegedProcess && !RuntimeInformation.IsOSPlatform(OSPlatform.Windows) ? ["--no-sandbox"] : Array.Empty<string>(),
    ];

    /// <summary>The program; a test without it fails.</summary>
    public static string Program() =>
        Environment.GetEnvironmentVariable(Variable) is { Length: > 0 } named
            ? File.Exists(named) ? named : throw new ExpectationException($"{Variable} is {named}, which does not exist.")
            : Candidates().FirstOrDefault(File.Exists)
              ?? throw new ExpectationException($"Chromium is missing: ./test gets it, or {Variable} names one.");

    // What the scripts have fetched comes last: a browser of the machine's own gets its updates.
    private static IEnumerable<string> Candidates() =>
        Names.SelectMany(name => Paths().Select(path => Path.Combine(path, name)))
            .Concat(MacPrograms)
            .Concat(Fetched());

    private static string[] Paths() => (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator, StringSplitOptions.RemoveEmptyEntries);

    private static IEnumerable<string> Fetched()
    {
        var browsers = Path.Combine(Repository.Tools, "browsers");
        return Directory.Exists(browsers)
            ? Directory.EnumerateFiles(browsers, "*", SearchOption.AllDirectories)
                .Where(file => Path.GetFileName(file) is "chrome" or "chrome-headless-shell" or "headless_shell" or "Chromium")
            : [];
    }
}
