using System.Collections.Immutable;
using System.Threading.Channels;
using ChatOrleans.Grains.Abstractions.Delivery;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Tests;

/// <summary>A thread whose answers to sends are the test's.</summary>
internal sealed class FakeThread : IThreadGrain
{
    private readonly Channel<Call> _calls = Channel.CreateUnbounded<Call>();

    /// <summary>Answers calls in place of the test's steps.</summary>
    public Action<Call>? OnSend { get; set; }

    /// <summary>The next call, when it has come.</summary>
    public Task<Call> NextCallAsync() => _calls.Reader.ReadAsync().AsTask().OrFailAsync();

    /// <summary>Whether a call has come that was not looked at.</summary>
    public bool HasCall => _calls.Reader.TryPeek(out _);

    public Task<ImmutableArray<Result<SendAck>>> SendAsync(UserId sender, ImmutableArray<SendCommand> commands)
    {
        var call = new Call(sender, commands);
        if (OnSend is { } treat)
        {
            treat(call);
        }
        else
        {
            _calls.Writer.TryWrite(call);
        }

        return call.Task;
    }

    public Task<Result<OpenStep>> OpenAsync(UserId caller, bool closeCurrent) => throw new NotSupportedException();

    public Task<Result<OpenStep>> CommitOpenAsync(UserId caller, Guid attemptId) => throw new NotSupportedException();

    public Task AbortOpenAsync(Guid attemptId) => throw new NotSupportedException();

    public Task<Result<ThreadView>> CloseAsync(UserId caller) => throw new NotSupportedException();

    public Task<Result<SendAck>> FindSentAsync(UserId sender, SendCommand command, Refusal refusal) =>
        throw new NotSupportedException();

    public Task<Result<SendAck>> ChangeAsync(UserId sender, ChangeCommand command) => throw new NotSupportedException();

    public Task<Result<SendAck>> FindChangedAsync(UserId sender, ChangeCommand command, Refusal refusal) =>
        throw new NotSupportedException();

    public Task<Result<Watermarks>> MarkAsync(UserId caller, long deliveredSeq, long readSeq) =>
        throw new NotSupportedException();

    public Task ImplyDeliveredAsync(UserId caller, long deliveredSeq) => throw new NotSupportedException();

    public Task<Result<Nothing>> SetTypingAsync(UserId caller, bool typing) => throw new NotSupportedException();

    public Task SetRouteAsync(UserId member, Route route) => throw new NotSupportedException();

    public Task ReconcileAsync() => throw new NotSupportedException();

    public Task<Result<SendAck>> PostSystemAsync(SendCommand command) => throw new NotSupportedException();

    public Task<Result<Nothing>> CloseForHostAsync() => throw new NotSupportedException();

    public Task<Result<Nothing>> EnforceAsync() => throw new NotSupportedException();

    public Task<Result<ThreadView>> ArchiveAsync(UserId caller, bool archived) => throw new NotSupportedException();

    public Task<Result<ClearedMessages>> ClearAsync(ClearCommand command) => throw new NotSupportedException();

    public Task<Result<ThreadView>> MuteAsync(UserId caller, DateTimeOffset? until) => throw new NotSupportedException();

    /// <summary>A call, to be answered.</summary>
    internal sealed class Call(UserId sender, ImmutableArray<SendCommand> commands)
        : TaskCompletionSource<ImmutableArray<Result<SendAck>>>(TaskCreationOptions.RunContinuationsAsynchronously)
    {
        public UserId Sender { get; } = sender;

        public SendCommand[] Commands { get; } = [.. commands];

        public string[] Ids => [.. Commands.Select(command => command.ClientMessageId)];

        /// <summary>Stores all.</summary>
        public void Store() => Answer([.. Commands.Select(Stored)]);

        public void Answer(params Result<SendAck>[] answers) => SetResult([.. answers]);

        public static Result<SendAck> Stored(SendCommand command) => new SendAck
        {
            Seq = long.Parse(command.ClientMessageId, System.Globalization.CultureInfo.InvariantCulture),
            SentAt = DateTimeOffset.UnixEpoch,
            Duplicate = false,
        };
    }
}
