using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using ChatOrleans.Grains.Abstractions.Accounts;
using ChatOrleans.Grains.Abstractions.Admin;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Threads;

namespace ChatOrleans.Gateway.Json;

/// <summary>The wire's JSON, one for the hub and for HTTP: camelCase, absent means null, ids are strings, times are UTC with milliseconds.</summary>
public static class ChatJson
{
    /// <summary>Sets options up for the wire contract. Types that the source generator does not know fall back to the options' own resolver.</summary>
    public static void Configure(JsonSerializerOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.PropertyNamingPolicy = JsonNamingPolicy.CamelCase;
        options.DictionaryKeyPolicy = null;
        options.PropertyNameCaseInsensitive = false;
        options.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        options.NumberHandling = JsonNumberHandling.Strict;
        // The answers are JSON documents and frames, never parts of HTML: text goes out as it was written.
        options.Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping;
        options.Converters.Add(new ThreadIdConverter());
        options.Converters.Add(new UserIdConverter());
        options.Converters.Add(new AttachmentIdConverter());
        options.Converters.Add(new UtcMillisecondsConverter());
        options.Converters.Add(new JsonStringEnumConverter<EventType>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<SyncState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<PeerState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<UserRole>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<AccountState>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<AuditAction>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new JsonStringEnumConverter<ReportReason>(JsonNamingPolicy.CamelCase, allowIntegerValues: false));
        options.Converters.Add(new ResultConverter());
        // Left unset it means reflection, until something else is inserted.
        options.TypeInfoResolver ??= new DefaultJsonTypeInfoResolver();
        options.TypeInfoResolverChain.Insert(0, ChatJsonContext.Default);
    }
}
