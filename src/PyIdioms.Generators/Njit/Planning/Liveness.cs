namespace PyIdioms.Generators.Njit;

/// <summary>What a loop that lanes leave one before the other may do to those that have left.</summary>
static class Liveness
{
    /// <summary>The variables that such a loop sets and nothing reads behind it: in lanes that have left they may become anything.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="body">What an iteration of the loop over lanes does.</param>
    public static HashSet<Variable> Dying(WhileLoop loop, List<Stmt> body)
    {
        // Around another loop, what is set here may be read when that comes round again.
        if (!body.Contains(loop)) return [];
        var behind = body.Skip(body.IndexOf(loop) + 1).All().SelectMany(static s => s.Values()).SelectMany(static v => v.All()).OfType<VarRef>().Select(static r => r.Var).ToList();
        return [.. loop.Body.All().OfType<Set>().Select(static s => s.Var).Where(v => v.Kind == VariableKind.Local && !behind.Contains(v))];
    }

    /// <summary>The variables that count up by one while they are less than another number of their type: they do not wrap.</summary>
    public static HashSet<Variable> Bounded(WhileLoop loop)
    {
        if (loop.BodyFirst) return [];
        var sets = loop.Body.All().OfType<Set>().ToList();
        return [.. Conjuncts(loop.Condition).OfType<Compare>().Where(static c => c.Op == "<").Select(static c => c.Left).OfType<VarRef>().Select(static r => r.Var)
            .Where(v => sets.Where(s => s.Var == v).ToList() is [{ Value: Binary { Op: "+", Left: VarRef self } step } only] && self.Var == v && step.Right.Whole() == 1 && loop.Body.Contains(only))];
    }

    static IEnumerable<Expr> Conjuncts(Expr condition) => condition is Binary { Op: "&" or "&&", Type: Num.Bool } both ? Conjuncts(both.Left).Concat(Conjuncts(both.Right)) : [condition];
}
