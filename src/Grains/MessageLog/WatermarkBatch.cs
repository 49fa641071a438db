using ChatOrleans.Grains.Storage;
using Npgsql;
using NpgsqlTypes;

namespace ChatOrleans.Grains.MessageLog;

/// <summary>Watermarks on their way to one <c>mark.sql</c>, coalesced to one row a member.</summary>
internal static class WatermarkBatch
{
    private static readonly string Statement = SqlText.Of<WatermarkWrite>("mark");

    public static NpgsqlBatchCommand ToCommand(List<WatermarkWrite> writes)
    {
        var highest = new Dictionary<(Guid ThreadId, Guid UserId), (long Delivered, long Read)>(writes.Count);
        foreach (var write in writes)
        {
            var key = (write.ThreadId.Value, write.UserId.Value);
            highest.TryGetValue(key, out var marks);
            highest[key] = (Math.Max(marks.Delivered, write.DeliveredSeq), Math.Max(marks.Read, write.ReadSeq));
        }

        return new NpgsqlBatchCommand(Statement)
        {
            Parameters =
            {
                new() { Value = highest.Keys.Select(k => k.ThreadId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = highest.Keys.Select(k => k.UserId).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Uuid },
                new() { Value = highest.Values.Select(v => v.Delivered).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
                new() { Value = highest.Values.Select(v => v.Read).ToArray(), NpgsqlDbType = NpgsqlDbType.Array | NpgsqlDbType.Bigint },
            },
        };
    }
}
