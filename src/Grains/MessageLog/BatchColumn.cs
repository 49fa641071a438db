using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>A list of a batch as an array that a statement unnests.</summary>
internal static class BatchColumn
{
    /// <summary>Takes the list as it is when the statement runs, and copies nothing.</summary>
    public static NpgsqlParameter<List<T>> Of<T>(List<T> values, NpgsqlDbType type) =>
        new() { TypedValue = values, NpgsqlDbType = NpgsqlDbType.Array | type };
}
