namespace ChatOrleans.LoadTest.Reports;

internal static class HtmlReport
{
    public static string Render(RunReport report) => report.Scenario;
}
