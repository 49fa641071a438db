using ChatOrleans.Gateway.Startup;

namespace ChatOrleans.Gateway;

/// <summary>The program that is always a gateway in a process of its own.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args) =>
        ProgramHosting.RunAsync(() => GatewayProcess.RunAsync(ProgramHosting.CreateBuilder(args)));
}
