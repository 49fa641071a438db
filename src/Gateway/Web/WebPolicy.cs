namespace ChatOrleans.Gateway.Web;

/// <summary>
/// What pages of the web client may do. It loads scripts and styles from here alone, talks to here alone, shows images and
/// media that it has fetched itself, is framed by nobody, and submits no form: without its script, a password would go
/// into an address.
/// </summary>
internal static class WebPolicy
{
    private const string Content =
        "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' blob: data:; media-src 'self' blob:; " +
        "font-src 'self'; connect-src 'self'; manifest-src 'self'; worker-src 'self'; " +
        "base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

    private const string Permissions =
        "accelerometer=(), camera=(), display-capture=(), geolocation=(), gyroscope=(), magnetometer=(), microphone=(), " +
        "midi=(), payment=(), usb=()";

    public static void Apply(IHeaderDictionary headers)
    {
        headers.ContentSecurityPolicy = Content;
        headers.XContentTypeOptions = "nosniff";
        headers["Referrer-Policy"] = "no-referrer";
        headers["Permissions-Policy"] = Permissions;
        headers["Cross-Origin-Opener-Policy"] = "same-origin";
        headers["Cross-Origin-Resource-Policy"] = "same-origin";
    }
}
