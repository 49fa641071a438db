namespace ChatOrleans.Grains.Storage;

/// <summary>The database and this build disagree about the schema. The message says where, and what to do about it.</summary>
public sealed class MigrationException : Exception
{
    public MigrationException()
    {
    }

    public MigrationException(string message)
        : base(message)
    {
    }

    public MigrationException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
