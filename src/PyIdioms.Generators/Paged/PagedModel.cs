using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Paged;

/// <summary>A stream whose rows come in pages.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Method">The stream, its token marked for the compiler.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="Size">How many rows a page has at most.</param>
/// <param name="StopsAtShortPage">Whether a page with fewer is the last.</param>
/// <param name="Core">What fetches a page.</param>
/// <param name="Refusal">The id of the diagnostic that explains why the stream only throws; null for one that works.</param>
public sealed record PagedModel(TypeShape Type, MethodShape Method, string Signature, int Size, bool StopsAtShortPage, PageQuery? Core, string? Refusal) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Paged";

    public string HintName => Type.HintName + HintEnding + Signature;
}

/// <summary>How a page is fetched.</summary>
/// <param name="Name">The method, with its type arguments.</param>
/// <param name="Arguments">What is passed, as it stands between the parentheses; <see cref="Offset"/> stands for the number of the first row.</param>
/// <param name="Counter">The type of that number.</param>
/// <param name="Token">The token that is looked at before each page; empty for none.</param>
/// <param name="Page">What comes back.</param>
/// <param name="IsAwaited">Whether it comes in a task.</param>
/// <param name="MayBeNull">Whether it may be null, which is a page without rows.</param>
public sealed record PageQuery(string Name, EquatableArray<string> Arguments, string Counter, string Token, PageKind Page, bool IsAwaited, bool MayBeNull)
{
    /// <summary>Stands for the number of the first row among the arguments.</summary>
    public const string Offset = "\u0001";
}

/// <summary>How the rows of a page are walked.</summary>
public enum PageKind { Sequence, Stream }
