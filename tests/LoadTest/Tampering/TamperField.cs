namespace ChatOrleans.LoadTest.Tampering;

/// <summary>Where an altered frame is altered.</summary>
internal enum TamperField
{
    Text,

    ClientMessageId,

    Seq,
}
