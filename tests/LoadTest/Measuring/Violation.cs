namespace ChatOrleans.LoadTest.Measuring;

/// <summary>A promise of the wire contract that was not kept.</summary>
internal enum Violation
{
    /// <summary>Acknowledged, but the thread's log does not have it.</summary>
    Lost,

    /// <summary>Acknowledged and in the log, but never pushed to a live connection, and no <c>ResyncRequired</c> said so.</summary>
    NotPushed,

    /// <summary>Stored or pushed twice.</summary>
    Doubled,

    /// <summary>Pushed behind a later event, or stored behind a message that was sent later.</summary>
    Reordered,

    /// <summary>A place of the log was left out, and no <c>ResyncRequired</c> said so.</summary>
    Gap,

    /// <summary>The acknowledgement, the partner and the sender's own device disagree about a message's place.</summary>
    WrongSeq,

    /// <summary>Another text or another thread than what was sent.</summary>
    Altered,

    /// <summary>Refused as not stored, but stored.</summary>
    RefusedButStored,

    /// <summary>No answer at all to a message, longer than the server may take to find one.</summary>
    Unanswered,

    /// <summary>No answer to a call other than a message, longer than the server may take to find one.</summary>
    Overdue,

    /// <summary>Answered or pushed on a live connection, but later than the run's patience.</summary>
    Late,

    /// <summary>A message that nobody sent, or an answer that nobody waited for.</summary>
    Unexpected,

    /// <summary>An unread count, or a watermark, that is not what the log and the marks make it.</summary>
    WrongUnread,

    /// <summary>A user in more active threads at once than the limit allows.</summary>
    TwoActive,

    /// <summary>A user who has closed everything is still held busy.</summary>
    StillBusy,

    /// <summary>History, <c>Sync</c> and the database do not say the same.</summary>
    Disagreement,
}
