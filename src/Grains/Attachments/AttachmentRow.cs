using System.Collections.Immutable;
using System.Text.Json;
using ChatOrleans.Grains.Abstractions.Attachments;
using Npgsql;

namespace ChatOrleans.Grains.Attachments;

/// <summary>Attachments as <c>shown_attachment</c> writes them.</summary>
internal static class AttachmentRow
{
    /// <summary>Reads one.</summary>
    public static MessageAttachment Read(NpgsqlDataReader row, int column) =>
        Show(JsonSerializer.Deserialize<Shown>(row.GetString(column), JsonSerializerOptions.Web)!);

    /// <summary>Reads those of a message; null where it has none.</summary>
    public static ImmutableArray<MessageAttachment>? ReadAll(NpgsqlDataReader row, int column) =>
        row.IsDBNull(column)
            ? null
            : [.. JsonSerializer.Deserialize<Shown[]>(row.GetString(column), JsonSerializerOptions.Web)!.Select(Show)];

    private static MessageAttachment Show(Shown shown) => new()
    {
        AttachmentId = new AttachmentId(shown.Id),
        Name = shown.Name ?? "",
        Type = shown.Type,
        Size = shown.Size,
        Width = shown.Width,
        Height = shown.Height,
        Thumbnail = shown.Thumbnail is not { Width: { } width, Height: { } height } thumbnail ? null : new AttachmentThumbnail
        {
            AttachmentId = new AttachmentId(thumbnail.Id),
            Type = thumbnail.Type,
            Size = thumbnail.Size,
            Width = width,
            Height = height,
        },
    };

    private sealed record Shown(Guid Id, string? Name, string Type, long Size, int? Width, int? Height, Shown? Thumbnail);
}
