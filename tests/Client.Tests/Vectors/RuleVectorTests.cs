using ChatOrleans.Client.Commands;
using ChatOrleans.Client.Connecting;

namespace ChatOrleans.Client.Tests.Vectors;

/// <summary>Rules of the connection and the outbox, as the vectors of all clients have them.</summary>
public sealed class RuleVectorTests
{
    [Fact]
    public void Next_EachAttempt_WaitsAsTheVectorHasIt()
    {
        foreach (var one in VectorFile.Read("backoff.json").GetProperty("cases").EnumerateArray())
        {
            var backoff = new Backoff(TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(30), () => one.GetProperty("random").GetDouble());
            for (var attempt = one.GetProperty("attempt").GetInt32(); attempt > 0; attempt--)
            {
                backoff.Next();
            }

            var asked = one.TryGetProperty("retryAfterMs", out var wait) ? TimeSpan.FromMilliseconds(wait.GetInt64()) : (TimeSpan?)null;
            Assert.Equal(one.GetProperty("delayMs").GetInt64(), backoff.Next(asked).TotalMilliseconds);
        }
    }

    [Fact]
    public void IsOpen_EachCode_SettlesAsTheVectorHasIt()
    {
        foreach (var one in VectorFile.Read("settling.json").GetProperty("cases").EnumerateArray())
        {
            var code = one.GetProperty("code").GetString()!;
            var isOpen = Settling.IsOpen(new ChatException(code, "refused"), attempts: 0);
            Assert.True(one.GetProperty("then").GetString() == (isOpen ? "again" : "failed"), code);
        }
    }
}
