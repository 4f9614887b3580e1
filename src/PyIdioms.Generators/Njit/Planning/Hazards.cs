namespace PyIdioms.Generators.Njit;

/// <summary>What may throw in one lane: before it does, all lanes stop, and the scalar loop goes on from there.</summary>
static class Hazards
{
    /// <summary>Whether computing a value may throw.</summary>
    public static bool MayThrow(this Expr value) => value.All().Any(static e => IsNegation(e) || e is Load load && Linear.Of(load.Index) is null || e is Binary binary && IsDivision(binary) && !IsByFixed(binary) && Divisor(binary) is null or -1);

    /// <summary>Whether a whole number is made one above zero: the least has none.</summary>
    public static bool IsNegation(Expr value) => value is Called { Name: "Abs" } called && called.Type.IsInteger();

    /// <summary>Whether a statement may throw, not those in it.</summary>
    public static bool MayThrow(this Stmt statement) => statement is Tally || statement is Store store && Linear.Of(store.Index) is null || statement.Values().Any(static v => v.MayThrow());

    /// <summary>Whether whole numbers are divided by one number that is the same for the whole loop, and asked about before it.</summary>
    public static bool IsByFixed(Binary binary) => IsDivision(binary) && binary.Right is not Const && binary.Right.IsFixed();

    /// <summary>Whether whole numbers are divided other than by shifting.</summary>
    public static bool IsDivision(Binary binary) => binary.Op is "/" or "%" && binary.Type.IsInteger() && !(binary.Right is Const { Value: var value } && Constants.PowerOfTwo(value) is not null);

    /// <summary>What must hold so that none of those divisions throws.</summary>
    public static IEnumerable<string> Divisible(List<Stmt> body) =>
        body.All().SelectMany(static s => s.Values()).SelectMany(static v => v.All()).OfType<Binary>().Where(IsByFixed).Select(static b => b.Right).Distinct()
            .Select(static d => d.Type.IsSigned() ? $"{ScalarCode.Of(d)} is not (0 or -1)" : $"{ScalarCode.Of(d)} != 0");

    /// <summary>The number that is divided by; null where it is not known.</summary>
    static long? Divisor(Binary binary) => binary.Right is Const { Value: ulong } ? 1 : binary.Right.Whole();

    /// <summary>Writes a body again so that what it adds to, and what it stores, is changed behind all that may throw, as long as nothing reads that before.</summary>
    public static List<Stmt> ChangeLast(List<Stmt> body, FreshNames names)
    {
        var last = body.FindLastIndex(static s => s.All().Any(static inner => inner.MayThrow()));
        if (last <= 0 || body.All().Any(static s => s is Continue)) return body;
        var (all, behind) = (new List<Stmt>(), new List<Stmt>());
        for (var i = 0; i < body.Count; i++)
        {
            if (i < last && ValueOf(body[i], body) is { } value)
            {
                var kept = new Variable(names.Next("kept"), value.Type, VariableKind.Local);
                all.Add(new Set(body[i].At, kept, value, IsNew: true));
                behind.Add(body[i] switch { Reduce sum => sum with { Value = new VarRef(kept) }, Store store => store with { Value = new VarRef(kept) }, var other => other });
            }
            else all.Add(body[i]);
            if (i == last) all.AddRange(behind);
        }
        return all;
    }

    /// <summary>The value with which a statement changes what nothing else in the loop touches; null for others.</summary>
    static Expr? ValueOf(Stmt statement, List<Stmt> body) => statement switch
    {
        Reduce sum => sum.Value,
        Store store when Linear.Of(store.Index) is not null && body.All().Count(s => s is Store other && other.Place == store.Place || s.Values().SelectMany(static v => v.All()).Any(e => e is Load load && load.Place == store.Place)) == 1 => store.Value,
        _ => null,
    };
}
