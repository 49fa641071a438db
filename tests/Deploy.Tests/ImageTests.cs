using System.Text.RegularExpressions;
using System.Xml.Linq;
using ChatOrleans.TestKit;

namespace ChatOrleans.Deploy.Tests;

/// <summary>What must hold of the image where there is nothing to build one with.</summary>
public sealed partial class ImageTests
{
    private static string[] Ignored { get; } =
        [.. File.ReadLines(DeployFiles.PathOf("container", "Dockerfile.dockerignore")).Where(line => line.Length > 0 && line[0] != '#')];

    [Fact]
    public void What_is_copied_exists_and_is_let_into_the_build()
    {
        var sources = Copies().SelectMany(copy => copy[..^1]).ToArray();
        Assert.NotEmpty(sources);
        Assert.All(sources, source => Assert.True(Path.Exists(Path.Combine(Repository.Root, source)), source));
        Assert.Equal("*", Ignored[0]);
        Assert.All(sources, source => Assert.Contains(
            Ignored, line => line[0] == '!' && (source.TrimEnd('/') + '/').StartsWith(line[1..] + '/', StringComparison.Ordinal)));
    }

    [Fact]
    public void Every_project_of_the_program_is_there_when_it_is_built()
    {
        var copied = Copies().SelectMany(copy => copy[..^1]).Where(source => source.EndsWith('/')).ToArray();
        var published = Publish.Match(string.Join('\n', ImageFile.Instructions.Select(step => step.Arguments)));
        Assert.All(
            ProjectsOf(published.Groups[1].Value),
            project => Assert.Contains(copied, folder => project.StartsWith(folder, StringComparison.Ordinal)));
    }

    [Fact]
    public void The_image_starts_a_built_program_as_nobody_in_particular()
    {
        Assert.Equal(["dotnet", Path.GetFileName(Repository.Assembly("Silo"))], ImageFile.Entrypoint);
        Assert.True(File.Exists(Repository.Assembly("Silo")));
        Assert.Equal("$APP_UID", ImageFile.Instructions.Last(step => step.Instruction == "USER").Arguments);
        Assert.Equal("SIGTERM", ImageFile.Instructions.Single(step => step.Instruction == "STOPSIGNAL").Arguments);
    }

    [Fact]
    public void The_image_opens_the_ports_that_the_code_has()
    {
        var keys = Configuration.ProductOptions.Keys;
        var ports = ImageFile.Instructions.Single(step => step.Instruction == "EXPOSE").Arguments.Split(' ');
        Assert.Equal(
            [ImageFile.HttpPort, $"{Port("SiloPort")}", $"{Port("GatewayPort")}"],
            ports);

        object? Port(string name) => keys.Single(key => key.Name == $"Chat:Cluster:{name}").Default;
    }

    [Fact]
    public void The_image_and_what_starts_it_hold_no_secret()
    {
        var found = DeployFiles.All
            .SelectMany(file => File.ReadLines(Path.Combine(Repository.Root, file)).Select(line => $"{file}: {line.Trim()}"))
            .Where(line => Secret.IsMatch(line));
        Assert.Empty(found);
        Assert.DoesNotContain(DeployFiles.All, file => file.EndsWith(".pem", StringComparison.Ordinal) || file.EndsWith(".key", StringComparison.Ordinal));
    }

    private static IEnumerable<string[]> Copies() =>
        from step in ImageFile.Instructions
        where step.Instruction == "COPY" && !step.Arguments.Contains("--from=", StringComparison.Ordinal)
        select step.Arguments.Split(' ').Where(part => !part.StartsWith("--", StringComparison.Ordinal)).ToArray();

    private static IEnumerable<string> ProjectsOf(string project)
    {
        var folder = Path.GetDirectoryName(project)!;
        var references = XDocument.Load(Path.Combine(Repository.Root, project)).Descendants("ProjectReference")
            .Select(reference => Path.GetRelativePath(
                Repository.Root, Path.GetFullPath(Path.Combine(Repository.Root, folder, reference.Attribute("Include")!.Value))));
        return references.SelectMany(ProjectsOf).Append(project).Distinct();
    }

    [GeneratedRegex("dotnet publish (\\S+)")]
    private static partial Regex Publish { get; }

    // A password that is written out, not a variable, a reference or a place to fill in.
    [GeneratedRegex(@"(?i)(?<![a-z])(password|secret|token)\s*[=:]\s*[""']?(?![""'.$<\s;{]|\.\.\.)[a-z0-9+/]{4,}")]
    private static partial Regex Secret { get; }
}
