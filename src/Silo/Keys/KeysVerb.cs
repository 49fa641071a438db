using System.Globalization;
using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Hosts;
using ChatOrleans.Silo.Database;

namespace ChatOrleans.Silo.Keys;

/// <summary>The verb <c>keys</c>: who of the host applications' servers may do what.</summary>
internal static class KeysVerb
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var (action, rest) = args is [var first, .. var others] && !first.StartsWith('-') ? (first, others) : ("list", args);
        if (action is not ("list" or "create" or "revoke"))
        {
            return await Usage.RefuseAsync($"keys {action}");
        }

        using var interruption = new Interruption();
        var configuration = ProgramHosting.CreateBuilder(rest, Program.ShortNames).Configuration;
        // Of the arguments alone: the surroundings may have a HOST or a NAME of their own.
        var request = KeysRequest.Read(new ConfigurationBuilder().AddCommandLine(rest).Build(), action);
        await using var database = await ChatDatabase.OpenAsync(configuration);
        await database.UseAsync(
            (source, cancellationToken) => RunAsync(action, new HostKeys(source, TimeProvider.System), request, cancellationToken),
            interruption.Token);
        return 0;
    }

    private static Task RunAsync(string action, HostKeys keys, KeysRequest request, CancellationToken cancellationToken) => action switch
    {
        "create" => CreateAsync(keys, request, cancellationToken),
        "revoke" => RevokeAsync(keys, request, cancellationToken),
        _ => ListAsync(keys, cancellationToken),
    };

    private static async Task CreateAsync(HostKeys keys, KeysRequest request, CancellationToken cancellationToken)
    {
        var key = await keys.CreateAsync(request.Host, request.Name, request.Scopes, cancellationToken);
        Say($"{key}");
        Console.Error.WriteLine("Keep it: it is not shown again, and nobody can find it out from what is stored.");
    }

    private static async Task RevokeAsync(HostKeys keys, KeysRequest request, CancellationToken cancellationToken)
    {
        if (!await keys.RevokeAsync(request.KeyId, cancellationToken))
        {
            throw new StartupException($"--key is '{request.KeyId}'; there is no such key.");
        }

        Say($"{request.KeyId} is revoked.");
    }

    private static async Task ListAsync(HostKeys keys, CancellationToken cancellationToken)
    {
        foreach (var key in await keys.ListAsync(cancellationToken))
        {
            var revoked = key.RevokedAt is { } at ? string.Create(CultureInfo.InvariantCulture, $", revoked {at:u}") : "";
            Say($"{key.KeyId}: {key.Name} of {key.Host}, {string.Join(' ', key.Scopes)}, made {key.CreatedAt:u}{revoked}");
        }
    }

    private static void Say(FormattableString line)
    {
        Console.Out.WriteLine(line.ToString(CultureInfo.InvariantCulture));
        Console.Out.Flush();
    }
}
