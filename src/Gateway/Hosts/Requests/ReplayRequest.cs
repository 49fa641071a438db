using ChatOrleans.Gateway.Http;
using ChatOrleans.Gateway.Json;
using ChatOrleans.Gateway.Validation;
using ChatOrleans.Grains.Abstractions.Hosts;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Hosts.Requests;

/// <summary>Which dead letters to try once more; what is absent stands for all.</summary>
internal sealed record ReplayRequest
{
    /// <summary>Those of this endpoint.</summary>
    public Field<string> Endpoint { get; init; }

    /// <summary>Those of this thread.</summary>
    public Field<string> ThreadId { get; init; }

    /// <summary>The one at this place.</summary>
    public Field<long> Seq { get; init; }

    /// <summary>The one of this report.</summary>
    public Field<string> ReportId { get; init; }

    /// <summary>Null when it can be taken.</summary>
    public Refusal? TryRead(out DeadLetterFilter filter)
    {
        filter = new DeadLetterFilter();
        if (FieldRefusal.Of("endpoint", Endpoint) is { } refusal)
        {
            return refusal;
        }

        ThreadId? threadId = null;
        if (ThreadId.IsPresent)
        {
            if (!ThreadIdText.TryRead(ThreadId.Value, out var read, out var malformed))
            {
                return malformed;
            }

            threadId = read;
        }

        if (Seq.IsPresent && (Seq.IsMalformed || Seq.Value < 1))
        {
            return Refusal.InvalidArgument("seq", "seq is a whole number from 1.");
        }

        var reportId = Guid.Empty;
        if (ReportId.IsPresent && (ThreadId.IsPresent || !Guid.TryParseExact(ReportId.Value, "N", out reportId)))
        {
            return Refusal.InvalidArgument("reportId", "reportId is 32 hexadecimal digits, without a threadId beside it.");
        }

        filter = new DeadLetterFilter
        {
            Endpoint = Endpoint.Value,
            ThreadId = threadId,
            Seq = Seq.IsPresent ? Seq.Value : null,
            ReportId = ReportId.IsPresent ? reportId : null,
        };
        return null;
    }
}
