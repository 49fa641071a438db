using System.Diagnostics;
using System.Reflection;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>This very program, to be started once more.</summary>
internal static class OwnProgram
{
    /// <summary>How to start it with these arguments.</summary>
    public static ProcessStartInfo With(params ReadOnlySpan<string> arguments)
    {
        var program = Environment.ProcessPath ?? throw new SetUpException("This process does not know its own program.");
        var start = new ProcessStartInfo(program) { RedirectStandardInput = true, RedirectStandardOutput = true };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(Assembly.GetExecutingAssembly().Location);
        }

        foreach (var argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return start;
    }
}
