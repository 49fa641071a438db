namespace ChatOrleans.Silo;

internal static class Program
{
    private static void Main()
    {
    }
}
