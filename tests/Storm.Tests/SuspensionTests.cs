using System.Net;
using ChatOrleans.TestKit;

namespace ChatOrleans.Storm.Tests;

[Collection(TwoGatewaysGroup.Name)]
public sealed class SuspensionTests(TwoGateways gateways)
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Who_is_suspended_at_one_gateway_is_out_at_the_other()
    {
        var topology = gateways.Topology;
        using var one = new ChatApi(() => topology.Urls[0]);
        using var other = new ChatApi(() => topology.Urls[1]);
        var (root, ada) = (await topology.RegisterAsync("root"), await topology.RegisterAsync("ada"));

        // While the silo runs: the verb and the silo share the database.
        await topology.RunVerbAsync("admin", "grant", "--user", root.UserId);
        var admin = await one.LoginAsync(root.Handle);
        Assert.Equal("admin", admin.Role);
        await using var client = await ChatClient.ConnectAsync(topology.Urls[1], ada.AccessToken);
        (await client.SyncAsync()).Must();
        var ticket = await other.IssueTicketAsync(ada.AccessToken);

        (await one.PostAsync($"/admin/users/{ada.UserId}/suspend", new { reason = "spam" }, admin.AccessToken)).MustBe(HttpStatusCode.NoContent);
        (await one.GetAsync("/me", ada.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");

        // The other gateway knows when the connection closes.
        await client.Hub.Closed.WaitAsync(Patience);
        (await other.GetAsync("/me", ada.AccessToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        (await other.RefreshAsync(ada.RefreshToken)).MustRefuse(HttpStatusCode.Unauthorized, "unauthenticated");
        foreach (var (credential, inQuery) in new[] { (ada.AccessToken, false), (ticket.Value, true) })
        {
            var refused = await Assert.ThrowsAsync<ConnectRefusedException>(
                () => ChatClient.ConnectAsync(topology.Urls[1], credential, inQuery));
            Assert.Equal(HttpStatusCode.Unauthorized, refused.Status);
        }

        // A role that is taken is void at every gateway with the next call.
        (await other.GetAsync("/admin/reports", admin.AccessToken)).MustBe(HttpStatusCode.OK);
        await topology.RunVerbAsync("admin", "revoke", "--user", root.Handle);
        (await other.GetAsync("/admin/reports", admin.AccessToken)).MustRefuse(HttpStatusCode.Forbidden, "forbidden");
    }
}
