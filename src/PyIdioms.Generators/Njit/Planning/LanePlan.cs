namespace PyIdioms.Generators.Njit;

/// <summary>How a loop's iterations become lanes.</summary>
sealed class LanePlan
{
    readonly HashSet<Variable> varying = [];
    readonly List<CountLoop> uneven = [];

    LanePlan(LaneLoop loop, List<Stmt> body, bool isFast) => (Loop, Body, IsFast) = (loop, body, isFast);

    public LaneLoop Loop { get; }

    /// <summary>What an iteration does, with its reductions named.</summary>
    public List<Stmt> Body { get; }

    /// <summary>Whether additions may be ordered anew and functions be nearly exact.</summary>
    public bool IsFast { get; }

    /// <summary>What lanes find out where they begin; null where there is no such thing.</summary>
    public Recurrence? Recurrence { get; private init; }

    /// <summary>What is loaded and stored.</summary>
    public required Accesses Accesses { get; init; }

    /// <summary>How many bytes a lane has: the most that one of its values takes.</summary>
    public int LaneBytes { get; private set; }

    /// <summary>Plans a loop; ends where its iterations cannot be lanes.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="isFast">Whether additions may be ordered anew and functions be nearly exact.</param>
    /// <param name="mayWander">Whether lanes may load elements from anywhere, one by one.</param>
    /// <param name="names">Names.</param>
    public static LanePlan Of(LaneLoop loop, bool isFast, bool mayWander, FreshNames names)
    {
        loop = loop with { Body = Unrolled.Write(loop.Body, names) };
        Define(loop.Body);
        var recurrence = Recurrence.Find(loop);
        loop = loop with { InBlocks = recurrence is not null };
        var body = Hazards.ChangeLast(Reductions.Find(loop, isFast, recurrence?.State ?? []), names);
        var plan = new LanePlan(loop, body, isFast) { Accesses = Accesses.Of(loop, body, mayWander), Recurrence = recurrence };
        plan.CheckBlocks();
        plan.FindVarying();
        if (plan.uneven.FirstOrDefault() is { } uneven)
        {
            if (!mayWander) throw new NotVector("the inner loop's bounds differ between lanes", uneven.At);
            return Of(loop with { Body = Uneven.Write(loop.Body, [.. plan.uneven.Select(static l => l.Counter)], names) }, isFast, mayWander, names);
        }
        plan.CheckLeaves();
        plan.CheckMath();
        plan.LaneBytes = plan.Sizes().DefaultIfEmpty(4).Max() > 4 ? 8 : 4;
        return plan;
    }

    /// <summary>Whether the last lanes too must be computed as the others are: functions of ours differ from the scalar ones in the last bits.</summary>
    public bool HasOwnMath => Body.All().SelectMany(static s => s.Values()).SelectMany(static v => v.All()).Any(e => e is Called called && MathFunctions.IsApproximate(called.Name) && Varies(called));

    /// <summary>Lanes that are far from one another keep no order, and do not stop in the middle.</summary>
    void CheckBlocks()
    {
        if (Recurrence is null) return;
        var bad = Body.All().FirstOrDefault(static s => s is Scan or Append || s.MayThrow() && s is not Tally);
        if (bad is not null || Accesses.Tallies.Count > 0) throw new NotVector($"'{Recurrence.State[0]}' of one iteration is needed by the next, and the order of iterations matters elsewhere", (bad ?? Accesses.Tallies[0]).At);
    }

    /// <summary>Locals that are set once, from what is counted alone.</summary>
    public static void Define(List<Stmt> body)
    {
        foreach (var sets in body.All().OfType<Set>().Where(static s => s.Var.Kind == VariableKind.Local).GroupBy(static s => s.Var))
        {
            if (sets.ToList() is [{ IsNew: true, Value: var value }] && value.Type.IsInteger() && value.All().All(static e => e is not (Load or Called) && e is not VarRef { Var: { Kind: VariableKind.Carried } or { Kind: VariableKind.Local, Definition: null } })) sets.Key.Definition = value;
        }
    }

    /// <summary>Whether a variable has a value for each lane.</summary>
    public bool Varies(Variable variable) => varying.Contains(variable);

    /// <summary>Whether a value is another one in each lane.</summary>
    public bool Varies(Expr value) => value switch
    {
        VarRef reference => varying.Contains(reference.Var),
        Load load when Linear.Of(load.Index) is not null => Accesses.Stride(load.Place, load.Index) != 0,
        _ => value.Parts().Any(Varies),
    };

    void FindVarying()
    {
        varying.Add(Loop.Lane);
        var cursors = Body.All().OfType<Append>().Select(static a => a.Cursor).ToList();
        foreach (var variable in Loop.Carried.Where(v => !cursors.Contains(v))) varying.Add(variable);
        int before;
        do
        {
            before = varying.Count;
            Visit(Body, isMasked: false);
        }
        while (varying.Count > before);
    }

    void Visit(List<Stmt> body, bool isMasked)
    {
        foreach (var statement in body)
        {
            switch (statement)
            {
                case Set set:
                    if (Varies(set.Value) || isMasked && !set.IsNew) varying.Add(set.Var);
                    break;
                case If choice:
                    var isMaskedInside = isMasked || Varies(choice.Condition);
                    Visit(choice.Then, isMaskedInside);
                    Visit(choice.Else, isMaskedInside);
                    break;
                case CountLoop loop:
                    if (Varies(loop.From) || Varies(loop.To)) uneven.Add(loop);
                    Visit(loop.Body, isMasked || Departs(loop.Body, isMasked));
                    break;
                case WhileLoop loop: Visit(loop.Body, isMasked || Varies(loop.Condition) || Departs(loop.Body, isMasked)); break;
            }
        }
    }

    /// <summary>Whether lanes leave a loop, or an iteration of it, one before the other.</summary>
    public bool Departs(List<Stmt> body, bool isMasked) => body.Any(statement => statement switch
    {
        Break or Continue => isMasked,
        If choice => Departs(choice.Then, isMasked || Varies(choice.Condition)) || Departs(choice.Else, isMasked || Varies(choice.Condition)),
        _ => false,
    });

    /// <summary>Whether something is stored that may throw meanwhile: it is stored behind that, so nothing else may be where it goes.</summary>
    public bool StoresLate => Body.All().Any(static s => s is Store) && Body.All().Any(static s => s.MayThrow());

    /// <summary>What may throw does so before anything is changed for good: the scalar loop then finds out where.</summary>
    static void CheckHazards(List<Stmt> body, ref bool isChanged)
    {
        foreach (var statement in body)
        {
            if (isChanged && statement.MayThrow()) throw new NotVector("what may throw stands behind what the iteration changes", statement.At);
            if (statement is CountLoop or WhileLoop && statement.All().Any(static s => s.MayThrow()) && statement.All().Any(IsChange)) throw new NotVector("what may throw stands in a loop that changes something", statement.At);
            foreach (var block in statement.Blocks()) CheckHazards(block, ref isChanged);
            isChanged |= IsChange(statement);
        }
    }

    static bool IsChange(Stmt statement) => statement is Store or Reduce or Extreme or Scan or Append or Tally;

    /// <summary>A loop that is left early is left before anything is changed: the scalar loop finds out where.</summary>
    void CheckLeaves()
    {
        var isChanged = false;
        CheckHazards(Body, ref isChanged);
        isChanged = false;
        foreach (var statement in Body)
        {
            if (statement is If choice && Leaves(choice))
            {
                if (isChanged) throw new NotVector("the loop may end after it has changed something", choice.At);
                continue;
            }
            if (statement.All().FirstOrDefault(static s => s is Leave) is { } leave) throw new NotVector("the loop ends from within another statement than an 'if' of its own", leave.At);
            isChanged |= statement.All().Any(IsChange);
        }
    }

    /// <summary>Whether a choice ends the loop.</summary>
    public static bool Leaves(If choice) => choice.Then is [.., Leave] && choice.Else.Count == 0;

    void CheckMath()
    {
        foreach (var statement in Body.All())
        {
            foreach (var called in statement.Values().SelectMany(static v => v.All()).OfType<Called>())
            {
                if (!IsFast && Varies(called) && MathFunctions.IsApproximate(called.Name)) throw new NotVector($"the vector form of '{called.Name}' differs in the last bits: allow it with FastMath", statement.At);
            }
        }
    }

    IEnumerable<int> Sizes()
    {
        foreach (var statement in Body.All())
        {
            if (StoredTo(statement) is { } place) yield return place.Element.Size();
            foreach (var variable in Changed(statement).Where(Varies)) yield return variable.Type.Size();
            foreach (var value in Valued(statement).SelectMany(Computed)) yield return Varies(value) && value.Type != Num.Bool ? value is Binary binary && Hazards.IsDivision(binary) ? 8 : value.Type.Size() : 1;
        }
    }

    /// <summary>A value and those it is made of, as far as lanes compute them: an index that is a sum of what is counted is not.</summary>
    static IEnumerable<Expr> Computed(Expr value) => value is Load load && Linear.Of(load.Index) is not null ? [value] : value.Parts().SelectMany(Computed).Prepend(value);

    static Place? StoredTo(Stmt statement) => statement switch
    {
        Store store => store.Place,
        Append append => append.Place,
        Tally tally => tally.Place,
        _ => null,
    };

    static IEnumerable<Variable> Changed(Stmt statement) => statement switch
    {
        Set set => [set.Var],
        Reduce reduce => [reduce.Var],
        Scan scan => [scan.Var],
        Extreme extreme => [extreme.Var, .. extreme.Also.Select(static a => a.Var)],
        _ => [],
    };

    /// <summary>What a statement computes in lanes: indexes are not.</summary>
    static IEnumerable<Expr> Valued(Stmt statement) => statement switch
    {
        Store store => Linear.Of(store.Index) is null ? [store.Value, store.Index] : [store.Value],
        CountLoop => [],
        _ => statement.Values(),
    };
}
