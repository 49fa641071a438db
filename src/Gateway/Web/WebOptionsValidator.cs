using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Web;

internal sealed class WebOptionsValidator : IValidateOptions<WebOptions>
{
    private const string Key = $"{WebOptions.Section}:{nameof(WebOptions.Folder)}";

    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        if (options.Folder.Length == 0)
        {
            return ValidateOptionsResult.Success;
        }

        var folder = Path.GetFullPath(options.Folder);
        return !Directory.Exists(folder)
            ? ValidateOptionsResult.Fail($"{Key} is '{options.Folder}'; there is no folder {folder}. It is that of the built web client, or empty.")
            : !File.Exists(Path.Combine(folder, WebFiles.Page))
                ? ValidateOptionsResult.Fail($"{Key} is '{options.Folder}'; {folder} holds no {WebFiles.Page}, so it is not that of the built web client.")
                : ValidateOptionsResult.Success;
    }
}
