using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>What a loop loads and stores, and how far apart its lanes do.</summary>
sealed class Accesses
{
    /// <summary>As far as lanes that run together can be from one another.</summary>
    public const int FurthestLane = 256;

    readonly Dictionary<(Place, Expr), int> strides = [];
    readonly List<Access> all = [];
    readonly List<Append> appends = [];
    readonly List<Tally> tallies = [];

    /// <summary>Every access, in the order of the text.</summary>
    public IReadOnlyList<Access> All => all;

    /// <summary>What gets one more element now and then.</summary>
    public IReadOnlyList<Append> Appends => appends;

    /// <summary>Whether the loop changes elements of a place.</summary>
    public bool IsStoredTo(Place place) => all.Any(a => a.IsStore && a.Place == place) || appends.Any(a => a.Place == place) || tallies.Any(t => t.Place == place);

    /// <summary>What is counted in.</summary>
    public IReadOnlyList<Tally> Tallies => tallies;

    /// <summary>How many elements apart an element of one lane is from that of the next.</summary>
    public int Stride(Place place, Expr index) => strides[(place, index)];

    public static Accesses Of(LaneLoop loop, List<Stmt> body)
    {
        var accesses = new Accesses();
        accesses.Add(body, [], loop);
        accesses.CheckOrder(loop);
        accesses.CheckAppends();
        return accesses;
    }

    void Add(List<Stmt> body, IReadOnlyList<CountLoop> around, LaneLoop loop)
    {
        foreach (var statement in body)
        {
            if (statement is If choice && LanePlan.Leaves(choice))
            {
                Loads(choice.Condition, statement, around, loop);
                continue;
            }
            foreach (var value in statement.Values()) Loads(value, statement, around, loop);
            if (statement is Append append) appends.Add(append);
            if (statement is Tally tally) tallies.Add(tally);
            if (statement is Store store) Add(new(store.Place, FormOf(store.Index, store.At), IsStore: true, around, store.At), store.Index, loop);
            foreach (var block in statement.Blocks()) Add(block, statement is CountLoop inner ? [.. around, inner] : around, loop);
        }
    }

    void Loads(Expr value, Stmt statement, IReadOnlyList<CountLoop> around, LaneLoop loop)
    {
        foreach (var load in value.All().OfType<Load>()) Add(new(load.Place, FormOf(load.Index, statement.At), IsStore: false, around, statement.At), load.Index, loop);
    }

    static Linear FormOf(Expr index, SyntaxNode at) => Linear.Of(index) ?? throw new NotVector("an index is not a sum of what is counted", at);

    void Add(Access access, Expr index, LaneLoop loop)
    {
        var stride = access.Form.Times(loop.Lane).Whole() is { } times and >= -8 and <= 8 ? (int)times : throw new NotVector($"elements of '{access.Place}' that follow one another in the loop do not in memory", access.At);
        if (access.IsStore && stride != 1) throw new NotVector(stride == 0 ? $"every iteration stores to the same element of '{access.Place}'" : $"elements of '{access.Place}' are stored {stride} apart", access.At);
        strides[(access.Place, index)] = stride;
        all.Add(access);
    }

    void CheckAppends()
    {
        foreach (var append in appends)
        {
            if (all.Any(a => a.Place == append.Place) || tallies.Any(t => t.Place == append.Place) || appends.Any(a => a != append && a.Place == append.Place)) throw new NotVector($"'{append.Place}' grows and is touched elsewhere too", append.At);
        }
        if (tallies.Count > 0 && (tallies.Count > 1 || all.Any(a => a.IsStore || a.Place == tallies[0].Place))) throw new NotVector($"the loop counts in '{tallies[0].Place}' and stores elsewhere too", tallies[0].At);
    }

    /// <summary>Within a place, what a lane stores is neither read nor stored by another lane too early.</summary>
    void CheckOrder(LaneLoop loop)
    {
        for (var s = 0; s < all.Count; s++)
        {
            if (!all[s].IsStore) continue;
            for (var a = 0; a < all.Count; a++)
            {
                if (a != s && all[a].Place == all[s].Place) CheckOrder(all[s], all[a], isBefore: a < s, loop);
            }
        }
    }

    static void CheckOrder(Access store, Access other, bool isBefore, LaneLoop loop)
    {
        // Guards speak of forms that differ by what is not known, and of those that counters move.
        if (store.HasCounters || other.HasCounters || other.Form.Minus(store.Form)?.Whole() is not { } apart || apart == 0) return;
        if (other.IsStore) throw new NotVector($"iterations {Math.Abs(apart)} apart store to the same element of '{store.Place}'", store.At);
        if (loop.Down) apart = -apart;
        if (apart < 0) throw new NotVector($"an iteration reads from '{store.Place}' what the one {-apart} before it stored", other.At);
        if (!isBefore) throw new NotVector($"an iteration stores to '{store.Place}' before it reads what another one stores", other.At);
    }
}

/// <summary>One element, in every iteration.</summary>
/// <param name="Place">Where.</param>
/// <param name="Form">Its index.</param>
/// <param name="IsStore">Whether it is set.</param>
/// <param name="Around">The inner loops around it.</param>
/// <param name="At">The statement.</param>
sealed record Access(Place Place, Linear Form, bool IsStore, IReadOnlyList<CountLoop> Around, SyntaxNode At)
{
    /// <summary>Whether an inner loop moves it.</summary>
    public bool HasCounters => Form.Terms.Any(static t => t.Var.Kind == VariableKind.Counter && t.Times.Whole() != 0);
}
