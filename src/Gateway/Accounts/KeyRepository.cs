using System.Xml.Linq;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Refusals;
using Microsoft.AspNetCore.DataProtection.Repositories;

namespace ChatOrleans.Gateway.Accounts;

/// <summary>
/// Keeps Data Protection's keys in PostgreSQL, through the account grain. The interface is synchronous; Data Protection
/// calls it once a day, from one thread, while the others go on with the keys they have.
/// </summary>
internal sealed class KeyRepository(IGrainFactory grains) : IXmlRepository
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(5);

    private IAccountGrain Accounts => grains.GetGrain<IAccountGrain>(0);

    public IReadOnlyCollection<XElement> GetAllElements() =>
        [.. Wait(Accounts.GetProtectionKeysAsync).Keys.Select(key => XElement.Parse(key.Xml))];

    public void StoreElement(XElement element, string friendlyName)
    {
        var key = new ProtectionKey { Name = friendlyName, Xml = element.ToString(SaveOptions.DisableFormatting) };
        Wait(() => Accounts.StoreProtectionKeyAsync(key));
    }

    private static T Wait<T>(Func<Task<Result<T>>> call)
        where T : class
    {
        // On the thread pool, away from the caller's scheduler, which this thread blocks.
        var answer = Task.Run(call).WaitAsync(Patience).GetAwaiter().GetResult();
        return answer.Ok ? answer.Value : throw new TimeoutException($"The keys can't be had: {answer.Error.Code}.");
    }
}
