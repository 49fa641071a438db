namespace ChatOrleans.Client.Tests.Fakes;

/// <summary>A call of the hub, to be answered.</summary>
internal sealed class FakeCall(string method, object argument)
{
    private readonly TaskCompletionSource<object> _answer = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public string Method { get; } = method;

    public Task<object> Answered => _answer.Task;

    public T Argument<T>() => Assert.IsType<T>(argument);

    public void Answer(object value) => _answer.TrySetResult(value);

    public void Refuse(string code, TimeSpan? retryAfter = null) =>
        _answer.TrySetException(new ChatException(code, "refused") { RetryAfter = retryAfter });
}
