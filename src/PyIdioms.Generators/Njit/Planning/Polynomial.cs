namespace PyIdioms.Generators.Njit;

/// <summary>A whole number as powers of what is counted.</summary>
static class Polynomial
{
    const int Highest = 6;

    /// <summary>What stands before each power, from the zeroth on; null for what is no such sum.</summary>
    public static List<Expr>? Of(Expr value, Variable lane)
    {
        if (!value.Type.IsInteger()) return null;
        switch (value)
        {
            case VarRef counted when counted.Var == lane: return [Constants.Zero(value.Type), Constants.Of(value.Type, 1)];
            case VarRef { Var.Definition: { } definition }: return Of(definition, lane);
            case Converted { Operand: VarRef counted } when counted.Var == lane && lane.Type.Fits(value.Type): return [Constants.Zero(value.Type), Constants.Of(value.Type, 1)];
            case var same when same.IsFixed(): return [same];
            case Binary { Op: "+" or "-" or "*" } binary when Of(binary.Left, lane) is { } left && Of(binary.Right, lane) is { } right:
                return binary.Op == "*" ? Product(left, right, value.Type) : Sum(left, right, binary.Op, value.Type);
            default: return null;
        }
    }

    static List<Expr> Sum(List<Expr> left, List<Expr> right, string op, Num type) =>
        [.. Enumerable.Range(0, Math.Max(left.Count, right.Count)).Select(k => (Expr)new Binary(op, type, k < left.Count ? left[k] : Constants.Zero(type), k < right.Count ? right[k] : Constants.Zero(type)))];

    static List<Expr>? Product(List<Expr> left, List<Expr> right, Num type)
    {
        if (left.Count + right.Count - 2 > Highest) return null;
        var product = new Expr?[left.Count + right.Count - 1];
        for (var i = 0; i < left.Count; i++)
        {
            for (var j = 0; j < right.Count; j++)
            {
                var term = new Binary("*", type, left[i], right[j]);
                product[i + j] = product[i + j] is { } sum ? new Binary("+", type, sum, term) : term;
            }
        }
        return [.. product.Select(static p => p!)];
    }
}
