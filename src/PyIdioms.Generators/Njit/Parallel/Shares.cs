namespace PyIdioms.Generators.Njit;

/// <summary>What each block of a loop finds for itself, and how that is put together in the order of the blocks.</summary>
static class Shares
{
    /// <summary>What a variable is put together by; ends where the order of iterations matters.</summary>
    /// <param name="Var">The variable.</param>
    /// <param name="Change">What an iteration does to it, or to the variable that says where its value was.</param>
    public sealed record Share(Variable Var, Stmt Change);

    public static List<Share> Of(LaneLoop loop, List<Stmt> body)
    {
        foreach (var statement in body.All())
        {
            var reason = statement switch
            {
                Leave => "the loop may end early",
                Scan scan => $"'{scan.Var}' is read while other iterations still add to it",
                Append append => $"where the next element of '{append.Place}' goes depends on the iterations before",
                Tally tally => $"iterations may count in the same element of '{tally.Place}'",
                Extreme { Op: "<=" or ">=" } extreme when extreme.Also.Count > 0 || extreme.Var.Type.IsFloat() => "of equal numbers the last one is kept, and threads find them out of order: compare with '<' or '>'",
                _ => null,
            };
            if (reason is not null) throw new NotVector(reason, statement.At);
        }
        return loop.Carried.ConvertAll(v => new Share(v, body.All().FirstOrDefault(s => Changes(s, v)) ?? throw new NotVector($"'{v}' of one iteration may be needed by another", loop.At)));
    }

    static bool Changes(Stmt statement, Variable variable) => statement switch
    {
        Reduce reduce => reduce.Var == variable,
        Extreme extreme => extreme.Var == variable || extreme.Also.Any(a => a.Var == variable),
        _ => false,
    };

    /// <summary>With what a block begins: what changes nothing, or what there was before the loop.</summary>
    public static string Start(Share share) => share.Change switch
    {
        Reduce { Op: "+" or "|" or "^" } => $"default({share.Var.Type.Keyword()})",
        Reduce { Op: "*" } => "1",
        Reduce { Op: "&" } => share.Var.Type == Num.Bool ? "true" : $"unchecked(({share.Var.Type.Keyword()})~0)",
        _ => "this." + share.Var.Name,
    };

    /// <summary>The statements that take in what a block found.</summary>
    public static IEnumerable<string> Taken(List<Share> shares, string part)
    {
        foreach (var (variable, change) in shares.Select(static s => (s.Var, s.Change)))
        {
            var (whole, found) = ("this." + variable.Name, $"{part}.{variable.Name}");
            switch (change)
            {
                case Reduce { Op: "Min" or "Max" } reduce: yield return $"{whole} = global::System.Math.{reduce.Op}({whole}, {found});"; break;
                case Reduce reduce: yield return $"{whole} = ({variable.Type.Keyword()})({whole} {reduce.Op} {found});"; break;
                case Extreme extreme when extreme.Var == variable:
                    var also = string.Concat(extreme.Also.Select(a => $"this.{a.Var.Name} = {part}.{a.Var.Name}; "));
                    yield return $"if ({found} {extreme.Op} {whole}) {{ {also}{whole} = {found}; }}";
                    break;
            }
        }
    }
}
