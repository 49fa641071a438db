using System.Net;
using ChatOrleans.Conformance.Tests.Drivers;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Running;

/// <summary>The runner's own calls, past all clients.</summary>
internal static class ServerCalls
{
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(100);

    /// <summary>Calls, and again for as long as the server sheds load: it is asked a lot on a machine that has little.</summary>
    public static async Task<HttpAnswer> CallAsync(Func<Task<HttpAnswer>> call)
    {
        var began = TimeProvider.System.GetTimestamp();
        while (true)
        {
            var answer = await call();
            if (answer.Status != HttpStatusCode.ServiceUnavailable || TimeProvider.System.GetElapsedTime(began) > Device.Patience)
            {
                return answer;
            }

            await Task.Delay(Pause);
        }
    }
}
