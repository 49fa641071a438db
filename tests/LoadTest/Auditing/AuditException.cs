namespace ChatOrleans.LoadTest.Auditing;

/// <summary>Something that a member may read can't be read.</summary>
internal sealed class AuditException : Exception
{
    public AuditException()
    {
    }

    public AuditException(string message)
        : base(message)
    {
    }

    public AuditException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
