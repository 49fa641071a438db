using ChatOrleans.Canary.Measuring;

namespace ChatOrleans.Canary.Pairs;

/// <summary>A breach of the contract, by ids.</summary>
internal readonly record struct Finding(ViolationKind Kind, long Seq, string? ClientMessageId);
