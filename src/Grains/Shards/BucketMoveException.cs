namespace ChatOrleans.Grains.Shards;

/// <summary>A bucket can't be moved. The message says why; the bucket is where it was, or the message says so.</summary>
public sealed class BucketMoveException : Exception
{
    public BucketMoveException()
    {
    }

    public BucketMoveException(string message)
        : base(message)
    {
    }

    public BucketMoveException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
