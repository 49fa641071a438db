namespace ChatOrleans.Grains.Jobs;

/// <summary>What a job does. The numbers are stored; they are never reused.</summary>
internal enum JobKind : short
{
    /// <summary>Takes away what there is of somebody.</summary>
    Erasure = 1,

    /// <summary>Writes down what there is of somebody.</summary>
    Export = 2,

    /// <summary>Throws away what is too old. There is one job, which is never finished.</summary>
    Retention = 3,
}
