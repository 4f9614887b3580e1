namespace PyIdioms.Generators.Njit;

/// <summary>Writes short inner loops of a known length out: their indexes become constants, and what they load is known to be loaded.</summary>
static class Unrolled
{
    const int Longest = 4;

    public static List<Stmt> Write(List<Stmt> body, FreshNames names)
    {
        var all = new List<Stmt>();
        foreach (var statement in body)
        {
            switch (statement)
            {
                case CountLoop loop when Steps(loop) is { } steps && !loop.Body.All().Any(static s => s is Break or Continue):
                    foreach (var step in steps) all.AddRange(Write(Copy(loop.Body, new() { [loop.Counter] = Constants.Of(loop.Counter.Type, step) }, names), names));
                    break;
                case CountLoop loop: all.Add(loop with { Body = Write(loop.Body, names) }); break;
                case WhileLoop loop: all.Add(loop with { Body = Write(loop.Body, names) }); break;
                case If choice: all.Add(choice with { Then = Write(choice.Then, names), Else = Write(choice.Else, names) }); break;
                default: all.Add(statement); break;
            }
        }
        return all;
    }

    /// <summary>The numbers that a loop counts; null where they are not known, or too many.</summary>
    static List<int>? Steps(CountLoop loop)
    {
        if (loop.From.Whole() is not { } from || loop.Bound.Whole() is not { } to) return null;
        var steps = new List<int>();
        for (var i = from; loop.Step > 0 ? i < to : i > to; i += loop.Step)
        {
            if (steps.Count == Longest) return null;
            steps.Add((int)i);
        }
        return steps;
    }

    /// <summary>Statements with variables replaced; those that they declare are others in each copy.</summary>
    public static List<Stmt> Copy(List<Stmt> body, Dictionary<Variable, Expr> by, FreshNames names)
    {
        return body.ConvertAll(Of);

        Expr New(Expr value) => Replaced(value, by);

        Stmt Of(Stmt statement)
        {
            switch (statement)
            {
                case Set set:
                    var value = New(set.Value);
                    if (set.IsNew) by[set.Var] = new VarRef(new(names.Next(set.Var.Name), set.Var.Type, VariableKind.Local));
                    return set with { Var = by.TryGetValue(set.Var, out var its) && its is VarRef reference ? reference.Var : set.Var, Value = value };
                case Store store: return store with { Index = New(store.Index), Value = New(store.Value) };
                case If choice: return choice with { Condition = New(choice.Condition), Then = Copy(choice.Then, by, names), Else = Copy(choice.Else, by, names) };
                case CountLoop loop: return loop with { From = New(loop.From), To = New(loop.To), Body = Copy(loop.Body, by, names) };
                case WhileLoop loop: return loop with { Condition = New(loop.Condition), Body = Copy(loop.Body, by, names) };
                default: return statement;
            }
        }
    }

    static Expr Replaced(Expr value, Dictionary<Variable, Expr> by) => value switch
    {
        VarRef reference => by.TryGetValue(reference.Var, out var other) ? other : value,
        Load load => load with { Index = Replaced(load.Index, by) },
        Cell cell => cell with { Indices = new(System.Collections.Immutable.ImmutableArray.CreateRange(cell.Indices.Select(i => Replaced(i, by)))) },
        Unary unary => unary with { Operand = Replaced(unary.Operand, by) },
        Binary binary => binary with { Left = Replaced(binary.Left, by), Right = Replaced(binary.Right, by) },
        Compare compare => compare with { Left = Replaced(compare.Left, by), Right = Replaced(compare.Right, by) },
        Choose choose => choose with { If = Replaced(choose.If, by), Then = Replaced(choose.Then, by), Else = Replaced(choose.Else, by) },
        Converted converted => converted with { Operand = Replaced(converted.Operand, by) },
        Called called => called with { Arguments = new(System.Collections.Immutable.ImmutableArray.CreateRange(called.Arguments.Select(a => Replaced(a, by)))) },
        _ => value,
    };
}
