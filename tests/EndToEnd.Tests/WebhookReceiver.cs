using System.Globalization;
using System.Net;
using System.Security.Cryptography;
using System.Text;

namespace ChatOrleans.EndToEnd.Tests;

/// <summary>A host application's endpoint: checks who tells it something, and takes what it is set to take.</summary>
public sealed class WebhookReceiver() : PostReceiver<WebhookPost>("hook/")
{
    private readonly byte[] _secret = RandomNumberGenerator.GetBytes(32);
    private readonly Dictionary<string, int> _refusals = [];

    /// <summary>The secret, as the configuration has it.</summary>
    public string Secret => $"whsec_{Convert.ToBase64String(_secret)}";

    /// <summary>Refuses posts that hold this text so many times.</summary>
    public void Refuse(string text, int times)
    {
        lock (Gate)
        {
            _refusals[text] = times;
        }
    }

    /// <summary>All posts whose body holds a text, in the order in which they came, once there are so many.</summary>
    public Task<IReadOnlyList<WebhookPost>> ExpectAsync(string text, int count) => ExpectAsync(
        post => post.Body.Contains(text, StringComparison.Ordinal), count, $"The endpoint was not told {count} times of '{text}'.");

    protected override WebhookPost Answer(HttpListenerRequest request, byte[] body, HttpListenerResponse response)
    {
        var text = Encoding.UTF8.GetString(body);
        var (id, timestamp) = (request.Headers["webhook-id"]!, request.Headers["webhook-timestamp"]!);
        var signature = Convert.ToBase64String(HMACSHA256.HashData(_secret, Encoding.UTF8.GetBytes($"{id}.{timestamp}.{text}")));
        var isSound = request.Headers["webhook-signature"] == $"v1,{signature}" && request.ContentType == "application/json";
        var isTaken = isSound && !IsRefused(text);
        response.StatusCode = isTaken ? 204 : 500;
        return new WebhookPost(id, long.Parse(timestamp, CultureInfo.InvariantCulture), text, isSound, isTaken);
    }

    private bool IsRefused(string body)
    {
        if (_refusals.Keys.FirstOrDefault(text => body.Contains(text, StringComparison.Ordinal)) is not { } text || _refusals[text] == 0)
        {
            return false;
        }

        _refusals[text]--;
        return true;
    }
}
