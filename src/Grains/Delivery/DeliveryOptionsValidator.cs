using Microsoft.Extensions.Options;

namespace ChatOrleans.Grains.Delivery;

internal sealed class DeliveryOptionsValidator : IValidateOptions<DeliveryOptions>
{
    private const int MaxItems = 1_000_000;
    private const int MaxBatchSize = 1_000;
    private static readonly TimeSpan MinHeadDelay = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan MaxHeadDelay = TimeSpan.FromMinutes(1);

    public ValidateOptionsResult Validate(string? name, DeliveryOptions options)
    {
        var failures = new ValidateOptionsResultBuilder();
        Check(failures, options.OutboxCapacity, nameof(options.OutboxCapacity), options.BatchSize, MaxItems);
        Check(failures, options.QueueCapacity, nameof(options.QueueCapacity), options.BatchSize, MaxItems);
        Check(failures, options.ReaderCapacity, nameof(options.ReaderCapacity), options.BatchSize, MaxItems);
        Check(failures, options.BatchSize, nameof(options.BatchSize), 1, MaxBatchSize);
        Check(failures, options.HeadCapacity, nameof(options.HeadCapacity), 1, MaxItems);
        if (options.HeadDelay < MinHeadDelay || options.HeadDelay > MaxHeadDelay)
        {
            failures.AddError($"must be {MinHeadDelay} to {MaxHeadDelay}", Key(nameof(options.HeadDelay)));
        }

        return failures.Build();
    }

    private static void Check(ValidateOptionsResultBuilder failures, int value, string property, int min, int max)
    {
        if (value < min || value > max)
        {
            failures.AddError($"must be {min} to {max}", Key(property));
        }
    }

    private static string Key(string property) => $"{DeliveryOptions.Section}:{property}";
}
