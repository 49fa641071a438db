namespace ChatOrleans.LoadTest.Wire;

/// <summary>What a connection tells, one frame after another; never two at once.</summary>
internal interface IFrameReader
{
    /// <summary>A frame has come; it is gone when this returns.</summary>
    void OnFrame(in ServerFrame frame);

    /// <summary>The connection has ended, and nobody here asked for it.</summary>
    void OnLost(string reason);
}
