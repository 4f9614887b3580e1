namespace PyIdioms.Generators.Njit;

/// <summary>Finds the sums that are read as they grow.</summary>
static class Scans
{
    /// <summary>Writes a body again with them named: a variable that is added to once, in every iteration, and read behind that.</summary>
    public static List<Stmt> Find(List<Stmt> body, LaneLoop loop)
    {
        if (loop.Down) return body;
        var all = new List<Stmt>(body);
        for (var i = 0; i < body.Count; i++)
        {
            if (body[i] is Reduce { Op: "+" } sum && IsReadBehind(sum.Var, body, i)) all[i] = new Scan(sum.At, sum.Var, sum.Value);
        }
        return all;
    }

    static bool IsReadBehind(Variable variable, List<Stmt> body, int at)
    {
        var reads = body.Select(s => s.All().Any(inner => inner.Values().Any(v => v.Reads(variable)))).ToList();
        return !reads.Take(at + 1).Any(static r => r) && reads.Skip(at + 1).Any(static r => r);
    }
}
