using ChatOrleans.Grains.Push;

namespace ChatOrleans.Silo.Push;

/// <summary>The verb <c>vapid</c>: a key for Web Push. Nothing is stored, and no database is needed.</summary>
internal static class VapidVerb
{
    internal static async Task<int> RunAsync()
    {
        using var key = VapidKey.Create();
        await Console.Out.WriteLineAsync($"Chat:Push:PrivateKey {key.PrivateKey}");
        await Console.Out.FlushAsync();
        await Console.Error.WriteLineAsync(
            $"Keep it as you keep passwords, the same for all silos. Its public part, which browsers get, is {key.PublicKey}");
        return 0;
    }
}
