using System.CommandLine;

namespace ChatOrleans.Recovery;

/// <summary>Measures how soon the threads of a lost silo answer again, with real processes.</summary>
internal static class Program
{
    private static Task<int> Main(string[] args)
    {
        var rounds = new Option<int>("--rounds") { Description = "Silos lost, one after the other.", DefaultValueFactory = _ => 3 };
        var pairs = new Option<int>("--pairs") { Description = "Conversations, spread over the silos.", DefaultValueFactory = _ => 30 };
        var busy = new Option<int>("--busy") { Description = "Processes that burn a core each meanwhile.", DefaultValueFactory = _ => 0 };
        var seconds = new Option<int>("--seconds") { Description = "How long a saturated machine is watched.", DefaultValueFactory = _ => 60 };
        var logs = new Option<string?>("--logs") { Description = "A folder for what the nodes write." };

        var root = new RootCommand("Measures how soon the threads of a lost silo answer again, with real processes.");
        Add("kill", "A silo is killed (SIGKILL).", Loss.Kill);
        Add("stop", "A silo stands still (SIGSTOP).", Loss.Stop);
        Add("terminate", "A silo is told to stop (SIGTERM).", Loss.Terminate);
        Add("saturate", "Nothing is lost; nobody may be taken for dead.", Loss.None);
        return root.Parse(args).InvokeAsync();

        void Add(string name, string description, Loss loss)
        {
            var verb = new Command(name, description) { rounds, pairs, busy, seconds, logs };
            verb.SetAction((parsed, _) => Measurement.RunAsync(new Plan
            {
                Loss = loss,
                Rounds = parsed.GetValue(rounds),
                Pairs = parsed.GetValue(pairs),
                Busy = parsed.GetValue(busy),
                Watched = TimeSpan.FromSeconds(parsed.GetValue(seconds)),
                LogFolder = parsed.GetValue(logs),
            }));
            root.Add(verb);
        }
    }
}
