using ChatOrleans.Grains.Abstractions.Refusals;

namespace ChatOrleans.Cluster.Tests;

/// <summary>What a test expects of an answer.</summary>
internal static class Answers
{
    public static T Accepted<T>(this Result<T> answer)
        where T : class
    {
        Assert.Null(answer.Error);
        return answer.Value!;
    }

    public static Refusal Refused<T>(this Result<T> answer, string code)
        where T : class
    {
        Assert.NotNull(answer.Error);
        Assert.Equal(code, answer.Error.Code);
        return answer.Error;
    }
}
