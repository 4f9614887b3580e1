using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>A statement of the loop that is read.</summary>
abstract record Stmt(SyntaxNode At);

/// <summary>A variable gets a value; <paramref name="IsNew"/> says that it had none before.</summary>
sealed record Set(SyntaxNode At, Variable Var, Expr Value, bool IsNew = false) : Stmt(At);

/// <summary>An element gets a value.</summary>
sealed record Store(SyntaxNode At, Place Place, Expr Index, Expr Value) : Stmt(At);

/// <summary>A choice.</summary>
sealed record If(SyntaxNode At, Expr Condition, List<Stmt> Then, List<Stmt> Else) : Stmt(At);

/// <summary>A loop that counts from one value to before another.</summary>
sealed record CountLoop(SyntaxNode At, Variable Counter, Expr From, Expr To, int Step, List<Stmt> Body) : Stmt(At)
{
    /// <summary>Where it ends, before an int was made a long.</summary>
    public Expr Bound => To is Converted { Operand: var bound } ? bound : To;
}

/// <summary>A loop that goes on as long as something holds; that is asked first, or after the body.</summary>
sealed record WhileLoop(SyntaxNode At, Expr Condition, List<Stmt> Body, bool BodyFirst) : Stmt(At);

/// <summary>The end of the innermost loop.</summary>
sealed record Break(SyntaxNode At) : Stmt(At);

/// <summary>The end of an iteration of the innermost loop.</summary>
sealed record Continue(SyntaxNode At) : Stmt(At);

/// <summary>The end of the loop that lanes are iterations of.</summary>
sealed record Leave(SyntaxNode At) : Stmt(At);

/// <summary>A carried variable takes in a value: <c>+ * &amp; | ^ Min Max</c>. The order does not matter.</summary>
sealed record Reduce(SyntaxNode At, Variable Var, string Op, Expr Value) : Stmt(At);

/// <summary>A carried variable becomes a value that is less or greater, and others say where that was.</summary>
/// <param name="At">The choice.</param>
/// <param name="Var">The least or the greatest so far.</param>
/// <param name="Op">How a value must compare with it to take its place.</param>
/// <param name="Value">The value.</param>
/// <param name="Also">What else is set then.</param>
sealed record Extreme(SyntaxNode At, Variable Var, string Op, Expr Value, List<(Variable Var, Expr Value)> Also) : Stmt(At);

/// <summary>A carried variable takes in a value, and what follows reads the sum so far.</summary>
sealed record Scan(SyntaxNode At, Variable Var, Expr Value) : Stmt(At);

/// <summary>A place gets one more element: <c>place[cursor++] = value</c>.</summary>
sealed record Append(SyntaxNode At, Place Place, Variable Cursor, Expr Value) : Stmt(At);

/// <summary>An element somewhere takes in a value: <c>place[index] += value</c>.</summary>
sealed record Tally(SyntaxNode At, Place Place, Expr Index, Expr Value) : Stmt(At);
