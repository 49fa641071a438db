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

    public static NpgsqlCommand WithText(this NpgsqlCommand command, string? value)
    {
        command.Parameters.Add(new NpgsqlParameter { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Text });
        return command;
    }
}
