using System.Text.RegularExpressions;
using ChatOrleans.Deploy.Tests.Yaml;
using ChatOrleans.TestKit;

namespace ChatOrleans.Deploy.Tests;

public sealed partial class AlarmTests
{
    [Fact]
    public void The_runbook_has_every_alarm_and_no_other()
    {
        var alarms = YamlFile.Read(DeployFiles.PathOf("prometheus", "alerts.yml"))["groups"].Items
            .SelectMany(group => group["rules"].Items)
            .Select(rule => rule["alert"].Text);
        var rows = File.ReadLines(Path.Combine(Repository.Root, "docs", "operations", "runbook.md"))
            .Select(line => Row.Match(line)).Where(match => match.Success).Select(match => match.Groups[1].Value);
        Assert.Equal(alarms.Order(StringComparer.Ordinal), rows.Order(StringComparer.Ordinal));
    }

    [GeneratedRegex(@"^\| `(Chat[A-Z]\w+)` \|")]
    private static partial Regex Row { get; }
}
