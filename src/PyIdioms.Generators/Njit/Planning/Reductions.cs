using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>Finds the variables that only take values in, in whatever order: each lane can have one of its own.</summary>
static class Reductions
{
    /// <summary>Writes a loop's body again with them named; ends where a variable goes from one iteration to the next in any other way.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="isFast">Whether additions may be ordered anew.</param>
    /// <param name="known">Variables that lanes have in another way.</param>
    public static List<Stmt> Find(LaneLoop loop, bool isFast, ICollection<Variable> known)
    {
        var body = Scans.Find(Rewrite(loop.Body, mayAppend: !loop.Down, known), loop);
        foreach (var variable in loop.Carried.Where(v => !known.Contains(v))) Check(variable, body, isFast);
        return body;
    }

    static List<Stmt> Rewrite(List<Stmt> body, bool mayAppend, ICollection<Variable> known)
    {
        var all = new List<Stmt>();
        foreach (var statement in body)
        {
            // place[cursor] = value; cursor++;
            if (mayAppend && statement is Set { Value: Binary { Op: "+", Left: VarRef step } more } counted && step.Var == counted.Var && more.Right.Whole() == 1
                && all.Count > 0 && all[all.Count - 1] is Store { Index: VarRef cursor } store && cursor.Var == counted.Var)
            {
                all[all.Count - 1] = new Append(store.At, store.Place, counted.Var, store.Value);
                continue;
            }
            all.Add(statement switch
            {
                Store element when mayAppend && TallyOf(element) is { } tally => tally,
                Set { Var.Kind: VariableKind.Carried } set when !known.Contains(set.Var) => Reduced(set) ?? set,
                If choice when ExtremeOf(choice) is { } extreme => extreme,
                If choice => choice with { Then = Rewrite(choice.Then, mayAppend, known), Else = Rewrite(choice.Else, mayAppend, known) },
                CountLoop inner => inner with { Body = Rewrite(inner.Body, mayAppend: false, known) },
                WhileLoop inner => inner with { Body = Rewrite(inner.Body, mayAppend: false, known) },
                _ => statement,
            });
        }
        return all;
    }

    /// <summary><c>place[index] += value</c> where lanes may meet.</summary>
    static Tally? TallyOf(Store store) =>
        store.Value is Binary { Op: "+", Left: Load sum } more && sum.Place == store.Place && sum.Index == store.Index && more.Type.IsInteger() && Linear.Of(store.Index) is null
            ? new(store.At, store.Place, store.Index, more.Right) : null;

    /// <summary>A variable that takes a value in; null for what else becomes of it.</summary>
    public static Stmt? Reduced(Set set)
    {
        var variable = set.Var;
        switch (set.Value)
        {
            case Const { Value: bool found }: return new Reduce(set.At, variable, found ? "|" : "&", set.Value);
            case Binary { Op: "+" or "-" } sum when Rest(sum, variable) is { } rest: return new Reduce(set.At, variable, "+", rest);
            case Binary { Op: "*" or "&" or "|" or "^" or "&&" or "||" } binary:
                var op = binary.Op.Substring(0, 1);
                if (IsIt(binary.Left, variable) && !binary.Right.Reads(variable)) return new Reduce(set.At, variable, op, binary.Right);
                return IsIt(binary.Right, variable) && !binary.Left.Reads(variable) ? new Reduce(set.At, variable, op, binary.Left) : null;
            case Called { Name: "Min" or "Max", Arguments: [var first, var second] } called:
                if (IsIt(first, variable) && !second.Reads(variable)) return new Reduce(set.At, variable, called.Name, second);
                return IsIt(second, variable) && !first.Reads(variable) ? new Reduce(set.At, variable, called.Name, first) : null;
            case Choose { If: Compare compare } choose when IsIt(choose.Else, variable): return Found(set.At, compare, variable, choose.Then, []);
            case Choose { If: Compare compare } choose when IsIt(choose.Then, variable): return Found(set.At, compare with { Op = Relation.Opposite(compare.Op) }, variable, choose.Else, []);
            default: return null;
        }
    }

    /// <summary>What a sum has beside a variable that it begins with.</summary>
    static Expr? Rest(Expr sum, Variable variable)
    {
        if (sum is not Binary { Op: "+" or "-" } binary) return null;
        if (IsIt(binary.Left, variable)) return binary.Right.Reads(variable) ? null : binary.Op == "+" ? binary.Right : Negative(binary.Right);
        if (binary.Op == "+" && IsIt(binary.Right, variable)) return binary.Left.Reads(variable) ? null : binary.Left;
        return binary.Right.Reads(variable) || Rest(binary.Left, variable) is not { } rest ? null : new Binary(binary.Op, binary.Type, rest, binary.Right);
    }

    static Expr Negative(Expr value) => value.Type is Num.U32 or Num.U64 ? new Binary("-", value.Type, Constants.Zero(value.Type), value) : new Unary('-', value);

    /// <summary><c>if (x &lt; least) least = x;</c>, and what says where that was.</summary>
    static Extreme? ExtremeOf(If choice)
    {
        if (choice is not { Condition: Compare { Op: "<" or "<=" or ">" or ">=" } compare, Else.Count: 0 }) return null;
        var sets = choice.Then.OfType<Set>().ToList();
        if (sets.Count != choice.Then.Count || sets.Count == 0) return null;
        var locals = sets.Where(static s => s.Var.Kind == VariableKind.Carried).ToList();
        if (locals.Count != sets.Count) return null;
        foreach (var set in sets)
        {
            if (Found(choice.At, compare, set.Var, set.Value, [.. sets.Where(s => s != set).Select(static s => (s.Var, s.Value))]) is { } extreme) return extreme;
        }
        return null;
    }

    static Extreme? Found(SyntaxNode at, Compare compare, Variable variable, Expr value, List<(Variable Var, Expr Value)> also)
    {
        var isLeft = compare.Left == value && IsIt(compare.Right, variable);
        var isRight = compare.Right == value && IsIt(compare.Left, variable);
        if (!isLeft && !isRight || value.Reads(variable) || compare.Op is not ("<" or "<=" or ">" or ">=")) return null;
        var all = also.Select(static a => a.Var).Append(variable).ToList();
        if (also.Any(a => all.Any(a.Value.Reads)) || all.Any(value.Reads) || all.Distinct().Count() != all.Count) return null;
        return new(at, variable, isLeft ? compare.Op : Relation.Mirrored(compare.Op), value, also);
    }

    static bool IsIt(Expr value, Variable variable) => value is VarRef reference && reference.Var == variable;

    static void Check(Variable variable, List<Stmt> body, bool isFast)
    {
        string? op = null;
        foreach (var statement in body.All())
        {
            if (statement is Set set && set.Var == variable) throw new NotVector($"'{variable}' of one iteration is needed by the next", set.At);
            if (statement.Values().Any(v => v.Reads(variable)) && op != "scan") throw new NotVector($"'{variable}' is read while the loop still adds to it", statement.At);
            var (mine, at) = statement switch
            {
                Reduce reduce when reduce.Var == variable => (reduce.Op, reduce.At),
                Scan scan when scan.Var == variable => ("scan", scan.At),
                Append append when append.Cursor == variable => ("append", append.At),
                Extreme extreme when extreme.Var == variable || extreme.Also.Any(a => a.Var == variable) => (extreme.Op + extreme.Var.Name, extreme.At),
                _ => (null, null),
            };
            if (mine is null) continue;
            if (op is not null && op != mine || op is not null && statement is Extreme or Scan or Append) throw new NotVector($"'{variable}' is changed in more than one way", at!);
            op = mine;
            if (!isFast && variable.Type.IsFloat() && mine is "+" or "*" or "scan") throw new NotVector($"lanes add to '{variable}' in another order, which rounds differently: allow it with FastMath", at!);
            if (statement is Reduce or Scan && variable.Type is not (Num.Bool or Num.I32 or Num.U32 or Num.I64 or Num.U64 or Num.F32 or Num.F64)) throw new NotVector($"'{variable}' is a {variable.Type.Keyword()}: count in an int", at!);
        }
    }
}
