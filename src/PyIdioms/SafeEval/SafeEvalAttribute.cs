namespace PyIdioms;

/// <summary>A class whose functions and variables expressions may use, and nothing else: an <c>eval</c> for text that users write.</summary>
/// <remarks>
/// Handbook, CPython Internals, "exec / eval / compile". For a partial class or struct there are then <c>Evaluate(text, budget)</c> and <c>Compile(text, budget)</c>. Expressions are
/// Python's without attributes, lambdas, comprehensions, format strings and assignments; names are those of members with <see cref="FnAttribute"/> and <see cref="VarAttribute"/> and
/// the functions of <see cref="Builtins"/>. Where all of them take and give <see langword="double"/>, so does <c>Evaluate</c>, and every number is one; else values are Python's.
/// </remarks>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Struct, Inherited = false)]
public sealed class SafeEvalAttribute : Attribute
{
    /// <summary>Which of Python's functions expressions may call; none if it is not set.</summary>
    public SafeBuiltins Builtins { get; set; }
}

/// <summary>Python's functions that an expression may be allowed to call.</summary>
[Flags]
public enum SafeBuiltins
{
    /// <summary>None.</summary>
    None = 0,

    /// <summary><c>abs(x)</c>.</summary>
    Abs = 1,

    /// <summary><c>max(a, b, …)</c>; of a list as well, where there are lists.</summary>
    Max = 2,

    /// <summary><c>min(a, b, …)</c>; of a list as well, where there are lists.</summary>
    Min = 4,

    /// <summary><c>int(x)</c>: of a number towards zero, of a text what it says.</summary>
    Int = 8,

    /// <summary><c>float(x)</c>.</summary>
    Float = 16,

    /// <summary>Those that take and give numbers: the class stays one of numbers.</summary>
    Numbers = Abs | Max | Min | Int | Float,

    /// <summary><c>len(x)</c>.</summary>
    Len = 32,

    /// <summary><c>sum(xs, start)</c>.</summary>
    Sum = 64,

    /// <summary><c>sorted(xs)</c>.</summary>
    Sorted = 128,

    /// <summary><c>str(x)</c>.</summary>
    Str = 256,

    /// <summary>Those of the handbook's <c>safe_eval</c>: all of these.</summary>
    All = Numbers | Len | Sum | Sorted | Str,
}
