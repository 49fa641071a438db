using System.Collections.Concurrent;
using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>What no page of the client may do: report an error, break the policy, ask another origin for something.</summary>
internal sealed class Faults
{
    // What Chromium itself says of a refusal or of a server that is away; that such an answer came is no fault of a page.
    private static readonly string[] OfTheNetwork = ["Failed to load resource:", "WebSocket connection to "];

    private const string ReportViolations =
        "addEventListener('securitypolicyviolation', e => console.error(`policy: ${e.violatedDirective} ${e.blockedURI} ${e.sourceFile}:${e.lineNumber}`));";

    private readonly ConcurrentQueue<string> _found = new();
    private readonly string _who;
    private readonly string _origin;

    private Faults(string who, Uri origin) => (_who, _origin) = (who, origin.GetLeftPart(UriPartial.Authority));

    /// <summary>What was found.</summary>
    public IReadOnlyCollection<string> Found => _found;

    /// <summary>Watches every page of a context, which may talk to one origin.</summary>
    public static async Task<Faults> WatchAsync(IBrowserContext context, string who, Uri origin)
    {
        var faults = new Faults(who, origin);
        await context.AddInitScriptAsync(ReportViolations);
        context.Console += (_, message) => faults.Hear(message);
        context.WebError += (_, error) => faults.Add($"threw {error.Error}");
        context.Request += (_, request) => faults.See(request);
        return faults;
    }

    private void Hear(IConsoleMessage message)
    {
        if (message.Type == "error" && !OfTheNetwork.Any(start => message.Text.StartsWith(start, StringComparison.Ordinal)))
        {
            Add($"said on the console: {message.Text} ({message.Location})");
        }
    }

    private void See(Microsoft.Playwright.IRequest request)
    {
        if (new Uri(request.Url) is { Scheme: "http" or "https" or "ws" or "wss" } url &&
            !url.AbsoluteUri.StartsWith(_origin + '/', StringComparison.Ordinal))
        {
            Add($"asked {url}");
        }
    }

    private void Add(string what) => _found.Enqueue($"{_who}'s page {what}");
}
