using ChatOrleans.LoadTest;

namespace ChatOrleans.Faults.Runs;

/// <summary>Does what <see cref="Plant"/> names.</summary>
internal static class Planting
{
    // The people of this run are the last who have written; of those who wrote enough, the first and the last message are
    // not the same.
    private const string Victim =
        """
        SELECT l.thread_id, min(l.seq) AS first_seq, max(l.seq) AS last_seq
        FROM message_log l
        WHERE l.type = 1
        GROUP BY l.thread_id HAVING count(*) > 1 ORDER BY max(l.at) DESC LIMIT 1
        """;

    public static Func<Lab, CancellationToken, Task>? Of(Plant plant) => plant switch
    {
        Plant.None => null,
        Plant.Deleted => Do($"DELETE FROM message_log l USING ({Victim}) v WHERE l.thread_id = v.thread_id AND l.seq = v.last_seq"),
        Plant.Changed => Do($"UPDATE message_log l SET text = 'x' || substr(text, 2) FROM ({Victim}) v WHERE l.thread_id = v.thread_id AND l.seq = v.first_seq"),
        Plant.TwoActive => Do(
            """
            UPDATE thread_member m SET phase = gen_random_uuid()
            FROM (
                SELECT t.user_id FROM thread_member t JOIN message_log l USING (thread_id)
                GROUP BY t.user_id HAVING count(DISTINCT t.thread_id) > 1 ORDER BY max(l.at) DESC LIMIT 1
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
            throw new SetUpException("Nothing could be planted: there is nothing to do it to.");
        }
    };
}
