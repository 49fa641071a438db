using System.Net;
using System.Text.Json;

namespace ChatOrleans.TestKit;

/// <summary>An HTTP answer, read to its end.</summary>
public sealed record HttpAnswer(HttpStatusCode Status, string? ContentType, string Text)
{
    /// <summary>What the header <c>Retry-After</c> says.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>The body as JSON.</summary>
    public JsonElement Json => JsonDocument.Parse(Text).RootElement;

    /// <summary>The body, when the status is this one; anything else fails the test.</summary>
    public T Must<T>(HttpStatusCode status)
    {
        MustBe(status);
        return Wire.Read<T>(Json);
    }

    /// <summary>Fails the test unless the status is this one.</summary>
    public void MustBe(HttpStatusCode status)
    {
        if (Status != status)
        {
            throw new ExpectationException($"Expected {(int)status}, got {(int)Status}: {Text}");
        }
    }

    /// <summary>The problem document with this status and code; anything else fails the test.</summary>
    public RefusalShape MustRefuse(HttpStatusCode status, string code)
    {
        MustBe(status);
        if (ContentType != "application/problem+json")
        {
            throw new ExpectationException($"Expected a problem document, got {ContentType}: {Text}");
        }

        var json = Json;
        var refusal = Wire.Read<RefusalShape>(json);
        var stated = json.TryGetProperty("status", out var number) ? number.GetInt32() : 0;
        return refusal.Code == code && stated == (int)status
            ? refusal
            : throw new ExpectationException($"Expected the refusal {code} ({(int)status}), got {Text}");
    }
}
