using ChatOrleans.LoadTest;

namespace ChatOrleans.Faults.Runs;

/// <summary>Does what <see cref="Plant"/> names.</summary>
internal static class Planting
{
    // Of the run before the audit: people of earlier runs write no more.
    private const string Victim =
        """
        SELECT l.thread_id, max(l.seq) AS seq
        FROM message_log l
        WHERE l.type = 1 AND l.at > now() - interval '1 minute'
        GROUP BY l.thread_id ORDER BY max(l.at) DESC LIMIT 1
        """;

    public static Func<Lab, CancellationToken, Task>? Of(Plant plant) => plant switch
    {
        Plant.None => null,
        Plant.Deleted => Do($"DELETE FROM message_log l USING ({Victim}) v WHERE l.thread_id = v.thread_id AND l.seq = v.seq"),
        Plant.Changed => Do($"UPDATE message_log l SET text = 'x' || substr(text, 2) FROM ({Victim}) v WHERE l.thread_id = v.thread_id AND l.seq = v.seq"),
        Plant.TwoActive => Do(
            """
            UPDATE thread_member m SET phase = gen_random_uuid()
            FROM (
                SELECT user_id FROM thread_member
                WHERE thread_id IN (SELECT thread_id FROM message_log WHERE at > now() - interval '1 minute')
                GROUP BY user_id HAVING count(*) > 1 LIMIT 1
            ) v
            WHERE m.user_id = v.user_id
            """),
        _ => throw new SetUpException($"There is no plant {plant}."),
    };

    private static Func<Lab, CancellationToken, Task> Do(string statement) => async (lab, cancellationToken) =>
    {
        await using var command = lab.Database.CreateCommand(statement);
        if (await command.ExecuteNonQueryAsync(cancellationToken) == 0)
        {
            throw new SetUpException("Nothing could be planted: no message of this run is there.");
        }
    };
}
