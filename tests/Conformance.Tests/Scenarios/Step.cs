using System.Text.Json.Nodes;

namespace ChatOrleans.Conformance.Tests.Scenarios;

/// <summary>One step of a scenario.</summary>
internal sealed record Step
{
    public required Verb Do { get; init; }

    /// <summary>The device that does it, or that it is done to.</summary>
    public string? By { get; init; }

    /// <summary>False: the next step does not wait for it; the end of the scenario does.</summary>
    public bool Wait { get; init; } = true;

    /// <summary>The code that it has to be refused with.</summary>
    public string? Refused { get; init; }

    /// <summary>A message's text, by which later steps name it: no two of a scenario have the same.</summary>
    public string? Text { get; init; }

    /// <summary>How many: of messages, whose texts then end in 1, 2, 3, …</summary>
    public int Count { get; init; } = 1;

    /// <summary>The text of the message that it is about.</summary>
    public string? Of { get; init; }

    /// <summary>The text of the message that this one answers.</summary>
    public string? ReplyTo { get; init; }

    public string? Emoji { get; init; }

    /// <summary>False withdraws a reaction, or a block.</summary>
    public bool On { get; init; } = true;

    /// <summary>The names of uploads that come with a message, or the one name of an upload.</summary>
    public IReadOnlyList<string> Files { get; init; } = [];

    /// <summary>Bytes of an upload.</summary>
    public int Size { get; init; } = 1_000;

    /// <summary>By how much the device's clock jumps.</summary>
    public TimeSpan Jump { get; init; }

    /// <summary>Where on the wire a fault strikes.</summary>
    public string? At { get; init; }

    public FaultKind? What { get; init; }

    /// <summary>What the payload has to have for the fault to strike.</summary>
    public JsonObject? Where { get; init; }

    /// <summary>What a fault or a push puts there.</summary>
    public JsonObject? With { get; init; }

    /// <summary>How many that fit go by before the fault strikes.</summary>
    public int Skip { get; init; }

    /// <summary>How many times the fault strikes.</summary>
    public int Times { get; init; } = 1;

    /// <summary>A fault's name, for <see cref="Verb.Await"/>.</summary>
    public string? Name { get; init; }

    /// <summary>The hub event that is pushed.</summary>
    public string? Target { get; init; }

    /// <summary>What is waited for.</summary>
    public Condition Until { get; init; } = new();

    public bool IsOfTheServer => Do is Verb.KillServer or Verb.StopServer or Verb.StartServer or Verb.ChangeEpoch;

    public override string ToString() => $"{Do}{(By is null ? "" : $" by {By}")}{(Text ?? Of ?? At ?? Target) switch { { } what => $" ({what})", null => "" }}";
}
