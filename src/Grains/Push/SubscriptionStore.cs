using ChatOrleans.Grains.Abstractions.Push;
using ChatOrleans.Grains.Abstractions.Users;
using ChatOrleans.Grains.Accounts;
using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Push;

/// <summary>Devices' subscriptions, at home.</summary>
internal sealed class SubscriptionStore(NpgsqlDataSource source, TimeProvider time)
{
    /// <summary>Subscriptions of one user; one more takes the place of the oldest.</summary>
    public const int PerUser = 20;

    // Both of so many failures and so long a silence: a push service that is down for an hour costs nobody anything.
    private const int DeadAfter = 20;
    private static readonly TimeSpan SilentFor = TimeSpan.FromDays(1);

    private static readonly string ReleaseStatement = SqlText.Of<SubscriptionStore>("release_endpoint");
    private static readonly string SubscribeStatement = SqlText.Of<SubscriptionStore>("subscribe");
    private static readonly string KeepStatement = SqlText.Of<SubscriptionStore>("keep_newest");
    private static readonly string UnsubscribeStatement = SqlText.Of<SubscriptionStore>("unsubscribe");
    private static readonly string DropStatement = SqlText.Of<SubscriptionStore>("drop");
    private static readonly string ForgetStatement = SqlText.Of<SubscriptionStore>("forget");
    private static readonly string TookStatement = SqlText.Of<SubscriptionStore>("took");
    private static readonly string FailedStatement = SqlText.Of<SubscriptionStore>("failed");

    /// <summary>Makes this the session's subscription and no other's; false when the session has ended.</summary>
    public async Task<bool> PutAsync(UserId user, Guid sessionId, PushSubscription subscription)
    {
        try
        {
            return await TryPutAsync(user, sessionId, subscription);
        }
        catch (PostgresException e) when (e.SqlState is PostgresErrorCodes.UniqueViolation or PostgresErrorCodes.DeadlockDetected)
        {
            // Another session has named the same endpoint at the same time; it has it now, and gives it up.
            return await TryPutAsync(user, sessionId, subscription);
        }
    }

    /// <summary>Takes the session's subscription away.</summary>
    public async Task RemoveAsync(UserId user, Guid sessionId)
    {
        await using var command = source.CreateCommand(UnsubscribeStatement).With(user.Value).With(sessionId);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Forgets a subscription, unless it has another endpoint by now.</summary>
    public async Task DropAsync(Guid subscriptionId, string endpoint)
    {
        await using var command = source.CreateCommand(DropStatement).With(subscriptionId).With(endpoint);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>Forgets a target with all that there is of it.</summary>
    public async Task ForgetAsync(Guid targetId)
    {
        await using var command = source.CreateCommand(ForgetStatement).With(targetId);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>It has taken something.</summary>
    public async Task TookAsync(Guid subscriptionId)
    {
        await using var command = source.CreateCommand(TookStatement).With(subscriptionId);
        await command.ExecuteNonQueryAsync();
    }

    /// <summary>It has not; true when it is dead by now.</summary>
    public async Task<bool> FailedAsync(Guid subscriptionId, string endpoint)
    {
        await using var command = source.CreateCommand(FailedStatement)
            .With(subscriptionId).With(endpoint).With(DeadAfter).With(SilentFor);
        return await command.ExecuteScalarAsync() is true;
    }

    private async Task<bool> TryPutAsync(UserId user, Guid sessionId, PushSubscription subscription)
    {
        await using var batch = source.CreateBatch();
        batch.Add(ReleaseStatement).With(subscription.Endpoint).With(sessionId);
        var put = batch.Add(SubscribeStatement)
            .With(Guid.NewGuid())
            .With(user.Value)
            .With(sessionId)
            .With(subscription.Endpoint)
            .With(subscription.P256dh.ToArray())
            .With(subscription.Auth.ToArray())
            .WithTime(time.GetUtcNow());
        put.Parameters.Add(new NpgsqlParameter
        {
            Value = subscription.ExpiresAt is { } at ? at.UtcDateTime : DBNull.Value,
            NpgsqlDbType = NpgsqlDbType.TimestampTz,
        });
        batch.Add(KeepStatement).With(user.Value).With(PerUser);
        await batch.ExecuteNonQueryAsync();
        return put.RecordsAffected > 0;
    }
}
