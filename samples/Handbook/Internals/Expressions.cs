using PyIdioms;

namespace Handbook.Internals;

/// <summary>CPython Internals, "AST": a tree of one's own.</summary>
[Ast]
public abstract partial record Expr;

public sealed partial record Num(long Value) : Expr;

public sealed partial record Bin(Expr Left, char Sign, Expr Right) : Expr;

public sealed partial record Call(string Name, IReadOnlyList<Expr> Arguments) : Expr;

/// <summary>The handbook's analyzer: which functions are called.</summary>
public sealed class Calls : Expr.Visitor
{
    public List<string> Names { get; } = [];

    protected override void VisitCall(Call node)
    {
        Names.Add(node.Name);
        base.VisitCall(node);
    }
}

/// <summary>The handbook's folder, without the mistake in it: <c>2 * 3 * 7</c> is 42.</summary>
public sealed class ConstantFolder : Expr.Transformer
{
    protected override Expr? VisitBin(Bin node) => base.VisitBin(node) switch
    {
        Bin(Num(var left), '+', Num(var right)) => new Num(left + right),
        Bin(Num(var left), '*', Num(var right)) => new Num(left * right),
        var other => other,
    };
}
