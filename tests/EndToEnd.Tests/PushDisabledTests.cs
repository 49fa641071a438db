using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A server without a key for Web Push says so.</summary>
[Collection(SharedServerGroup.Name)]
public sealed class PushDisabledTests(SharedServer shared)
{
    [Fact]
    public async Task Without_a_key_there_is_nothing_to_subscribe_to()
    {
        var api = shared.Server.Api;
        var ada = await shared.Server.JoinAsync("ada");
        using var device = new PushDevice();
        var subscription = device.Subscription(new Uri("https://push.example/send/1"));
        (await api.GetAsync("/push/key", ada.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "push_disabled");
        (await api.CallAsync(HttpMethod.Put, "/me/push", subscription, ada.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "push_disabled");
        (await api.DeleteAsync("/me/push", ada.AccessToken)).MustBe(HttpStatusCode.NoContent);
    }
}
