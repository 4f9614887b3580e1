namespace PyIdioms.Generators.Njit;

/// <summary>Variables that become, in every iteration, a linear function of themselves: a generator of random numbers. Any lane can find out what they are where it begins.</summary>
/// <param name="IsXor">Whether bits are added without carry, as of xorshift; otherwise numbers are, as of a congruential generator.</param>
/// <param name="State">The variables.</param>
/// <param name="Steps">What an iteration does with them.</param>
sealed record Recurrence(bool IsXor, List<Variable> State, List<Set> Steps)
{
    /// <summary>The variables of a loop that are such; null where there are none, or others that lanes cannot have.</summary>
    public static Recurrence? Find(LaneLoop loop)
    {
        var state = loop.Carried.Where(v => v.Type is Num.I32 or Num.U32 or Num.I64 or Num.U64 && loop.Body.Any(s => s is Set set && set.Var == v && Reductions.Reduced(set) is null && set.Value is not Const)).ToList();
        if (state.Count == 0 || loop.Down || loop.Apart > 1 || loop.Body.All().Any(static s => s is Continue or Leave)) return null;
        return Of(state, loop.Body, isXor: true) ?? (state.Count == 1 ? Of(state, loop.Body, isXor: false) : null);
    }

    static Recurrence? Of(List<Variable> state, List<Stmt> body, bool isXor)
    {
        var linear = new HashSet<Variable>(state);
        var steps = new List<Set>();
        foreach (var statement in body)
        {
            if (statement is Set set && (isXor ? IsXorOf(set.Value, linear) : IsSumOf(set.Value, linear)))
            {
                linear.Add(set.Var);
                steps.Add(set);
                continue;
            }
            foreach (var other in statement.All().OfType<Set>()) linear.Remove(other.Var);
            if (!state.TrueForAll(linear.Contains)) return null;
        }
        return new(isXor, state, steps);
    }

    /// <summary>Whether every bit of a value is a sum without carry of bits of the variables.</summary>
    static bool IsXorOf(Expr value, HashSet<Variable> linear) => value.Type.IsInteger() && value switch
    {
        Const => true,
        VarRef reference => linear.Contains(reference.Var),
        Unary { Op: '~' } not => IsXorOf(not.Operand, linear),
        Converted converted => IsXorOf(converted.Operand, linear),
        Binary { Op: "^" } sum => IsXorOf(sum.Left, linear) && IsXorOf(sum.Right, linear),
        Binary { Op: "&" } mask => mask.Right is Const && IsXorOf(mask.Left, linear) || mask.Left is Const && IsXorOf(mask.Right, linear),
        Binary { Op: "<<" or ">>" or ">>>" } shift => shift.Right is Const && IsXorOf(shift.Left, linear),
        Binary { Op: "|", Left: Binary { Op: "<<" } up, Right: Binary { Op: ">>" or ">>>" } down } => IsRotation(up, down) && IsXorOf(up.Left, linear),
        Binary { Op: "|", Right: Binary { Op: "<<" } up, Left: Binary { Op: ">>" or ">>>" } down } => IsRotation(up, down) && IsXorOf(up.Left, linear),
        _ => false,
    };

    static bool IsRotation(Binary up, Binary down) => up.Left == down.Left && !up.Type.IsSigned() && up.Right.Whole() is { } left && down.Right.Whole() is { } right && left > 0 && right > 0 && left + right == up.Type.Size() * 8;

    /// <summary>Whether a value is a multiple of the variable and a number.</summary>
    static bool IsSumOf(Expr value, HashSet<Variable> linear) => value.Type is Num.I32 or Num.U32 or Num.I64 or Num.U64 && value switch
    {
        Const => true,
        VarRef reference => linear.Contains(reference.Var),
        Unary { Op: '-' } negated => IsSumOf(negated.Operand, linear),
        Converted converted => converted.Operand.Type.Size() == converted.To.Size() && IsSumOf(converted.Operand, linear),
        Binary { Op: "+" or "-" } sum => IsSumOf(sum.Left, linear) && IsSumOf(sum.Right, linear),
        Binary { Op: "*" } product => product.Right is Const && IsSumOf(product.Left, linear) || product.Left is Const && IsSumOf(product.Right, linear),
        Binary { Op: "<<" } shift => shift.Right is Const && IsSumOf(shift.Left, linear),
        _ => false,
    };
}
