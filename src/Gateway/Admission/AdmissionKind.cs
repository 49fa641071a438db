namespace ChatOrleans.Gateway.Admission;

/// <summary>What is admitted.</summary>
internal enum AdmissionKind
{
    /// <summary>Setting up a connection: credential, upgrade, route.</summary>
    Connection,

    /// <summary>A <c>Sync</c> call.</summary>
    Sync,
}
