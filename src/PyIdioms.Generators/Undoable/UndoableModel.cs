using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Undoable;

/// <summary>A method whose calls are commands.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Method">The method.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="History">Where the calls go; null where that is not known.</param>
/// <param name="Core">The type of what <c>Core</c> returns when it has ended; empty for nothing.</param>
/// <param name="Undo">What takes a call back.</param>
/// <param name="Refusal">The id of the diagnostic that explains why the method only throws; null for one that works.</param>
public sealed record UndoableModel(
    TypeShape Type, MethodShape Method, string Signature, HistoryPlace? History, string Core, UndoCall? Undo, string? Refusal) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Undoable";

    public string HintName => Type.HintName + HintEnding + Signature;
}

/// <summary>How a call is taken back.</summary>
/// <param name="Name">The method, with its type arguments.</param>
/// <param name="Arguments">What is passed, named where one before it is left out.</param>
/// <param name="IsAwaited">Whether it takes time.</param>
public sealed record UndoCall(string Name, EquatableArray<string> Arguments, bool IsAwaited)
{
    /// <summary>Stands for what <c>Core</c> returned among the arguments, and for a token of the command.</summary>
    public const string Memento = "\u0001", Token = "\u0002";
}

/// <summary>Where the history is.</summary>
/// <param name="Code">What a method calls it.</param>
/// <param name="IsCaptured">Whether it is a parameter of the class, which a method's own may hide.</param>
/// <param name="IsWritten">Whether it is written with this method.</param>
public sealed record HistoryPlace(string Code, bool IsCaptured, bool IsWritten);
