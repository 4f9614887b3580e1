using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Njit;

/// <summary>Writes a loop that only adds up powers of what it counts as the formula that its sum is.</summary>
static class ClosedForm
{
    /// <summary>The statements in front of the loop, which then has nothing left to do; null where it does more.</summary>
    public static string? Write(LanePlan plan, FreshNames names)
    {
        var loop = plan.Loop;
        var sums = plan.Body.OfType<Reduce>().ToList();
        if (sums.Count == 0 || loop.Apart > 1 || plan.Body.Any(static s => s is not (Reduce or Set { Var.Definition: not null }))) return null;
        var powers = sums.ConvertAll(s => s.Op == "+" && s.Var.Type is Num.I32 or Num.U32 or Num.I64 or Num.U64 ? Polynomial.Of(s.Value, loop.Lane) : null);
        if (powers.Contains(null)) return null;

        var (end, from, to) = (names.Next("end"), names.Next("from"), names.Next("to"));
        var code = new CodeWriter().Line($"long {end} = {loop.Bound};");
        using (code.Block($"if ({(loop.Down ? $"{end} < {loop.Counter}" : $"{end} > {loop.Counter}")})"))
        using (code.Block("unchecked"))
        {
            code.Line(loop.Down ? $"long {from} = {end} + 1, {to} = (long){loop.Counter} + 1;" : $"long {from} = {loop.Counter}, {to} = {end};");
            for (var i = 0; i < sums.Count; i++)
            {
                var terms = powers[i]!.Select((times, power) => $"(long)({ScalarCode.Of(times)}) * global::PyIdioms.Lanes.PowerSums.Of({power}, {from}, {to})");
                code.Line($"{sums[i].Var.Name} += ({sums[i].Var.Type.Keyword()})({string.Join(" + ", terms)});");
            }
            code.Line($"{loop.Counter} = ({loop.Type.Keyword()}){end};");
        }
        return code.ToString();
    }
}
