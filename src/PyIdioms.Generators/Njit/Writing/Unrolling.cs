namespace PyIdioms.Generators.Njit;

/// <summary>How many vectors of each value a loop has in hand, so that one need not wait for another.</summary>
static class Unrolling
{
    const int Large = 40;

    public static int Of(LanePlan plan, Width width)
    {
        var statements = plan.Body.All().ToList();
        var size = statements.Sum(static s => s.Values().Sum(static v => v.All().Count()));
        if (statements.Any(static s => s.Values().Any(static v => v.All().Any(static e => e is Called called && MathFunctions.IsApproximate(called.Name))))) return 1;
        if (statements.Any(static s => s is Tally)) return 1;
        if (statements.Any(static s => s is WhileLoop)) return size > 2 * Large ? 2 : 3;
        if (statements.Any(static s => s is CountLoop)) return size > Large ? 1 : 4;
        return statements.Any(static s => s is Reduce or Extreme or Scan) ? size > Large ? 2 : 4 : size > Large ? 1 : 2;
    }
}
