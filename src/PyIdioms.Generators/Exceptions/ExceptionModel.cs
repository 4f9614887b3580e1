using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Exceptions;

/// <summary>A type of exceptions.</summary>
/// <param name="Type">The type.</param>
/// <param name="Name">Its bare name, as its constructors have it.</param>
/// <param name="NamesBase">Whether its declaration says what it derives from.</param>
/// <param name="IsAbstract">Whether only types below it are made.</param>
/// <param name="Constructors">Those that are written.</param>
/// <param name="HasFactories">Whether <c>From</c> and <c>FromNone</c> are.</param>
/// <param name="Hides">Whether the type above has them too.</param>
public sealed record ExceptionModel(TypeShape Type, string Name, bool NamesBase, bool IsAbstract, ExceptionConstructors Constructors, bool HasFactories, bool Hides) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Exception";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>The constructors that .NET asks of exceptions, by their parameters.</summary>
[Flags]
public enum ExceptionConstructors { None = 0, Bare = 1, Message = 2, Inner = 4, All = 7 }
