using System.Xml.Linq;
using ChatOrleans.TestKit;
using Xunit;

namespace ChatOrleans.Structure.Tests;

public sealed class ReferenceTests
{
    // Everything in these namespaces reaches outside the process.
    private static readonly string[] OutsideNamespaces =
    [
        "Npgsql", "System.Data", "Microsoft.AspNetCore", "System.Net", "System.IO.Pipes", "System.IO.Pipelines",
        "Microsoft.Data", "System.Diagnostics.Process", "Orleans.Runtime.Hosting", "Orleans.Persistence",
    ];

    // System.IO holds harmless types too; these reach files.
    private static readonly string[] FileTypes =
    [
        "System.IO.File", "System.IO.FileInfo", "System.IO.FileStream", "System.IO.Directory", "System.IO.DirectoryInfo",
        "System.IO.DriveInfo", "System.IO.FileSystemInfo", "System.IO.RandomAccess", "System.Console", "System.Environment",
    ];

    [Theory]
    [InlineData("ChatOrleans.Grains")]
    [InlineData("Npgsql")]
    [InlineData("Orleans.Runtime")]
    [InlineData("Orleans.Persistence.AdoNet")]
    [InlineData("Orleans.Clustering.AdoNet")]
    public void The_gateway_never_touches_the_behaviour_or_the_database(string forbidden)
    {
        using var gateway = BuiltAssembly.Open("Gateway");
        Assert.DoesNotContain(forbidden, gateway.References);
    }

    [Fact]
    public void The_gateway_knows_of_databases_only_how_their_faults_look()
    {
        using var gateway = BuiltAssembly.Open("Gateway");
        Assert.Subset(
            new HashSet<string> { "System.Data.Common.DbException" },
            gateway.UsedTypes.Where(type => type.StartsWith("System.Data.", StringComparison.Ordinal)).ToHashSet());
    }

    [Fact]
    public void The_gateway_names_neither_the_behaviour_nor_the_database_in_its_project()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", "Gateway", "Gateway.csproj"));
        var projects = Includes(project, "ProjectReference").Select(path => Path.GetFileNameWithoutExtension(path));
        Assert.Equal(["Grains.Abstractions", "Telemetry"], projects);
        Assert.DoesNotContain(Includes(project, "PackageReference"), IsDatabasePackage);
    }

    [Fact]
    public void The_contracts_name_no_package_but_Orleans_own_and_no_project()
    {
        var project = XDocument.Load(
            Path.Combine(Repository.Root, "src", "Grains.Abstractions", "Grains.Abstractions.csproj"));
        Assert.Subset(
            new HashSet<string> { "Microsoft.Orleans.Sdk", "Microsoft.Orleans.Streaming" },
            Includes(project, "PackageReference").ToHashSet());
        Assert.Empty(Includes(project, "ProjectReference"));
        Assert.Empty(Includes(project, "FrameworkReference"));
    }

    [Fact]
    public void The_contracts_use_no_type_that_does_input_or_output()
    {
        using var contracts = BuiltAssembly.Open("Grains.Abstractions");
        var outside = contracts.UsedTypes.Where(
            type => FileTypes.Contains(type) ||
                OutsideNamespaces.Any(space => type.StartsWith(space + '.', StringComparison.Ordinal)));
        Assert.Empty(outside);
    }

    [Fact]
    public void The_contracts_reference_no_assembly_that_does_input_or_output()
    {
        using var contracts = BuiltAssembly.Open("Grains.Abstractions");
        Assert.NotEmpty(contracts.References);
        Assert.DoesNotContain(
            contracts.References,
            name => OutsideNamespaces.Any(space => name.StartsWith(space, StringComparison.Ordinal)) ||
                name.StartsWith("System.IO.FileSystem", StringComparison.Ordinal) ||
                name.StartsWith("ChatOrleans.", StringComparison.Ordinal));
    }

    [Fact]
    public void Telemetry_knows_nothing_of_the_product()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", "Telemetry", "Telemetry.csproj"));
        Assert.Empty(Includes(project, "ProjectReference"));
        Assert.All(Includes(project, "PackageReference"), package => Assert.StartsWith("OpenTelemetry", package, StringComparison.Ordinal));
    }

    [Fact]
    public void The_behaviour_knows_no_gateway()
    {
        using var grains = BuiltAssembly.Open("Grains");
        Assert.DoesNotContain("ChatOrleans.Gateway", grains.References);
        Assert.DoesNotContain(
            grains.References, name => name.StartsWith("Microsoft.AspNetCore", StringComparison.Ordinal));
    }

    private static bool IsDatabasePackage(string package) =>
        package.StartsWith("Npgsql", StringComparison.Ordinal) ||
        package.Contains("AdoNet", StringComparison.Ordinal) ||
        package == "Microsoft.Orleans.Server";

    private static IEnumerable<string> Includes(XDocument project, string item) =>
        project.Descendants(item).Select(element => element.Attribute("Include")!.Value);
}
