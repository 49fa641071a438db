namespace ChatOrleans.LoadTest.Wire;

/// <summary>What a connection tells, one frame after another; never two at once.</summary>
internal interface IFrameReader
{
    /// <summary>A frame has come; it is gone when this returns.</summary>
    void OnFrame(in ServerFrame frame);

    /// <summary>Something has come that is no frame of the protocol; the connection ends by it.</summary>
    void OnUnreadable(string reason);

    /// <summary>A call has got no answer for longer than the server may take; the connection is given up.</summary>
    void OnUnanswered(string method);

    /// <summary>The connection has ended, and nobody here asked for it.</summary>
    void OnLost(string reason);
}
