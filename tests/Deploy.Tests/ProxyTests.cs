using System.Globalization;
using System.Text.RegularExpressions;
using ChatOrleans.Deploy.Tests.Compose;
using ChatOrleans.TestKit;
using Xunit.Abstractions;

namespace ChatOrleans.Deploy.Tests;

public sealed partial class ProxyTests(ITestOutputHelper output)
{
    // What the server and the client say to each other at least, by the contract.
    private static readonly TimeSpan Ping = TimeSpan.FromSeconds(15);

    // Variables that hold a request's query, or a page's that sent it.
    private static readonly string[] Tickets = ["$request ", "$request\"", "$request_uri", "$args", "$query_string", "$http_referer"];

    private static readonly IReadOnlyList<NginxStatement> Nginx =
    [
        .. new[] { "nginx/common.conf", "nginx/locations.conf", "nginx/server-tls.conf", "nginx/chat-orleans.conf", "compose/nginx.conf", "compose/server.conf" }
            .SelectMany(file => NginxStatement.Parse(DeployFiles.Read(file.Split('/'))))
            .SelectMany(statement => statement.Everything()),
    ];

    [Fact]
    public void A_ticket_is_in_no_log()
    {
        var format = Assert.Single(Nginx, statement => statement.Name == "log_format");
        Assert.DoesNotContain(Tickets, string.Join("", format.Words.Skip(2)).Contains);
        Assert.All(Nginx.Where(statement => statement.Name == "access_log"), log => Assert.True(
            log.Words[1] == "off" || log.Words[2] == format.Words[1]));

        // Errors above this level have no request's line in them.
        var hub = Nginx.Single(statement => statement.Name == "location" && statement.Words[1] == "/hubs/");
        Assert.Equal("crit", hub.Block.Single(statement => statement.Name == "error_log").Words[2]);
        Assert.Contains("%HPO", DeployFiles.Read("haproxy", "haproxy.cfg"), StringComparison.Ordinal);
    }

    [Fact]
    public void WebSockets_are_kept()
    {
        var headers = Nginx.Where(statement => statement.Name == "proxy_set_header").ToDictionary(header => header.Words[1], header => header.Words[2]);
        var map = Assert.Single(Nginx, statement => statement.Name == "map");
        Assert.Equal("$http_upgrade", headers["Upgrade"]);
        Assert.Equal("$http_upgrade", map.Words[1]);
        Assert.Equal(map.Words[2], headers["Connection"]);
        Assert.Equal("upgrade", map.Block.Single(line => line.Name == "default").Words[1]);
        Assert.Equal("1.1", Nginx.Single(statement => statement.Name == "proxy_http_version").Words[1]);

        var hub = Nginx.Single(statement => statement.Name == "location" && statement.Words[1] == "/hubs/");
        foreach (var timeout in new[] { "proxy_read_timeout", "proxy_send_timeout" })
        {
            Assert.True(Seconds(hub.Block.Single(statement => statement.Name == timeout).Words[1]) > 2 * Ping);
        }

        var tunnel = DeployFiles.Read("haproxy", "haproxy.cfg").Split('\n').Single(line => line.Trim().StartsWith("timeout tunnel", StringComparison.Ordinal));
        Assert.True(Seconds(tunnel.Trim().Split(' ')[^1]) > 2 * Ping);
    }

    [Fact]
    public void Nobody_says_for_himself_where_he_comes_from()
    {
        var headers = Nginx.Where(statement => statement.Name == "proxy_set_header").ToDictionary(header => header.Words[1], header => header.Words[2]);
        Assert.Equal("$remote_addr", headers["X-Forwarded-For"]);
        Assert.Equal("$scheme", headers["X-Forwarded-Proto"]);
        Assert.Equal("$http_host", headers["Host"]);
        var haproxy = DeployFiles.Read("haproxy", "haproxy.cfg");
        Assert.Contains("set-header X-Forwarded-For %[src]", haproxy, StringComparison.Ordinal);
    }

    [Fact]
    public void The_gateways_of_the_compose_file_are_behind_its_proxy()
    {
        var file = ComposeFile.Read();
        var upstream = NginxStatement.Parse(DeployFiles.Read("compose", "nginx.conf")).SelectMany(statement => statement.Everything())
            .Single(statement => statement.Name == "upstream");
        Assert.Equal(
            file.Nodes.Where(node => node.Role == "gateway").Select(node => $"{node.Name}:{ImageFile.HttpPort}"),
            upstream.Block.Where(statement => statement.Name == "server").Select(server => server.Words[1]));
        Assert.All(
            Nginx.Where(statement => statement.Name == "proxy_pass"),
            pass => Assert.Equal($"http://{upstream.Words[1]}", pass.Words[1]));
    }

    [Theory]
    [InlineData("compose", "nginx.conf", "server.conf")]
    [InlineData("compose", "nginx.conf", "../nginx/server-tls.conf")]
    [InlineData("nginx", "chat-orleans.conf", "server-tls.conf")]
    public async Task Nginx_takes_the_files(string place, string main, string server)
    {
        using var folder = new CertifiedFolder();
        foreach (var file in new[] { "common.conf", "locations.conf" })
        {
            folder.Add(file, DeployFiles.Read("nginx", file));
        }

        folder.Add("server.conf", OnFreePorts(DeployFiles.Read(place, server)));
        folder.Add("server-tls.conf", OnFreePorts(DeployFiles.Read("nginx", "server-tls.conf")));
        var path = folder.Add(main, OnFreePorts(DeployFiles.Read(place, main))
            .Replace("gateway-1:", "127.0.0.1:", StringComparison.Ordinal)
            .Replace("gateway-2:", "127.0.0.1:", StringComparison.Ordinal));
        if (place == "nginx")
        {
            // As it is included by nginx's own file.
            path = folder.AddAsIs("nginx.conf", $"pid {folder.Path}/nginx.pid; events {{ }} http {{ include {path}; }}");
        }

        var answer = await Tool.AskAsync(output, "nginx", ["-t", "-c", path]);
        Assert.True(answer is null or { ExitCode: 0 }, answer?.Error);
    }

    [Fact]
    public async Task Haproxy_takes_the_file()
    {
        using var folder = new CertifiedFolder();
        var path = folder.AddAsIs("haproxy.cfg", DeployFiles.Read("haproxy", "haproxy.cfg")
            .Replace("/etc/haproxy/chat.pem", folder.CombinedCertificate, StringComparison.Ordinal));
        var answer = await Tool.AskAsync(output, "haproxy", ["-c", "-f", path]);
        Assert.True(answer is null or { ExitCode: 0 }, answer?.Error);
    }

    // nginx listens even when it is only asked, and not everybody may listen on 443, or by IPv6.
    private static string OnFreePorts(string text) => Listening.Replace(
        OtherFamily.Replace(text, ""), _ => $"listen 127.0.0.1:{FreePorts.Next().ToString(CultureInfo.InvariantCulture)}");

    [GeneratedRegex(@"listen (127\.0\.0\.1:)?\d+")]
    private static partial Regex Listening { get; }

    [GeneratedRegex(@"listen \[::\][^;]*;")]
    private static partial Regex OtherFamily { get; }

    private static TimeSpan Seconds(string text) =>
        TimeSpan.FromSeconds(int.Parse(text.TrimEnd('s'), CultureInfo.InvariantCulture));
}
