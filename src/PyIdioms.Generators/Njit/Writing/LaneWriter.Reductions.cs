namespace PyIdioms.Generators.Njit;

/// <summary>Variables that take values in: each lane has one of its own until the loop is done.</summary>
sealed partial class LaneWriter
{
    void Write(Reduce reduce)
    {
        var variable = reduce.Var;
        var into = held[variable];
        if (reduce.Op == "+" && Mask is { } mask && reduce.Value.Whole() == 1 && variable.Type.IsInteger())
        {
            // A lane that is at work has all bits set: minus one.
            for (var u = 0; u < copies; u++) code.Line($"{into[u]} -= {width.Seen(mask[u], width.Mask, width.Carrier(variable.Type))};");
            return;
        }
        if (reduce.Op == "+" && plan.IsFast && variable.Type.IsFloat() && reduce.Value is Binary { Op: "*" } product && plan.Varies(product) && !known.ContainsKey(product))
        {
            var (x, y) = (Lanes(product.Left, product.Type), Lanes(product.Right, product.Type));
            for (var u = 0; u < copies; u++) code.Line($"{into[u]} = {Masked($"{width.Vector}.MultiplyAddEstimate({x[u]}, {y[u]}, {into[u]})", into[u], variable.Type, u)};");
            return;
        }
        var value = Lanes(reduce.Value, variable.Type, isExact: reduce.Op is "Min" or "Max");
        for (var u = 0; u < copies; u++)
        {
            var taken = reduce.Op is "Min" or "Max" ? $"{width.Vector}.{reduce.Op}({into[u]}, {value[u]})" : $"{into[u]} {reduce.Op} {value[u]}";
            code.Line($"{into[u]} = {Masked(taken, into[u], variable.Type, u)};");
        }
    }

    /// <summary>The sums within a vector, and what came before it.</summary>
    void Write(Scan scan)
    {
        var variable = scan.Var;
        var carry = accumulators.Of(variable, 0);
        var value = Lanes(scan.Value, variable.Type, isExact: false);
        var sums = held[variable] = Each(_ => names.Next(variable.Name));
        for (var u = 0; u < copies; u++)
        {
            var within = names.Next();
            code.Line($"var {within} = {width.Ours}.Scan({Masked(value[u], $"{width.TypeOf(variable.Type)}.Zero", variable.Type, u)});");
            code.Line($"var {sums[u]} = {Exact(variable.Type, [$"{within} + {carry}"])[0]};");
            code.Line($"{carry} += {width.Ours}.Last({within});");
        }
        Forget(variable);
    }

    void Write(Extreme extreme)
    {
        var variable = extreme.Var;
        var into = held[variable];
        var value = Lanes(extreme.Value, variable.Type);
        var isLess = extreme.Op is "<" or "<=";
        if (extreme.Also.Count == 0)
        {
            for (var u = 0; u < copies; u++) code.Line($"{into[u]} = {Masked($"{width.Ours}.{(isLess ? "Least" : "Greatest")}({value[u]}, {into[u]})", into[u], variable.Type, u)};");
            return;
        }
        var comparison = extreme.Op switch { "<" => "LessThan", "<=" => "LessThanOrEqual", ">" => "GreaterThan", _ => "GreaterThanOrEqual" };
        var better = Each(_ => names.Next("better"));
        for (var u = 0; u < copies; u++)
        {
            var question = width.Seen($"{width.Vector}.{comparison}({value[u]}, {into[u]})", width.Carrier(variable.Type), width.Mask);
            code.Line($"var {better[u]} = {(Mask is { } mask ? $"{mask[u]} & {question}" : question)};");
        }
        Take(variable, value);
        foreach (var (also, its) in extreme.Also) Take(also, Lanes(its, also.Type));
        Take(plan.Loop.Lane, Lanes(new VarRef(plan.Loop.Lane), plan.Loop.Type), u => accumulators.PlaceOf(variable, u));

        void Take(Variable to, string[] lanes, Func<int, string>? named = null)
        {
            for (var u = 0; u < copies; u++)
            {
                var name = named?.Invoke(u) ?? held[to][u];
                code.Line($"{name} = {width.Vector}.ConditionalSelect({width.Seen(better[u], width.Mask, width.Carrier(to.Type))}, {lanes[u]}, {name});");
            }
        }
    }
}
