using System.Collections.Immutable;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Grains.Threads;

/// <summary>The messages of one call on their way to their answers.</summary>
internal sealed class SendCall(UserId sender, ImmutableArray<SendCommand> commands)
{
    private readonly Result<SendAck>[] _answers = new Result<SendAck>[commands.Length];
    private readonly bool[] _decided = new bool[commands.Length];
    private readonly ThreadEvent?[] _tried = new ThreadEvent?[commands.Length];
    private HashSet<long>? _targets;
    private Dictionary<AttachmentId, MessageAttachment>? _uploads;
    private int _undecided = commands.Length;

    public UserId Sender => sender;

    public ImmutableArray<SendCommand> Commands => commands;

    /// <summary>Whether every message has its answer.</summary>
    public bool IsDone => _undecided == 0;

    /// <summary>Whether the log was asked for the undecided ids since the thread's state was last loaded.</summary>
    public bool LookedUp { get; set; }

    /// <summary>Whether messages are appended one at a time, since one of them can't be stored.</summary>
    public bool OneByOne { get; set; }

    public bool IsDecided(int index) => _decided[index];

    /// <summary>Whether what the message answers is there; so it is for one that answers nothing.</summary>
    public bool HasTarget(int index) => commands[index].ReplyTo is not { } target || _targets!.Contains(target);

    /// <summary>Whether the uploads that come with the message are to be had, and by no other message; so it is for one without.</summary>
    public bool HasUploads(int index, ThreadState state)
    {
        foreach (var upload in commands[index].Attachments ?? [])
        {
            if (!_uploads!.ContainsKey(upload) || state.IsTaken(upload))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>The uploads that come with the message, which are to be had.</summary>
    public ImmutableArray<MessageAttachment>? UploadsOf(int index) =>
        commands[index].Attachments is { } uploads ? [.. uploads.Select(upload => _uploads![upload])] : null;

    /// <summary>The uploads that come with messages without an answer.</summary>
    public Guid[] WantedUploads()
    {
        List<Guid>? wanted = null;
        for (var i = 0; i < commands.Length; i++)
        {
            if (!_decided[i] && commands[i].Attachments is { } uploads)
            {
                (wanted ??= []).AddRange(uploads.Select(upload => upload.Value));
            }
        }

        return wanted is null ? [] : [.. wanted];
    }

    /// <summary>Notes the uploads that are to be had, in place of what was noted before.</summary>
    public void SetUploads(IEnumerable<MessageAttachment> uploads) =>
        _uploads = uploads.ToDictionary(upload => upload.AttachmentId);

    /// <summary>Notes which of the messages that are answered are known to be there; gives back those that are not.</summary>
    public long[] TakeUnknownTargets(ThreadState state)
    {
        List<long>? unknown = null;
        foreach (var command in commands)
        {
            if (command.ReplyTo is not { } target)
            {
                continue;
            }

            _targets ??= [];
            if (state.IsRecentMessage(target))
            {
                _targets.Add(target);
            }
            else if (!_targets.Contains(target))
            {
                (unknown ??= []).Add(target);
            }
        }

        return unknown is null ? [] : [.. unknown];
    }

    /// <summary>Notes messages that are there.</summary>
    public void AddTargets(IEnumerable<long> seqs) => _targets!.UnionWith(seqs);

    /// <summary>Remembers how a message was last tried, to tell its own late commit from an earlier one.</summary>
    public void Try(int index, ThreadEvent numbered) => _tried[index] = numbered;

    public void Answer(int index, Result<SendAck> answer)
    {
        _answers[index] = answer;
        _decided[index] = true;
        _undecided--;
    }

    /// <summary>Answers all that has no answer yet.</summary>
    public void AnswerRest(Refusal refusal)
    {
        for (var i = 0; i < commands.Length; i++)
        {
            if (!_decided[i])
            {
                Answer(i, refusal);
            }
        }
    }

    /// <summary>The ids that have no answer yet.</summary>
    public string[] UndecidedIds()
    {
        var ids = new List<string>(_undecided);
        for (var i = 0; i < commands.Length; i++)
        {
            if (!_decided[i])
            {
                ids.Add(commands[i].ClientMessageId);
            }
        }

        return [.. ids];
    }

    /// <summary>Answers the messages that the log has already.</summary>
    public void AnswerStored(Dictionary<string, StoredMessage> stored)
    {
        for (var i = 0; i < commands.Length; i++)
        {
            if (_decided[i] || !stored.TryGetValue(commands[i].ClientMessageId, out var found))
            {
                continue;
            }

            Answer(i, found.Is(commands[i])
                ? new SendAck
                {
                    Seq = found.Seq,
                    SentAt = found.At,
                    Duplicate = _tried[i] is not { } tried || tried.Seq != found.Seq || tried.At != found.At,
                }
                : Refusal.IdempotencyMismatch(found.Seq));
        }
    }

    public ImmutableArray<Result<SendAck>> Answers() => ImmutableArray.Create(_answers);
}
