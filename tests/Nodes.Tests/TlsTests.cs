using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography.X509Certificates;
using ChatOrleans.TestKit;
using Npgsql;

namespace ChatOrleans.Nodes.Tests;

public sealed class TlsTests
{
    [Fact]
    public async Task Nodes_of_one_authority_talk_and_strangers_are_refused()
    {
        using var authority = new CertificateAuthority("ours");
        using var stranger = new CertificateAuthority("theirs");
        await using var topology = await ChatTopology.StartAsync(silos: 2, gateways: 0, settings: authority.Settings());
        await using var talk = await Chatter.StartAsync(topology, gateway: 0);
        await talk.SendAsync();
        await talk.MustHoldAllAsync();

        using var own = authority.Issue();
        using var foreign = stranger.Issue();
        foreach (var port in await PortsAsync(topology.Postgres))
        {
            // A member is spoken to, or waited for: it has not said a word yet. Strangers are sent away at once.
            var member = HearAsync(port, authority, own);
            Assert.False(await HearAsync(port, authority, foreign).WaitAsync(Patience.Deadline));
            Assert.False(await HearAsync(port, authority, certificate: null).WaitAsync(Patience.Deadline));
            Assert.True(!member.IsCompleted || await member);
        }
    }

    /// <summary>Connects and says nothing: true when the node says something, false when it ends the connection.</summary>
    private static async Task<bool> HearAsync(IPEndPoint port, CertificateAuthority authority, X509Certificate2? certificate)
    {
        using var client = new TcpClient();
        await client.ConnectAsync(port);
        await using var stream = new SslStream(client.GetStream(), leaveInnerStreamOpen: false);
        try
        {
            await stream.AuthenticateAsClientAsync(new SslClientAuthenticationOptions
            {
                TargetHost = CertificateAuthority.NodeName,
                CertificateChainPolicy = authority.Policy(),
                ApplicationProtocols = [new SslApplicationProtocol("Orleans1")],
                ClientCertificates = certificate is null ? null : [certificate],
            });
            return await stream.ReadAsync(new byte[1]) > 0;
        }
        catch (Exception refusal) when (refusal is AuthenticationException or IOException)
        {
            // An alert, in the handshake or after it.
            return false;
        }
    }

    private static async Task<List<IPEndPoint>> PortsAsync(PostgresServer postgres)
    {
        await using var source = NpgsqlDataSource.Create(postgres.ConnectionString);
        await using var command = source.CreateCommand(
            "SELECT address, unnest(ARRAY[port, gateway_port]) FROM orleans_member WHERE status = 3");
        await using var row = await command.ExecuteReaderAsync();
        var ports = new List<IPEndPoint>();
        while (await row.ReadAsync())
        {
            ports.Add(new IPEndPoint(IPAddress.Parse(row.GetString(0)), row.GetInt32(1)));
        }

        Assert.Equal(4, ports.Count);
        return ports;
    }
}
