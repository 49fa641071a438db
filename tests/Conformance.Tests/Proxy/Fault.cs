using System.Text.Json.Nodes;
using ChatOrleans.Conformance.Tests.Scenarios;

namespace ChatOrleans.Conformance.Tests.Proxy;

/// <summary>Something that is to go wrong, at certain records or calls. Its line's lock guards it.</summary>
internal sealed class Fault(WirePattern at, FaultKind kind)
{
    private readonly TaskCompletionSource _struck = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int _passed;
    private int _strikes;

    public FaultKind Kind => kind;

    /// <summary>What the payload has to have.</summary>
    public JsonObject? Where { get; init; }

    /// <summary>What is put into the payload, or the refusal.</summary>
    public JsonObject? With { get; init; }

    /// <summary>How many go by before.</summary>
    public int Skip { get; init; }

    /// <summary>How many times it strikes.</summary>
    public int Times { get; init; } = 1;

    /// <summary>Done once it has struck for the last time.</summary>
    public Task Struck => _struck.Task;

    /// <summary>Whether it is about this.</summary>
    public bool Fits(WirePoint point) => at.Fits(point) && Payloads.Hold(point.Payload, Where);

    /// <summary>Whether it strikes now.</summary>
    public bool Strikes(WirePoint point)
    {
        if (_strikes == Times || !Fits(point) || _passed++ < Skip)
        {
            return false;
        }

        if (++_strikes == Times)
        {
            _struck.TrySetResult();
        }

        return true;
    }

    public override string ToString() => $"{kind} at {at}";
}
