namespace ChatOrleans.LoadTest.Auditing;

/// <summary>How much of a run is held against the server at its end.</summary>
internal enum AuditMode
{
    /// <summary>Everything while it is not too much; of a large run some threads, picked by the seed.</summary>
    Sample,

    /// <summary>Everything, however long it takes.</summary>
    Full,

    /// <summary>Nothing.</summary>
    Off,
}
