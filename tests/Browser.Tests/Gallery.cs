using ChatOrleans.TestKit;
using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>
/// Looks at a screen in both sizes and both themes: on a desk in light, in a hand in dark. Where the environment variable
/// <c>CHAT_PICTURES</c> names a folder, in all four ways, and a picture of each is written into it.
/// </summary>
internal sealed class Gallery(Person person)
{
    private static readonly string? Folder =
        Environment.GetEnvironmentVariable("CHAT_PICTURES") is { Length: > 0 } folder ? Path.GetFullPath(folder, Repository.Root) : null;

    private static readonly (string Name, ViewportSize Size)[] Sizes = [("desktop", Person.Desktop), ("phone", Person.Phone)];

    private static readonly (string Name, ColorScheme Scheme)[] Themes = [("light", ColorScheme.Light), ("dark", ColorScheme.Dark)];

    private readonly List<string> _faults = [];

    /// <summary>Notes what axe calls serious, and where the page is wider than the screen.</summary>
    public async Task ShowAsync(string screen)
    {
        foreach (var (size, viewport) in Sizes)
        {
            await person.Page.SetViewportSizeAsync(viewport.Width, viewport.Height);
            foreach (var (theme, scheme) in Themes)
            {
                if (Folder is null && (viewport == Person.Desktop) != (scheme == ColorScheme.Light))
                {
                    continue;
                }

                await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await person.Page.EvaluateAsync("() => Promise.allSettled(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))");
                var name = $"{screen}-{size}-{theme}";
                _faults.AddRange((await Axe.FindAsync(person.Page)).Select(found => $"{name}: {found}"));
                var width = await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                if (width > viewport.Width)
                {
                    _faults.Add($"{name} is {width} pixels wide.");
                }

                if (Folder is not null)
                {
                    await person.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), Caret = ScreenshotCaret.Hide });
                }
            }
        }

        await person.Page.SetViewportSizeAsync(Person.Desktop.Width, Person.Desktop.Height);
    }

    /// <summary>Fails where anything was noted.</summary>
    public void AssertSound() => Assert.True(_faults.Count == 0, string.Join(Environment.NewLine, _faults));
}
