using System.Collections.Immutable;
using System.Numerics;

namespace PyIdioms.Tests.Ast;

/// <summary>As much of Python's own syntax tree as the truth about visitors needs.</summary>
[Ast]
public abstract partial record Node;

public sealed partial record Module(ImmutableArray<Stmt> Body) : Node;

public abstract record Stmt : Node;

public sealed partial record FunctionDef(string Name, ImmutableArray<Stmt> Body) : Stmt;

public sealed partial record Assign(Expr Target, Expr Value) : Stmt;

public sealed partial record Expression(Expr Value) : Stmt;

public abstract record Expr : Node;

public sealed partial record Name(string Id, Context Ctx) : Expr;

public sealed partial record Constant(object Value) : Expr;

public sealed partial record Call(Expr Func, IReadOnlyList<Expr> Args) : Expr;

public sealed partial record ListDisplay(List<Expr> Items) : Expr;

public sealed partial record UnaryOp(Expr Operand) : Expr;

public sealed partial record BinOp(Expr Left, Operator Op, Expr Right) : Expr;

public sealed partial record IfExp(Expr Test, Expr Body, Expr OrElse) : Expr;

public abstract record Context : Node;

public sealed partial record Load : Context;

public abstract record Operator(string Sign, int Strength) : Node;

public sealed partial record Add() : Operator("+", 1);

public sealed partial record Sub() : Operator("-", 1);

public sealed partial record Mult() : Operator("*", 2);

public sealed partial record Div() : Operator("/", 2);

public sealed partial record FloorDiv() : Operator("//", 2);

/// <summary>Reads a few lines of Python.</summary>
sealed class PythonParser(string text)
{
    static readonly Operator[] Operators = [new Add(), new Sub(), new Mult(), new FloorDiv(), new Div()];
    int at;

    public static Module Parse(string source) => new([.. source.Split('\n').Select(static line => new PythonParser(line).Statement())]);

    Stmt Statement()
    {
        var first = Conditional();
        return Take("=") ? new Assign(first, Conditional()) : new Expression(first);
    }

    Expr Conditional()
    {
        var body = Binary(1);
        if (!Take("if ")) return body;
        var test = Binary(1);
        return Take("else ") ? new IfExp(test, body, Conditional()) : throw new FormatException(text);
    }

    Expr Binary(int strength)
    {
        if (strength > 2) return Unary();
        var left = Binary(strength + 1);
        while (Operators.FirstOrDefault(o => o.Strength == strength && Take(o.Sign)) is { } op) left = new BinOp(left, op, Binary(strength + 1));
        return left;
    }

    Expr Unary() => Take("-") ? new UnaryOp(Unary()) : Trailed(Atom());

    Expr Trailed(Expr function)
    {
        if (!Take("(")) return function;
        return new Call(function, Items(")"));
    }

    List<Expr> Items(string end)
    {
        var items = new List<Expr>();
        while (!Take(end))
        {
            items.Add(Conditional());
            Take(",");
        }
        return items;
    }

    Expr Atom()
    {
        if (Take("(")) return Conditional() is var inner && Take(")") ? inner : throw new FormatException(text);
        if (Take("[")) return new ListDisplay(Items("]"));
        var start = at;
        if (text[at] == '\'')
        {
            at = text.IndexOf('\'', at + 1) + 1;
            return new Constant(text[(start + 1)..(at - 1)]);
        }
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '.')) at++;
        var word = text[start..at];
        return word is "True" ? new Constant(true)
            : !char.IsDigit(word[0]) ? new Name(word, new Load())
            : new Constant(word.Contains('.') ? double.Parse(word, System.Globalization.CultureInfo.InvariantCulture) : BigInteger.Parse(word, System.Globalization.CultureInfo.InvariantCulture));
    }

    bool Take(string sign)
    {
        while (at < text.Length && text[at] == ' ') at++;
        if (string.CompareOrdinal(text, at, sign, 0, sign.Length) != 0) return false;
        at += sign.Length;
        while (at < text.Length && text[at] == ' ') at++;
        return true;
    }
}

/// <summary>Writes Python, as <c>ast.unparse</c> does.</summary>
sealed class Unparser : Node.Visitor<string>
{
    protected override string VisitModule(Module node) => string.Join("\n", node.Body.Select((statement, i) => statement is Expression { Value: Constant { Value: string text } } && i == 0 ? $"\"\"\"{text}\"\"\"" : Visit(statement)));

    protected override string VisitAssign(Assign node) => $"{Visit(node.Target)} = {Visit(node.Value)}";

    protected override string VisitExpression(Expression node) => Visit(node.Value);

    protected override string VisitName(Name node) => node.Id;

    protected override string VisitConstant(Constant node) => node.Value switch
    {
        string text => $"'{text}'",
        double number => number.ToString("R", System.Globalization.CultureInfo.InvariantCulture),
        var other => other.ToString()!,
    };

    protected override string VisitCall(Call node) => $"{Visit(node.Func)}({string.Join(", ", node.Args.Select(Visit))})";

    protected override string VisitListDisplay(ListDisplay node) => $"[{string.Join(", ", node.Items.Select(Visit))}]";

    protected override string VisitUnaryOp(UnaryOp node) => $"-{Inner(node.Operand, 3)}";

    protected override string VisitBinOp(BinOp node) => $"{Inner(node.Left, node.Op.Strength)} {node.Op.Sign} {Inner(node.Right, node.Op.Strength + 1)}";

    protected override string VisitIfExp(IfExp node) => $"{Visit(node.Body)} if {Visit(node.Test)} else {Visit(node.OrElse)}";

    string Inner(Expr node, int strength) => node is BinOp { Op.Strength: var own } && own < strength ? $"({Visit(node)})" : Visit(node);
}
