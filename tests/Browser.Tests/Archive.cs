using ChatOrleans.TestKit;

namespace ChatOrleans.Browser.Tests;

/// <summary>A long conversation, written past every browser.</summary>
internal static class Archive
{
    /// <summary>What one line of it says.</summary>
    public static string Line(int number) => number == Marked
        ? $"Line {number:D3}: the zeppelin landed in the meadow."
        : $"Line {number:D3}: {string.Join(' ', Enumerable.Repeat("words and more words", 1 + (number * 7 % 5)))}.";

    /// <summary>The line that has a word of its own.</summary>
    public const int Marked = 21;

    /// <summary>Two people say these lines in turn, and have read them.</summary>
    public static async Task WriteAsync(ChatServer server, Person one, Person other, string threadId, int lines)
    {
        await using var first = await server.ConnectAsync(await server.Api.LoginAsync(one.Handle, one.Password));
        await using var second = await server.ConnectAsync(await server.Api.LoginAsync(other.Handle, other.Password));
        for (var number = 1; number <= lines; number++)
        {
            var client = number % 3 == 0 ? second : first;
            var stored = (await client.SendAsync(threadId, $"line-{number}", Line(number))).Must();
            if (number == lines)
            {
                (await first.MarkReadAsync(threadId, stored.Seq)).Must();
                (await second.MarkReadAsync(threadId, stored.Seq)).Must();
            }
        }
    }
}
