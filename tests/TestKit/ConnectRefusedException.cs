using System.Net;

namespace ChatOrleans.TestKit;

/// <summary>The server answered the WebSocket upgrade with an HTTP status.</summary>
public sealed class ConnectRefusedException : Exception
{
    /// <summary>A refusal without words.</summary>
    public ConnectRefusedException()
    {
    }

    /// <summary>A refusal in words.</summary>
    public ConnectRefusedException(string message)
        : base(message)
    {
    }

    /// <summary>A refusal with its cause.</summary>
    public ConnectRefusedException(string message, Exception inner)
        : base(message, inner)
    {
    }

    /// <summary>The status; 0 when the server could not be reached at all.</summary>
    public HttpStatusCode Status { get; init; }
}
