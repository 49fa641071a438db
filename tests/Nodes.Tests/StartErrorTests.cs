using ChatOrleans.TestKit;

namespace ChatOrleans.Nodes.Tests;

public sealed class StartErrorTests
{
    private const string Database = "Host=127.0.0.1;Port=1;Database=nowhere;Username=nobody";

    [Theory]
    [InlineData("Silo", "Chat:Role is 'nonsense'; it must be both, silo or gateway.", "Chat__Role", "nonsense")]
    [InlineData("Silo", "Chat:Role is silo", "Chat__Role", "silo")]
    [InlineData("Silo", "Chat:Gateway:Silos is empty", "Chat__Role", "gateway")]
    [InlineData("Gateway", "Chat:Gateway:Silos is empty")]
    [InlineData("Gateway", "Chat:Gateway:Silos holds 'silo'; a silo is host:port", "Chat__Gateway__Silos__0", "silo")]
    [InlineData("Gateway", "Chat:Drain:GraceMs is 5; it must be 100 to 30000.", "Chat__Gateway__Silos__0", "localhost:1", "Chat__Drain__GraceMs", "5")]
    [InlineData("Gateway", "Chat:Cluster:Tls:AuthorityFile is empty", "Chat__Gateway__Silos__0", "localhost:1", "Chat__Cluster__Tls__CertificateFile", "LICENSE")]
    [InlineData("Gateway", "Chat:Cluster:Tls:AuthorityFile: 'none.pem' does not exist.", "Chat__Gateway__Silos__0", "localhost:1", "Chat__Cluster__Tls__CertificateFile", "LICENSE", "Chat__Cluster__Tls__AuthorityFile", "none.pem")]
    [InlineData("Gateway", "Chat:Cluster:Tls:CertificateFile: 'LICENSE' can't be used:", "Chat__Gateway__Silos__0", "localhost:1", "Chat__Cluster__Tls__CertificateFile", "LICENSE", "Chat__Cluster__Tls__AuthorityFile", "LICENSE")]
    public async Task A_setting_that_is_wrong_is_named_and_ends_the_program_with_1(string program, string says, params string[] settings)
    {
        await using var process = ServerProcess.Start(new ProgramStart
        {
            Project = program,
            Arguments = ["--urls", "http://127.0.0.1:0"],
            Settings = settings.Chunk(2).ToDictionary(pair => pair[0], pair => pair[1]),
        });
        Assert.Equal(1, await process.WaitForExitAsync(Patience.Deadline));
        Assert.Contains(says, process.Output);
        Assert.DoesNotContain("   at ", process.Output);
    }

    [Fact]
    public async Task A_database_that_can_not_be_reached_ends_a_silo_with_1()
    {
        await using var process = ServerProcess.Start(new ProgramStart
        {
            Project = "Silo",
            Arguments = ["--urls", "http://127.0.0.1:0"],
            Settings = new Dictionary<string, string> { ["Chat__Role"] = "silo", ["ConnectionStrings__Chat"] = Database },
        });
        Assert.Equal(1, await process.WaitForExitAsync(Patience.Deadline));
        Assert.Contains("The database (PostgreSQL at 127.0.0.1, database nowhere) can't be used", process.Output);
    }
}
