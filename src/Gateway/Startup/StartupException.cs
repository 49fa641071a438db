using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Startup;

/// <summary>The program can't start, and the person who started it can do something about it: message, no stack trace.</summary>
public sealed class StartupException : Exception
{
    public StartupException()
    {
    }

    public StartupException(string message)
        : base(message)
    {
    }

    public StartupException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>What to show: the bare reason where that is the operator's to mend, everything where it is a defect.</summary>
    internal static string Explain(Exception exception) => exception switch
    {
        StartupException or OptionsValidationException or OrleansConfigurationException => exception.Message,
        IOException { InnerException: AddressInUseException } => exception.Message,
        _ => exception.ToString(),
    };
}
