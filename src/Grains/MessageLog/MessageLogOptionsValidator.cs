using System.Text.RegularExpressions;
using ChatOrleans.Grains.Shards;
using Microsoft.Extensions.Options;
using Npgsql;

namespace ChatOrleans.Grains.MessageLog;

internal sealed partial class MessageLogOptionsValidator : IValidateOptions<MessageLogOptions>
{
    private const int MaxShards = 64;

    [GeneratedRegex("^[a-z0-9-]{1,32}\\z")]
    private static partial Regex ShardName { get; }

    public ValidateOptionsResult Validate(string? name, MessageLogOptions options)
    {
        List<string> errors = [];
        Require(options.Writers is >= 1 and <= 16, "Writers must be 1 to 16");
        Require(options.BatchRows is >= 1 and <= 10_000, "BatchRows must be 1 to 10,000");
        Require(options.QueueLimit is >= 100 and <= 1_000_000, "QueueLimit must be 100 to 1,000,000");
        Require(
            options.QueueDelay >= TimeSpan.FromMilliseconds(10) && options.QueueDelay <= TimeSpan.FromSeconds(60),
            "QueueDelay must be 10 ms to 60 s");
        Require(
            options.CommandTimeout >= TimeSpan.FromSeconds(1) && options.CommandTimeout <= TimeSpan.FromSeconds(60),
            "CommandTimeout must be 1 to 60 s");
        Require(options.Shards.Count <= MaxShards, $"Shards must be {MaxShards} at most");
        foreach (var (shard, connectionString) in options.Shards)
        {
            Require(
                ShardName.IsMatch(shard) && shard != LogShard.Home,
                $"Shards:{shard} must have a name of 1 to 32 of a-z, 0-9 and '-', and not '{LogShard.Home}'");
            Require(IsConnectionString(connectionString), $"Shards:{shard} must be a PostgreSQL connection string");
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);

        void Require(bool holds, string rule)
        {
            if (!holds)
            {
                errors.Add($"{MessageLogOptions.Section}:{rule}.");
            }
        }
    }

    private static bool IsConnectionString(string value)
    {
        try
        {
            return new NpgsqlConnectionStringBuilder(value).Host is { Length: > 0 };
        }
        catch (ArgumentException)
        {
            return false;
        }
    }
}
