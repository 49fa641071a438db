using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.Accounts;

/// <summary>Positional parameters with their types.</summary>
internal static class SqlParameters
{
    public static NpgsqlCommand With<T>(this NpgsqlCommand command, T value)
        where T : notnull
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    public static NpgsqlCommand WithTime(this NpgsqlCommand command, DateTimeOffset? value)
    {
        // PostgreSQL keeps UTC and Npgsql refuses to guess.
        object time = value is { } given ? given.UtcDateTime : DBNull.Value;
        command.Parameters.Add(new NpgsqlParameter { Value = time, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }

    /// <summary>Adds a statement to a batch, whose statements are one transaction and see each what those before it did.</summary>
    public static NpgsqlBatchCommand Add(this NpgsqlBatch batch, string statement)
    {
        var command = new NpgsqlBatchCommand(statement);
        batch.BatchCommands.Add(command);
        return command;
    }

    public static NpgsqlBatchCommand With<T>(this NpgsqlBatchCommand command, T value)
        where T : notnull
    {
        command.Parameters.Add(new NpgsqlParameter<T> { TypedValue = value });
        return command;
    }

    public static NpgsqlBatchCommand WithTime(this NpgsqlBatchCommand command, DateTimeOffset value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = value.UtcDateTime, NpgsqlDbType = NpgsqlDbType.TimestampTz });
        return command;
    }

    public static NpgsqlBatchCommand WithText(this NpgsqlBatchCommand command, string? value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return command;
    }

    public static NpgsqlBatchCommand WithId(this NpgsqlBatchCommand command, Guid? value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return command;
    }

    public static NpgsqlCommand WithText(this NpgsqlCommand command, string? value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return command;
    }

    public static NpgsqlCommand WithId(this NpgsqlCommand command, Guid? value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Uuid });
        return command;
    }

    public static NpgsqlCommand WithNumber(this NpgsqlCommand command, long? value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint });
        return command;
    }
}
