namespace ChatOrleans.LoadTest.Scenarios;

/// <summary>The scenarios with people, as on the command line.</summary>
internal static class ScenarioNames
{
    public const string Chat = "chat";
    public const string Churn = "churn";
    public const string Connect = "connect";
    public const string Echo = "echo";
    public const string Flood = "flood";
    public const string Rate = "rate";
    public const string Soak = "soak";
    public const string Storm = "storm";
}
