namespace ChatOrleans.Recovery;

/// <summary>What happens to a silo.</summary>
internal enum Loss
{
    None,
    Kill,
    Stop,
    Terminate,
}
