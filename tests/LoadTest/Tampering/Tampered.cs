namespace ChatOrleans.LoadTest.Tampering;

/// <summary>Something that was done to a frame.</summary>
/// <param name="Number">The frame's number among all frames of the target, over all connections.</param>
/// <param name="Target">What sort of frame it was, and with it the direction.</param>
/// <param name="Kind">What was done.</param>
/// <param name="Field">Where, if it was altered.</param>
internal readonly record struct Tampered(long Number, TamperTarget Target, TamperKind Kind, TamperField? Field = null);
