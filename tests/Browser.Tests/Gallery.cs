using Microsoft.Playwright;

namespace ChatOrleans.Browser.Tests;

/// <summary>
/// Looks at a screen in both sizes and both themes. Where the environment variable <c>CHAT_PICTURES</c> names a folder, a
/// picture of each is written into it.
/// </summary>
internal static class Gallery
{
    private static readonly string? Folder = Environment.GetEnvironmentVariable("CHAT_PICTURES");

    private static readonly (string Name, ViewportSize Size)[] Sizes = [("desktop", Person.Desktop), ("phone", Person.Phone)];

    private static readonly (string Name, ColorScheme Scheme)[] Themes = [("light", ColorScheme.Light), ("dark", ColorScheme.Dark)];

    /// <summary>Fails where axe finds something serious, or where the page is wider than the screen.</summary>
    public static async Task ShowAsync(Person person, string screen)
    {
        foreach (var (size, viewport) in Sizes)
        {
            await person.Page.SetViewportSizeAsync(viewport.Width, viewport.Height);
            foreach (var (theme, scheme) in Themes)
            {
                await person.Page.EmulateMediaAsync(new() { ColorScheme = scheme });
                await person.Page.EvaluateAsync("() => Promise.all(document.getAnimations().filter((one) => one instanceof CSSTransition).map((one) => one.finished))");
                var name = $"{screen}-{size}-{theme}";
                await Axe.AssertAccessibleAsync(person.Page, name);
                var width = await person.Page.EvaluateAsync<int>("() => document.documentElement.scrollWidth");
                Assert.True(width <= viewport.Width, $"{name} is {width} pixels wide.");
                if (Folder is { Length: > 0 })
                {
                    await person.Page.ScreenshotAsync(new() { Path = Path.Combine(Folder, $"{name}.png"), Caret = ScreenshotCaret.Hide });
                }
            }
        }

        await person.Page.SetViewportSizeAsync(Person.Desktop.Width, Person.Desktop.Height);
    }
}
