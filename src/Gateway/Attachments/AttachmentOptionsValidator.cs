using ChatOrleans.Gateway.Attachments.Forms;
using ChatOrleans.Gateway.Startup;
using Microsoft.Extensions.Options;

namespace ChatOrleans.Gateway.Attachments;

internal sealed class AttachmentOptionsValidator : IValidateOptions<AttachmentOptions>
{
    private const long KiB = 1024;
    private const long GiB = 1024 * 1024 * 1024;

    public ValidateOptionsResult Validate(string? name, AttachmentOptions options)
    {
        var errors = new List<string>();
        var bounds = new OptionBounds(AttachmentOptions.Section, errors);
        bounds.Check(nameof(options.MaxBytes), options.MaxBytes, KiB, GiB);
        bounds.Check(nameof(options.MaxPixels), options.MaxPixels, 1_000, 1_000_000_000);
        bounds.Check(nameof(options.WaitingBytes), options.WaitingBytes, options.MaxBytes, long.MaxValue);
        bounds.Check(nameof(options.KeepUnsent), options.KeepUnsent, TimeSpan.FromMinutes(1), TimeSpan.FromDays(30));
        bounds.Check(nameof(options.UploadTimeout), options.UploadTimeout, TimeSpan.FromSeconds(10), TimeSpan.FromHours(2));
        bounds.Check(nameof(options.RemoveEvery), options.RemoveEvery, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        foreach (var type in options.Types.Where(type => !FileKind.Types.Contains(type)))
        {
            errors.Add($"{AttachmentOptions.Section}:{nameof(options.Types)} holds '{type}'; it may hold {string.Join(", ", FileKind.Types)}.");
        }

        if (options.Storage == AttachmentStorageKind.S3)
        {
            CheckStore(options.ObjectStore, errors);
        }

        return errors.Count == 0 ? ValidateOptionsResult.Success : ValidateOptionsResult.Fail(errors);
    }

    private static void CheckStore(S3Options store, List<string> errors)
    {
        const string Section = $"{AttachmentOptions.Section}:{nameof(AttachmentOptions.ObjectStore)}";
        if (store.Bucket.Length == 0)
        {
            errors.Add($"{Section}:{nameof(store.Bucket)} is empty; it names the bucket.");
        }

        if (store.Region.Length == 0)
        {
            errors.Add($"{Section}:{nameof(store.Region)} is empty; it names the region that requests are signed for.");
        }

        if (store.Endpoint.Length > 0 &&
            !(Uri.TryCreate(store.Endpoint, UriKind.Absolute, out var uri) && uri.Scheme is "http" or "https"))
        {
            errors.Add($"{Section}:{nameof(store.Endpoint)} is '{store.Endpoint}'; it is http(s)://host[:port], or empty for AWS.");
        }

        if (store.AccessKey.Length == 0 != (store.SecretKey.Length == 0))
        {
            errors.Add($"{Section}: {nameof(store.AccessKey)} and {nameof(store.SecretKey)} come together, or not at all.");
        }
    }
}
