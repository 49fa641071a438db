using System.Globalization;
using ChatOrleans.Deploy.Tests.Configuration;
using ChatOrleans.TestKit;
using Xunit.Abstractions;

namespace ChatOrleans.Deploy.Tests;

public sealed class SystemdTests(ITestOutputHelper output)
{
    private const string Runtime = "/usr/bin/dotnet";

    // Whatever else a service of the product does.
    private static readonly string[] Hardening =
    [
        "NoNewPrivileges=yes", "CapabilityBoundingSet=", "ProtectSystem=strict", "ProtectHome=yes", "PrivateTmp=yes", "UMask=0077",
    ];

    private static readonly IReadOnlyList<SystemdUnit> Units = SystemdUnit.ReadAll();

    public static TheoryData<string> Names { get; } = [.. Units.Select(unit => unit.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Systemd_takes_the_unit(string name)
    {
        var unit = Unit(name);
        Assert.Subset(new HashSet<string> { "Unit", "Service", "Install" }, unit.Sections.ToHashSet());

        // Checked as it is, but for the runtime, which may be elsewhere on this machine. Templates need an instance.
        var folder = Directory.CreateTempSubdirectory("chat-units-");
        try
        {
            var runtime = Tool.Find("dotnet")!;
            var file = Path.Combine(folder.FullName, name.Replace("@.", "@5081.", StringComparison.Ordinal));
            await File.WriteAllTextAsync(
                file, DeployFiles.Read("systemd", name).Replace(Runtime, runtime, StringComparison.Ordinal));
            var answer = await Tool.AskAsync(output, "systemd-analyze", ["verify", "--man=no", file]);
            Assert.DoesNotContain(Path.GetFileName(file), answer?.Error ?? "", StringComparison.Ordinal);
        }
        finally
        {
            folder.Delete(recursive: true);
        }
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_unit_starts_a_built_program(string name)
    {
        var command = Unit(name).Value("Service", "ExecStart")!.Split(' ');
        Assert.Equal(Runtime, command[0]);
        Assert.Equal(Unit(name).Value("Service", "WorkingDirectory"), Path.GetDirectoryName(command[1]));
        var assembly = Path.GetFileName(command[1]);
        var built = Repository.Assembly(Path.GetFileNameWithoutExtension(assembly).Split('.')[^1]);
        Assert.Equal(assembly, Path.GetFileName(built));
        Assert.True(File.Exists(built), built);
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_product_takes_every_setting_of_the_unit(string name)
    {
        var settings = Unit(name).Environment
            .Where(setting => setting.Key.StartsWith("Chat__", StringComparison.Ordinal))
            .Select(setting => new KeyValuePair<string, string?>(setting.Key.Replace("__", ":", StringComparison.Ordinal), setting.Value))
            .ToArray();
        Assert.All(settings, setting => Assert.Contains(ProductOptions.Keys, known => known.Fits(setting.Key)));
        Assert.Empty(ProductOptions.ErrorsOf(settings));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_unit_may_do_as_little_as_it_needs(string name)
    {
        var unit = Unit(name);
        Assert.Equal("chat-orleans", unit.Value("Service", "User"));
        Assert.All(Hardening, setting =>
            Assert.Contains(setting.Split('=')[1], unit.Values("Service", setting.Split('=')[0])));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public void The_unit_is_not_killed_while_it_drains(string name)
    {
        var unit = Unit(name);
        if (unit.Value("Service", "Type") == "oneshot")
        {
            Assert.Equal("infinity", unit.Value("Service", "TimeoutStartSec"));
            return;
        }

        var seconds = int.Parse(unit.Value("Service", "TimeoutStopSec")!, CultureInfo.InvariantCulture);
        Assert.True(TimeSpan.FromSeconds(seconds) > DrainTime.Of(unit.Environment));
    }

    [Fact]
    public void A_gateway_never_sees_the_settings_of_a_silo()
    {
        var gateway = Units.Single(unit => unit.Environment.GetValueOrDefault("Chat__Role") == "gateway");
        var silo = Units.Single(unit => unit.Environment.GetValueOrDefault("Chat__Role") == "silo");
        Assert.Empty(gateway.Values("Service", "EnvironmentFile").Intersect(silo.Values("Service", "EnvironmentFile")));
    }

    private static SystemdUnit Unit(string name) => Units.Single(unit => unit.Name == name);
}
