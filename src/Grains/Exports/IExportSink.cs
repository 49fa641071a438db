using ChatOrleans.Grains.Abstractions.Exports;

namespace ChatOrleans.Grains.Exports;

/// <summary>Takes the pieces of an export's files.</summary>
internal interface IExportSink
{
    /// <summary>Takes the next piece of one of the files.</summary>
    Task TakeAsync(ExportFormat format, int number, ReadOnlyMemory<byte> piece);
}
