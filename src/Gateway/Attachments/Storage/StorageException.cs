namespace ChatOrleans.Gateway.Attachments.Storage;

/// <summary>The storage can't be reached, has no room, or refuses; later it may not.</summary>
internal sealed class StorageException(string message, Exception innerException) : Exception(message, innerException);
