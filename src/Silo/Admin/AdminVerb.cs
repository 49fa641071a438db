using System.Globalization;
using ChatOrleans.Gateway.Startup;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Admin;
using ChatOrleans.Silo.Database;

namespace ChatOrleans.Silo.Admin;

/// <summary>The verb <c>admin</c>: who looks after the service. By it the first admin comes to be.</summary>
internal static class AdminVerb
{
    internal static async Task<int> RunAsync(string[] args)
    {
        var (action, rest) = args is [var first, .. var others] && !first.StartsWith('-') ? (first, others) : ("list", args);
        if (action is not ("list" or "grant" or "revoke"))
        {
            return await Usage.RefuseAsync($"admin {action}");
        }

        using var interruption = new Interruption();
        var configuration = ProgramHosting.CreateBuilder(rest, Program.ShortNames).Configuration;
        // Of the arguments alone: the surroundings have a USER of their own.
        var request = AdminRequest.Read(new ConfigurationBuilder().AddCommandLine(rest).Build(), action);
        await using var database = await ChatDatabase.OpenAsync(configuration);
        await database.UseAsync(
            (source, cancellationToken) => RunAsync(action, new AdminRoles(source, TimeProvider.System), request, cancellationToken),
            interruption.Token);
        return 0;
    }

    private static Task RunAsync(string action, AdminRoles roles, AdminRequest request, CancellationToken cancellationToken) =>
        action == "list" ? ListAsync(roles, cancellationToken) : GiveAsync(roles, request, cancellationToken);

    private static async Task GiveAsync(AdminRoles roles, AdminRequest request, CancellationToken cancellationToken)
    {
        if (await roles.GiveAsync(request.User, request.Role, cancellationToken) is not { } given)
        {
            throw new StartupException($"--user is '{request.User}'; nobody has this handle or id.");
        }

        Say(given);
    }

    private static async Task ListAsync(AdminRoles roles, CancellationToken cancellationToken)
    {
        foreach (var role in await roles.ListAsync(cancellationToken))
        {
            Say(role);
        }
    }

    private static void Say(AdminRoleView view)
    {
        var name = view.Role switch
        {
            UserRole.Admin => "admin",
            UserRole.Moderator => "moderator",
            _ => "user",
        };
        var gone = view.Gone ? ", gone" : "";
        Console.Out.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{view.Handle}: {name}{gone}, {view.UserId}"));
        Console.Out.Flush();
    }
}
