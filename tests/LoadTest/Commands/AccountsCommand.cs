using System.CommandLine;
using ChatOrleans.LoadTest.Accounts;

namespace ChatOrleans.LoadTest.Commands;

/// <summary><c>accounts</c>: makes the accounts of later runs beforehand; hashing their passwords takes its time.</summary>
internal static class AccountsCommand
{
    public static Command Create()
    {
        var url = UrlOption.Server();
        var count = Bounded.Option("--count", 1_000, 1, 120_000, "accounts: two for each pair");
        var file = new Option<string>("--accounts") { Description = "the file that keeps them, with their tokens", Required = true };
        var command = new Command("accounts", $"Makes accounts for later runs, and renews those that are there.\n{ServerLimits.Advice}")
        {
            url, count, file,
        };
        command.SetAction(async (parsed, cancellationToken) =>
        {
            var accounts = await AccountSource.TakeAsync(
                parsed.GetRequiredValue(url), parsed.GetValue(count), parsed.GetRequiredValue(file), cancellationToken);
            await Console.Out.WriteLineAsync($"{accounts.Count} accounts are in {parsed.GetRequiredValue(file)}");
        });
        return command;
    }
}
