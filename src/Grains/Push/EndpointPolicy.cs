using System.Net;
using ChatOrleans.Grains.Webhooks;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Push;

/// <summary>
/// Which addresses subscriptions may name. What a name stands for is looked at when it is connected to; an address that
/// never can be is refused at once.
/// </summary>
internal sealed class EndpointPolicy(IOptions<NotificationOptions> options)
{
    private readonly NotificationOptions _options = options.Value;

    public bool Allows(string endpoint) =>
        Uri.TryCreate(endpoint, UriKind.Absolute, out var uri) &&
        (uri.Scheme == Uri.UriSchemeHttps || (uri.Scheme == Uri.UriSchemeHttp && _options.AllowHttp)) &&
        uri.UserInfo.Length == 0 &&
        (_options.AllowPrivateAddresses || IsPublic(uri)) &&
        (_options.Hosts.Count == 0 || _options.Hosts.Any(host => IsWithin(uri.IdnHost, host)));

    private static bool IsPublic(Uri uri) =>
        IPAddress.TryParse(uri.IdnHost, out var address)
            ? AddressGuard.IsPublic(address)
            : !IsWithin(uri.IdnHost, "localhost");

    private static bool IsWithin(string host, string domain) =>
        host.EndsWith(domain, StringComparison.OrdinalIgnoreCase) &&
        (host.Length == domain.Length || host[^(domain.Length + 1)] == '.');
}
