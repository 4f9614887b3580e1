using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>A value as scalar C#: what is the same for all lanes is computed once.</summary>
static class ScalarCode
{
    public static string Of(Expr value) => Of(value, static v => v.Kind is VariableKind.Counter ? $"({v.Type.Keyword()}){v.Name}" : v.Name, static load => $"{load.Place.Name}[{Of(load.Index)}]");

    /// <summary>With its variables and elements written in another way.</summary>
    public static string Of(Expr value, Func<Variable, string> variable, Func<Load, string> load)
    {
        return Code(value);

        string Code(Expr expr) => expr switch
        {
            Const constant => constant.Type is Num.F32 or Num.F64 or Num.Bool ? Parenthesized(constant.Code()) : $"({constant.Type.Keyword()})({constant.Code()})",
            Free free => free.Text,
            VarRef reference => variable(reference.Var),
            Load element => load(element),
            LengthOf length => length.Code,
            Cell cell => $"(int)({cell.Indices.Skip(1).Select((index, d) => (Index: index, Length: new LengthOf(cell.Place, d + 1).Code)).Aggregate($"(long){Code(cell.Indices[0])}", (sum, next) => $"({sum} * {next.Length} + {Code(next.Index)})")})",
            Unary unary => $"({unary.Op}{Code(unary.Operand)})",
            Binary { Op: "<<" or ">>" or ">>>" or "&&" or "||" or "&" or "|" or "^" or "+" or "-" or "*" or "/" or "%" } binary => $"({Code(binary.Left)} {binary.Op} {Code(binary.Right)})",
            Compare compare => $"({Code(compare.Left)} {compare.Op} {Code(compare.Right)})",
            Choose choose => $"({Code(choose.If)} ? {Code(choose.Then)} : {Code(choose.Else)})",
            Converted converted => $"({converted.To.Keyword()})({Code(converted.Operand)})",
            Called called => $"{HomeOf(called)}.{called.Name}({string.Join(", ", called.Arguments.Select(Code))})",
            _ => throw new InvalidOperationException(expr.ToString()),
        };
    }

    /// <summary>Where a function is: System.MathF lacks what works on all numbers.</summary>
    static string HomeOf(Called called) => called.Name == "Erf" ? "global::PyIdioms.PyMath" : called.Type == Num.F32 && called.Name is not ("Min" or "Max" or "Abs" or "Clamp") ? "global::System.MathF" : "global::System.Math";

    static string Parenthesized(string code) => code.StartsWith("-", StringComparison.Ordinal) ? $"({code})" : code;
}
