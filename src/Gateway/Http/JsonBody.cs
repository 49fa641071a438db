using System.Text.Json;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.Http.Json;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Http;

/// <summary>Reads a call's body. Malformed fields don't fail it (see <see cref="Json.Field{T}"/>), so that the answer can name them.</summary>
internal static class JsonBody
{
    /// <exception cref="BadHttpRequestException">The body is too large, of another type, or broke off.</exception>
    public static async Task<Result<T>> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
        {
            throw new BadHttpRequestException("The body is not JSON.", StatusCodes.Status415UnsupportedMediaType);
        }

        var json = context.RequestServices.GetRequiredService<IOptions<JsonOptions>>().Value.SerializerOptions;
        try
        {
            return await JsonSerializer.DeserializeAsync<T>(context.Request.Body, json, context.RequestAborted) is { } body
                ? body
                : Malformed();
        }
        catch (JsonException)
        {
            return Malformed();
        }
    }

    private static Refusal Malformed() => Refusal.InvalidArgument(string.Empty, "The body is not a JSON object.");
}
