using System.Net;
using ChatOrleans.Gateway.Startup;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway;

internal sealed class GatewayOptionsValidator : IValidateOptions<GatewayOptions>
{
    private const int MinBodyBytes = 64 * 1024;
    private const int MaxBodyBytes = 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, GatewayOptions options)
    {
        var errors = new List<string>();
        foreach (var origin in options.AllowedOrigins.Where(origin => !IsOrigin(origin)))
        {
            errors.Add($"{GatewayOptions.Section}:AllowedOrigins holds '{origin}'; an origin is http(s)://host[:port] without a path, or *.");
        }

        foreach (var proxy in options.TrustedProxies.Where(proxy => !IPAddress.TryParse(proxy, out _) && !IPNetwork.TryParse(proxy, out _)))
        {
            errors.Add($"{GatewayOptions.Section}:TrustedProxies holds '{proxy}'; a proxy is an IP address or a network such as 10.0.0.0/8.");
        }

        new OptionBounds(GatewayOptions.Section, errors)
            .Check(nameof(options.MaxBodyBytes), options.MaxBodyBytes, MinBodyBytes, MaxBodyBytes);
        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static bool IsOrigin(string text) =>
        text == "*" ||
        (Uri.TryCreate(text, UriKind.Absolute, out var uri) &&
         (uri.Scheme == Uri.UriSchemeHttp || uri.Scheme == Uri.UriSchemeHttps) &&
         string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase));
}
