namespace ChatOrleans.Silo.EmbeddedPostgres;

/// <summary>The private PostgreSQL can't run. The message is for the person at the console.</summary>
public sealed class EmbeddedPostgresException : Exception
{
    public EmbeddedPostgresException()
    {
    }

    public EmbeddedPostgresException(string message)
        : base(message)
    {
    }

    public EmbeddedPostgresException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
