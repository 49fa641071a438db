namespace ChatOrleans.LoadTest.Sizing;

/// <summary>How many gateways are lost, and who comes to each that is left.</summary>
internal readonly record struct StormShape(int Lost, int Left, int Clients)
{
    public static StormShape Of(SizeAssumptions assumptions, SizePlan plan)
    {
        var lost = Math.Clamp((int)Math.Round(plan.Gateways * assumptions.LostShare), 1, plan.Gateways - 1);
        var left = plan.Gateways - lost;
        return new StormShape(lost, left, (int)Math.Round(plan.PeakConnections * lost / plan.Gateways / left));
    }
}
