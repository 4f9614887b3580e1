namespace PyIdioms;

/// <summary>Something that can be done and taken back.</summary>
/// <remarks>Handbook, Design Patterns, "Command pattern", <c>Command</c>. <see cref="object.ToString"/> says what it is called in a menu.</remarks>
public interface ICommand
{
    /// <summary>Does it, the first time or again.</summary>
    void Execute();

    /// <summary>Takes back what <see cref="Execute"/> did last.</summary>
    void Undo();
}
