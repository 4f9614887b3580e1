namespace PyIdioms.Generators.Njit;

/// <summary>An index as numbers times what is counted, and what is left.</summary>
sealed class Linear
{
    readonly List<(Variable Var, Expr Times)> terms = [];
    Expr rest = Constants.Zero(Num.I64);

    /// <summary>What is counted, each once, and how often it is taken: a long.</summary>
    public IReadOnlyList<(Variable Var, Expr Times)> Terms => terms;

    /// <summary>What is the same in all iterations: a long.</summary>
    public Expr Rest => rest;

    /// <summary>How often a variable is taken.</summary>
    public Expr Times(Variable variable) => terms.FirstOrDefault(t => t.Var == variable).Times ?? Constants.Zero(Num.I64);

    /// <summary>A value as such a form; null where it is none.</summary>
    public static Linear? Of(Expr value) => value switch
    {
        _ when value.Type.IsInteger() && value.IsFixed() => new() { rest = Long(value) },
        VarRef { Var: { Kind: VariableKind.Lane or VariableKind.Counter } counted } => new Linear().With(counted, Constants.Of(Num.I64, 1)),
        Cell cell => Of(cell),
        VarRef { Var.Definition: { } definition } => Of(definition),
        Converted { To: Num.I32 or Num.I64 or Num.U32 or Num.U64, Operand: var inner } when Keeps(inner, value.Type) => Of(inner),
        Unary { Op: '-' } negated => Of(negated.Operand)?.Scaled(Constants.Of(Num.I64, -1)),
        Binary { Op: "+" } sum => Of(sum.Left) is { } left && Of(sum.Right) is { } right ? left.Plus(right, 1) : null,
        Binary { Op: "-" } difference => Of(difference.Left) is { } left && Of(difference.Right) is { } right ? left.Plus(right, -1) : null,
        Binary { Op: "*" } product when product.Right.IsFixed() => Of(product.Left)?.Scaled(Long(product.Right)),
        Binary { Op: "*" } product when product.Left.IsFixed() => Of(product.Right)?.Scaled(Long(product.Left)),
        Binary { Op: "<<", Right: var by } shifted when by.Whole() is >= 0 and < 31 and var count => Of(shifted.Left)?.Scaled(new Const(Num.I64, 1L << (int)count)),
        _ => null,
    };

    static Linear? Of(Cell cell)
    {
        var whole = Of(cell.Indices[0]);
        for (var d = 1; d < cell.Indices.Count; d++) whole = Of(cell.Indices[d]) is { } next ? whole?.Scaled(Long(new LengthOf(cell.Place, d))).Plus(next, 1) : null;
        return whole;
    }

    /// <summary>Whether a conversion of an index leaves its value: of a wrapped sum a wider type would have another one.</summary>
    static bool Keeps(Expr inner, Num to) => inner.Type.IsInteger() && (inner.Type.Size() >= to.Size() || inner is VarRef { Var.Kind: VariableKind.Lane or VariableKind.Counter } && inner.Type.Fits(to));

    /// <summary>The difference of two forms; null where they count differently.</summary>
    public Expr? Minus(Linear other)
    {
        var difference = new Linear().Plus(this, 1).Plus(other, -1);
        return difference.terms.All(static t => t.Times.Whole() == 0) ? difference.rest : null;
    }

    /// <summary>What is left without a variable.</summary>
    public Linear Without(Variable variable)
    {
        var others = new Linear { rest = rest };
        others.terms.AddRange(terms.Where(t => t.Var != variable));
        return others;
    }

    static Expr Long(Expr value) => value.Whole() is { } number ? new Const(Num.I64, number) : value.Type == Num.I64 ? value : new Converted(Num.I64, value);

    Linear With(Variable variable, Expr times)
    {
        terms.Add((variable, times));
        return this;
    }

    Linear Plus(Linear other, int sign)
    {
        var sum = new Linear { rest = Added(rest, other.rest, sign) };
        sum.terms.AddRange(terms);
        foreach (var (variable, times) in other.terms)
        {
            var at = sum.terms.FindIndex(t => t.Var == variable);
            if (at < 0) sum.terms.Add((variable, Added(Constants.Zero(Num.I64), times, sign)));
            else sum.terms[at] = (variable, Added(sum.terms[at].Times, times, sign));
        }
        return sum;
    }

    Linear Scaled(Expr by)
    {
        var product = new Linear { rest = Multiplied(rest, by) };
        foreach (var (variable, times) in terms) product.terms.Add((variable, Multiplied(times, by)));
        return product;
    }

    static Expr Added(Expr left, Expr right, int sign)
    {
        if (left.Whole() is { } a && right.Whole() is { } b) return new Const(Num.I64, unchecked(a + sign * b));
        if (right.Whole() == 0) return left;
        if (left.Whole() == 0 && sign > 0) return right;
        if (left == right && sign < 0) return Constants.Zero(Num.I64);
        // (x + c) - x and the like: take away what is there.
        if (sign < 0 && left is Binary { Op: "+" } sum)
        {
            if (sum.Left == right) return sum.Right;
            if (sum.Right == right) return sum.Left;
        }
        return new Binary(sign > 0 ? "+" : "-", Num.I64, left, right);
    }

    static Expr Multiplied(Expr left, Expr right)
    {
        if (left.Whole() is { } a && right.Whole() is { } b) return new Const(Num.I64, unchecked(a * b));
        if (left.Whole() == 0 || right.Whole() == 0) return Constants.Zero(Num.I64);
        return left.Whole() == 1 ? right : right.Whole() == 1 ? left : new Binary("*", Num.I64, left, right);
    }
}
