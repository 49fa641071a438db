using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.Browser.Tests;

/// <summary>What the server has stored, asked for past every browser.</summary>
internal static class Truth
{
    private const int Page = 100;

    /// <summary>The texts of a thread's messages in their order.</summary>
    public static async Task<IReadOnlyList<string>> TextsAsync(ChatServer server, Person member, string threadId)
    {
        var account = await server.Api.LoginAsync(member.Handle, member.Password);
        var texts = new List<string>();
        for (long after = 0; ;)
        {
            var page = (await server.Api.GetAsync($"/threads/{threadId}/messages?after={after}&limit={Page}", account.AccessToken))
                .Must<HistoryShape>(HttpStatusCode.OK);
            texts.AddRange(page.Messages.Select(message => message.Text ?? ""));
            if (!page.HasAfter)
            {
                return texts;
            }

            after = page.Messages[^1].Seq;
        }
    }
}
