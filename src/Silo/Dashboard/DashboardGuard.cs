using System.Net.Http.Headers;
using System.Security.Cryptography;
using System.Text;
using ChatOrleans.Telemetry.Networks;

namespace ChatOrleans.Silo.Dashboard;

/// <summary>
/// Who sees the dashboard: those of the networks, on the port, with the key. To all others it isn't there, or asks for
/// the key.
/// </summary>
internal sealed class DashboardGuard(DashboardOptions options)
{
    private static readonly string[] Loopback = ["127.0.0.0/8", "::1"];

    private readonly NetworkSet _networks = new(options.Networks.Count > 0 ? options.Networks : Loopback);
    private readonly byte[] _key = SHA256.HashData(Encoding.UTF8.GetBytes(options.Key));

    /// <summary>Lets the call through, or answers it.</summary>
    public async ValueTask<object?> FilterAsync(EndpointFilterInvocationContext call, EndpointFilterDelegate next)
    {
        var context = call.HttpContext;
        if (!_networks.Holds(context) || !IsOnPort(context) || ShowsState(context.Request.Path))
        {
            return Results.NotFound();
        }

        if (HasKey(context.Request.Headers.Authorization))
        {
            return await next(call);
        }

        context.Response.Headers.WWWAuthenticate = "Basic realm=\"dashboard\", charset=\"UTF-8\"";
        return Results.Text("The key is missing or wrong.", statusCode: StatusCodes.Status401Unauthorized);
    }

    private bool IsOnPort(HttpContext context) => options.Port == 0 || context.Connection.LocalPort == options.Port;

    // It calls grains' methods by their names, which is more than looking.
    private static bool ShowsState(PathString path) =>
        path.Value?.EndsWith("/GrainState", StringComparison.OrdinalIgnoreCase) is true;

    private bool HasKey(string? header)
    {
        if (!AuthenticationHeaderValue.TryParse(header, out var credential)
            || !string.Equals(credential.Scheme, "Basic", StringComparison.OrdinalIgnoreCase))
        {
            return false;
        }

        var bytes = new byte[credential.Parameter?.Length ?? 0];
        if (!Convert.TryFromBase64String(credential.Parameter ?? string.Empty, bytes, out var length))
        {
            return false;
        }

        var pair = Encoding.UTF8.GetString(bytes, 0, length);
        var password = pair[(pair.IndexOf(':', StringComparison.Ordinal) + 1)..];
        return CryptographicOperations.FixedTimeEquals(SHA256.HashData(Encoding.UTF8.GetBytes(password)), _key);
    }
}
