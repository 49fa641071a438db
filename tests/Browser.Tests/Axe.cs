using ChatOrleans.TestKit;
using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>What axe finds on a page that keeps somebody out.</summary>
internal static class Axe
{
    private static readonly string Script = Read();

    /// <summary>What axe calls serious or critical.</summary>
    public static async Task<string[]> FindAsync(IPage page)
    {
        // Past the policy, which holds for the page and not for its inspector.
        await page.EvaluateAsync($"() => {{ if (!globalThis.axe) {{ {Script} }} }}");
        return await page.EvaluateAsync<string[]>(
            """
            async () => {
              const { violations } = await axe.run(document, { resultTypes: ["violations"] });
              return violations.filter((found) => found.impact === "serious" || found.impact === "critical")
                .map((found) => `${found.id} (${found.impact}): ${found.nodes.map((node) => `${node.target.join(" ")} ${node.any.map((check) => check.message).join(" ")}`).join(" | ")}`);
            }
            """);
    }

    private static string Read()
    {
        var file = Path.Combine(Repository.Root, "clients", "node_modules", "axe-core", "axe.min.js");
        return File.Exists(file)
            ? File.ReadAllText(file)
            : throw new ExpectationException($"axe-core is missing ({file}); ./test installs it.");
    }
}
