using Npgsql;

namespace ChatOrleans.Grains.Shards;

/// <summary>No shard serves a bucket now, and waiting did not help: an outage of its threads to whoever asks.</summary>
internal sealed class BucketMovingException : NpgsqlException
{
    public BucketMovingException()
    {
    }

    public BucketMovingException(string message)
        : base(message)
    {
    }

    public BucketMovingException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
