using System.Diagnostics;
using ChatOrleans.Conformance.Tests.Scenarios;
using ChatOrleans.TestKit;

namespace ChatOrleans.Conformance.Tests.Drivers;

/// <summary>How the driver of a client is started.</summary>
internal static class DriverProgram
{
    private static readonly string Clients = Path.Combine(Repository.Root, "clients");

    public static ProcessStartInfo StartOf(ClientKind client)
    {
        var (program, file, made) = client switch
        {
            ClientKind.TypeScript => (
                "node",
                Path.Combine(Clients, "conformance", "drivers", "typescript", "dist", "main.js"),
                "'npm ci && npm run build' in clients makes it, and so does ./test"),
            _ => (
                "dotnet",
                Path.Combine(Clients, "dotnet", "ChatOrleans.Client.Driver", "bin", Repository.Configuration, "net10.0", "ChatOrleans.Client.Driver.dll"),
                "building the tests makes it"),
        };
        if (!File.Exists(file))
        {
            throw new ExpectationException($"The driver of the {client} client is not built: {file} is missing; {made}.");
        }

        return new ProcessStartInfo(program, [file])
        {
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
    }
}
