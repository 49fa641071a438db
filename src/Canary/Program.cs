using ChatOrleans.Canary;
using Microsoft.Extensions.Options;

try
{
    await using var app = CanaryHosting.Build(args);
    await app.StartAsync();
    await Console.Out.WriteLineAsync($"The canary is ready: {string.Join(' ', app.Urls)}");
    await app.WaitForShutdownAsync();
    return 0;
}
catch (OptionsValidationException exception)
{
    await Console.Error.WriteLineAsync(exception.Message);
    return 1;
}
