using System.Text;
using ChatOrleans.Gateway.Attachments;
using ChatOrleans.Gateway.Attachments.Storage;
using ChatOrleans.Grains.Abstractions.Attachments;

namespace ChatOrleans.Gateway.Tests;

/// <summary>Attachments in a store that speaks S3: what it is asked for, and what its refusals become.</summary>
public sealed class S3StorageTests
{
    [Fact]
    public async Task Object_KeptReadInPartsAndRemoved_IsWhatWasWritten()
    {
        await using var store = await FakeS3.StartAsync();
        using var storage = new S3Storage(OptionsOf(store));
        var (id, bytes) = (AttachmentId.NewRandom(), Encoding.UTF8.GetBytes(new string('x', 200_000) + "end"));
        await using (var writer = await storage.CreateAsync(id, CancellationToken.None))
        {
            await writer.Content.WriteAsync(bytes.AsMemory(0, 150_000));
            await writer.Content.WriteAsync(bytes.AsMemory(150_000));
            Assert.Empty(store.Objects);
            await writer.KeepAsync(CancellationToken.None);
        }

        Assert.Equal(bytes, store.Objects[$"/files/chat/{id}"]);
        await using (var stream = (await storage.OpenAsync(id, bytes.Length, CancellationToken.None))!)
        {
            Assert.Equal((bytes.Length, true), (stream.Length, stream.CanSeek));
            stream.Seek(-3, SeekOrigin.End);
            var end = new byte[3];
            await stream.ReadExactlyAsync(end);
            Assert.Equal("end"u8.ToArray(), end);
            Assert.Equal(0, await stream.ReadAsync(end));
            stream.Position = 0;
            var copy = new MemoryStream();
            await stream.CopyToAsync(copy);
            Assert.Equal(bytes, copy.ToArray());
        }

        await storage.RemoveAsync(id, CancellationToken.None);
        await storage.RemoveAsync(id, CancellationToken.None);
        Assert.Empty(store.Objects);
        Assert.Empty(store.Unsigned);
    }

    [Fact]
    public async Task Object_NotKept_IsNeverSent()
    {
        await using var store = await FakeS3.StartAsync();
        using var storage = new S3Storage(OptionsOf(store));
        await using (var writer = await storage.CreateAsync(AttachmentId.NewRandom(), CancellationToken.None))
        {
            await writer.Content.WriteAsync(new byte[1_000]);
        }

        Assert.Empty(store.Objects);
    }

    [Fact]
    public async Task Object_StoreRefuses_IsAFaultOfTheStorage()
    {
        await using var store = await FakeS3.StartAsync();
        var options = OptionsOf(store);
        options.SecretKey = "another";
        using var storage = new S3Storage(options);
        var id = AttachmentId.NewRandom();
        await using var writer = await storage.CreateAsync(id, CancellationToken.None);
        await writer.Content.WriteAsync(new byte[10]);
        await Assert.ThrowsAsync<StorageException>(() => writer.KeepAsync(CancellationToken.None));
        await using var stream = (await storage.OpenAsync(id, 10, CancellationToken.None))!;
        await Assert.ThrowsAsync<StorageException>(() => stream.ReadAsync(new byte[10]).AsTask());
        await Assert.ThrowsAsync<StorageException>(() => storage.RemoveAsync(id, CancellationToken.None));
    }

    private static S3Options OptionsOf(FakeS3 store) => new()
    {
        Endpoint = store.Url,
        Bucket = "files",
        Prefix = "chat/",
        Region = FakeS3.Region,
        AccessKey = FakeS3.AccessKey,
        SecretKey = FakeS3.SecretKey,
    };
}
