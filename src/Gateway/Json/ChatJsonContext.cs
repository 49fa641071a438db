using System.Text.Json.Serialization;
using ChatOrleans.Gateway.Hubs.Answers;
using ChatOrleans.Gateway.Hubs.Pushes;
using ChatOrleans.Gateway.Hubs.Requests;
using ChatOrleans.Grains.Abstractions.Attachments;
using ChatOrleans.Grains.Abstractions.People;
using ChatOrleans.Grains.Abstractions.Refusals;
using ChatOrleans.Grains.Abstractions.Search;
using ChatOrleans.Grains.Abstractions.Threads;
using ChatOrleans.Grains.Abstractions.Users;

namespace ChatOrleans.Gateway.Json;

/// <summary>Generated metadata of everything on the hot paths; names and converters come from <see cref="ChatJson.Configure"/>.</summary>
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
[JsonSerializable(typeof(SyncRequest))]
[JsonSerializable(typeof(OpenThreadRequest))]
[JsonSerializable(typeof(CloseThreadRequest))]
[JsonSerializable(typeof(ArchiveThreadRequest))]
[JsonSerializable(typeof(SendMessageRequest))]
[JsonSerializable(typeof(EditMessageRequest))]
[JsonSerializable(typeof(DeleteMessageRequest))]
[JsonSerializable(typeof(ReactRequest))]
[JsonSerializable(typeof(GetHistoryRequest))]
[JsonSerializable(typeof(SearchMessagesRequest))]
[JsonSerializable(typeof(MarkRequest))]
[JsonSerializable(typeof(SetTypingRequest))]
[JsonSerializable(typeof(WatchPresenceRequest))]
[JsonSerializable(typeof(MuteThreadRequest))]
[JsonSerializable(typeof(BlockUserRequest))]
[JsonSerializable(typeof(ReportUserRequest))]
[JsonSerializable(typeof(SetPrivacyRequest))]
[JsonSerializable(typeof(ReportAnswer))]
[JsonSerializable(typeof(UserSettings))]
[JsonSerializable(typeof(BlockPage))]
[JsonSerializable(typeof(Refusal))]
[JsonSerializable(typeof(Nothing))]
[JsonSerializable(typeof(SendAck))]
[JsonSerializable(typeof(SyncAnswer))]
[JsonSerializable(typeof(ThreadView))]
[JsonSerializable(typeof(ThreadPage))]
[JsonSerializable(typeof(HistoryPage))]
[JsonSerializable(typeof(SearchPage))]
[JsonSerializable(typeof(DeliveredAnswer))]
[JsonSerializable(typeof(ReadAnswer))]
[JsonSerializable(typeof(PresenceAnswer))]
[JsonSerializable(typeof(Me))]
[JsonSerializable(typeof(ThreadEvent))]
[JsonSerializable(typeof(MessageAttachment))]
[JsonSerializable(typeof(ReceiptPush))]
[JsonSerializable(typeof(TypingPush))]
[JsonSerializable(typeof(PresenceView))]
[JsonSerializable(typeof(ResyncPush))]
[JsonSerializable(typeof(DrainingPush))]
internal sealed partial class ChatJsonContext : JsonSerializerContext;
