namespace ChatOrleans.Gateway.Tests;

/// <summary>Waits for what has to come; when it does not, the test fails instead of hanging.</summary>
internal static class Waiting
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    public static Task<T> OrFailAsync<T>(this Task<T> task) => task.WaitAsync(Patience);

    public static Task OrFailAsync(this Task task) => task.WaitAsync(Patience);
}
