using ChatOrleans.LoadTest.Scenarios;

namespace ChatOrleans.LoadTest.Fleet;

/// <summary>Gathers the generators of a run.</summary>
internal static class CrewMaker
{
    /// <summary>Starts the processes of this machine and calls those of the others. With agents, this machine generates only when told to.</summary>
    public static async Task<Crew> GatherAsync(IScenario scenario, RunOptions options, CancellationToken cancellationToken)
    {
        if (scenario is not IDivisibleScenario divisible)
        {
            throw new SetUpException($"{scenario.Name} can't be done by several processes.");
        }

        if (options.Agents.Count > 0 && string.IsNullOrEmpty(options.Token))
        {
            throw new SetUpException("Agents have to be told their token.");
        }

        var here = options.Processes > 1 || options.Agents.Count == 0 ? options.Processes : 0;
        var count = here + options.Agents.Count;
        var generators = new List<GeneratorLink>();
        try
        {
            for (var i = 0; i < here; i++)
            {
                generators.Add(GeneratorProcess.Start(i + 1, count));
            }

            foreach (var agent in options.Agents)
            {
                generators.Add(await AgentLink.ConnectAsync(agent, options.Token!, cancellationToken));
            }
        }
        catch
        {
            foreach (var generator in generators)
            {
                await generator.DisposeAsync();
            }

            throw;
        }

        return new Crew(generators, divisible);
    }
}
