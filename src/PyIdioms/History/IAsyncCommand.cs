namespace PyIdioms;

/// <summary>Something that takes time to do and to take back.</summary>
/// <remarks>Handbook, Design Patterns, "Command pattern". <see cref="object.ToString"/> says what it is called in a menu.</remarks>
public interface IAsyncCommand
{
    /// <summary>Does it, the first time or again.</summary>
    /// <param name="cancel">Stops it.</param>
    ValueTask ExecuteAsync(CancellationToken cancel);

    /// <summary>Takes back what <see cref="ExecuteAsync"/> did last.</summary>
    /// <param name="cancel">Stops it.</param>
    ValueTask UndoAsync(CancellationToken cancel);
}
