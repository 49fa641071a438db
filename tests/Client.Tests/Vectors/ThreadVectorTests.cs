using System.Text.Json;
using ChatOrleans.Client.Contract;
using ChatOrleans.Client.Threads;
using ThreadState = ChatOrleans.Client.Threads.ThreadState;

namespace ChatOrleans.Client.Tests.Vectors;

/// <summary>What comes of pushes and answers, as the vectors of all clients have it.</summary>
public sealed class ThreadVectorTests
{
    private static readonly string[] Files = ["events.json", "changes.json", "history.json", "unread.json", "views.json"];

    public static TheoryData<string, string> Cases()
    {
        var cases = new TheoryData<string, string>();
        foreach (var file in Files)
        {
            foreach (var one in VectorFile.Read(file).GetProperty("cases").EnumerateArray())
            {
                cases.Add(file, one.GetProperty("name").GetString()!);
            }
        }

        return cases;
    }

    [Theory]
    [MemberData(nameof(Cases))]
    public void State_AfterEachStep_IsAsTheVectorHasIt(string file, string name)
    {
        var vectors = VectorFile.Read(file);
        var self = vectors.GetProperty("self").GetString()!;
        var chosen = vectors.GetProperty("cases").EnumerateArray().Single(one => one.GetProperty("name").GetString() == name);
        ThreadState? state = null;
        var number = 0;
        foreach (var step in chosen.GetProperty("steps").EnumerateArray())
        {
            (state, var applied) = Take(state, step, self);
            if (step.TryGetProperty("expect", out var expected))
            {
                Expectation.Check(state, applied, expected, $"step {number}");
            }

            number++;
        }

        Assert.NotNull(state);
    }

    [Fact]
    public void Folder_EveryFile_IsRunByATest()
    {
        var there = Directory.EnumerateFiles(VectorFile.Folder, "*.json").Select(Path.GetFileName).Order(StringComparer.Ordinal);
        Assert.Equal(Files.Concat(["backoff.json", "settling.json"]).Order(StringComparer.Ordinal), there!);
    }

    private static (ThreadState State, IReadOnlyList<long> Applied) Take(ThreadState? state, JsonElement step, string self)
    {
        if (step.TryGetProperty("view", out var view))
        {
            var told = view.Deserialize<ThreadView>(WireJson.Options)!;
            long? from = step.TryGetProperty("from", out var start) ? start.GetInt64() : null;
            return (state?.With(told) ?? ThreadState.Of(told, self, from), []);
        }

        Assert.NotNull(state);
        if (step.TryGetProperty("events", out var events))
        {
            var applied = new List<long>();
            foreach (var one in events.Deserialize<IReadOnlyList<ThreadEvent>>(WireJson.Options)!)
            {
                (state, var now) = state.With(one);
                applied.AddRange(now.Select(taken => taken.Seq));
            }

            return (state, applied);
        }

        if (step.TryGetProperty("receipt", out var receipt))
        {
            return (state.With(receipt.Deserialize<ReceiptPush>(WireJson.Options)!), []);
        }

        var page = step.GetProperty("page");
        var answer = page.GetProperty("answer").Deserialize<HistoryPage>(WireJson.Options)!;
        return (state.With(answer, PositionOf(page.GetProperty("position")), page.GetProperty("asOf").GetInt64()) ?? state, []);
    }

    private static HistoryPosition PositionOf(JsonElement position) => new()
    {
        Before = position.TryGetProperty("before", out var before) ? before.GetInt64() : null,
        After = position.TryGetProperty("after", out var after) ? after.GetInt64() : null,
        Around = position.TryGetProperty("around", out var around) ? around.GetInt64() : null,
    };
}
