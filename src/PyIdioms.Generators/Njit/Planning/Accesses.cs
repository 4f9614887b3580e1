using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>What a loop loads and stores, and how far apart its lanes do.</summary>
sealed class Accesses
{
    /// <summary>As many lanes as ever run together.</summary>
    const int MostLanes = 64;

    /// <summary>As far apart as lanes are still loaded in whole vectors.</summary>
    const int FurthestApart = 8;

    readonly Dictionary<(Place, Expr), int?> strides = [];
    readonly List<Access> all = [];
    readonly List<Append> appends = [];
    readonly List<Tally> tallies = [];
    readonly List<Place> wandered = [];
    readonly List<Place> fetched = [];
    readonly List<Place> scattered = [];

    /// <summary>Every access whose index is a sum of what is counted, in the order of the text.</summary>
    public IReadOnlyList<Access> All => all;

    /// <summary>What gets one more element now and then.</summary>
    public IReadOnlyList<Append> Appends => appends;

    /// <summary>What is counted in.</summary>
    public IReadOnlyList<Tally> Tallies => tallies;

    /// <summary>Places with elements whose index only the loop knows: each is asked about when it is needed.</summary>
    public IReadOnlyList<Place> Wandered => wandered;

    /// <summary>Whether the loop changes elements of a place.</summary>
    public bool IsStoredTo(Place place) => Stored.Contains(place);

    /// <summary>What the loop changes.</summary>
    public IEnumerable<Place> Stored => all.Where(static a => a.IsStore).Select(static a => a.Place).Concat(scattered).Concat(appends.Select(static a => a.Place)).Concat(tallies.Select(static t => t.Place)).Distinct();

    /// <summary>How many elements apart an element of one lane is from that of the next; null where that is not known, or far.</summary>
    public int? Stride(Place place, Expr index) => strides[(place, index)];

    /// <summary>Reads a loop's body; ends where lanes would load or store in another order than iterations do.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="body">What an iteration does.</param>
    /// <param name="mayWander">Whether lanes may load elements from anywhere, one by one.</param>
    public static Accesses Of(LaneLoop loop, List<Stmt> body, bool mayWander)
    {
        var accesses = new Accesses();
        accesses.Add(body, [], loop, mayWander);
        accesses.CheckOrder(loop);
        accesses.CheckGrowing();
        return accesses;
    }

    void Add(List<Stmt> body, IReadOnlyList<CountLoop> around, LaneLoop loop, bool mayWander)
    {
        foreach (var statement in body)
        {
            if (statement is If choice && LanePlan.Leaves(choice))
            {
                Loads(choice.Condition, statement);
                continue;
            }
            foreach (var value in statement.Values()) Loads(value, statement);
            if (statement is Append append) appends.Add(append);
            if (statement is Tally tally) tallies.Add(tally);
            if (statement is Store store) Touch(store.Place, store.Index, isStore: true, store.At);
            foreach (var block in statement.Blocks()) Add(block, statement is CountLoop inner ? [.. around, inner] : around, loop, mayWander);
        }

        void Loads(Expr value, Stmt statement)
        {
            foreach (var load in value.All().OfType<Load>()) Touch(load.Place, load.Index, isStore: false, statement.At);
        }

        void Touch(Place place, Expr index, bool isStore, SyntaxNode at)
        {
            if (Linear.Of(index) is not { } form)
            {
                if (!mayWander || index is Cell) throw new NotVector("an index is not a sum of what is counted", at);
                Wander(place, index, isStore, at, loop);
                return;
            }
            var times = form.Times(loop.Lane).Whole();
            var stride = (loop.InBlocks && times != 0 ? null : times * loop.Apart) is { } apart and >= -FurthestApart and <= FurthestApart ? (int)apart : (int?)null;
            if (stride is null && !mayWander) throw new NotVector($"elements of '{place}' that follow one another in the loop do not in memory", at);
            if (isStore && stride == 0) throw new NotVector($"every iteration stores to the same element of '{place}'", at);
            strides[(place, index)] = stride;
            all.Add(new(place, index as Cell, form, stride, isStore, around, at));
        }
    }

    void Wander(Place place, Expr index, bool isStore, SyntaxNode at, LaneLoop loop)
    {
        strides[(place, index)] = null;
        if (!wandered.Contains(place)) wandered.Add(place);
        if (!isStore)
        {
            fetched.Add(place);
            return;
        }
        // Lanes that meet in one element store in their order.
        if (loop.Down) throw new NotVector($"which iteration is the last to store to an element of '{place}' is not known in a loop that counts down", at);
        if (scattered.Contains(place)) throw new NotVector($"it is not known which elements of '{place}' iterations store", at);
        scattered.Add(place);
    }

    void CheckGrowing()
    {
        foreach (var append in appends)
        {
            if (append.Place.Element == Num.Bool) throw new NotVector($"'{append.Place}' grows and holds no numbers", append.At);
            if (IsTouched(append.Place) || tallies.Any(t => t.Place == append.Place) || appends.Any(a => a != append && a.Place == append.Place)) throw new NotVector($"'{append.Place}' grows and is touched elsewhere too", append.At);
        }
        if (tallies.Count > 0 && (tallies.Count > 1 || Stored.Count() > 1 || IsTouched(tallies[0].Place))) throw new NotVector($"the loop counts in '{tallies[0].Place}' and stores elsewhere too", tallies[0].At);
    }

    bool IsTouched(Place place) => all.Any(a => a.Place == place) || wandered.Contains(place);

    /// <summary>Within a place, what a lane stores is neither read nor stored by another lane too early.</summary>
    void CheckOrder(LaneLoop loop)
    {
        for (var s = 0; s < all.Count; s++)
        {
            if (!all[s].IsStore) continue;
            if (all[s].Stride is null && (loop.Down || all[s].HasCounters)) throw new NotVector($"it is not known which elements of '{all[s].Place}' iterations store", all[s].At);
            for (var a = 0; a < all.Count; a++)
            {
                if (a != s && all[a].Place == all[s].Place) CheckOrder(all[s], all[a], isBefore: a < s, loop);
            }
        }
        foreach (var place in wandered)
        {
            var touched = all.FirstOrDefault(a => a.Place == place && (a.IsStore || scattered.Contains(place)));
            if (touched is not null || scattered.Contains(place) && fetched.Contains(place)) throw new NotVector($"it is not known which elements of '{place}' iterations store and others read", touched?.At ?? loop.At);
        }
    }

    static void CheckOrder(Access store, Access other, bool isBefore, LaneLoop loop)
    {
        var isOwn = store.Form.Times(loop.Lane).Whole() is { } times && times != 0 && other.Form.Minus(store.Form)?.Whole() == 0;
        if (isOwn) return;
        if (store.Stride is not { } stride) throw new NotVector($"it is not known which elements of '{store.Place}' iterations store and others read", other.At);
        // Guards speak of forms that differ by what is not known, and of those that counters move.
        if (store.HasCounters || other.HasCounters || other.Form.Minus(store.Form)?.Whole() is not { } elements || elements % stride != 0) return;
        var apart = elements / stride;
        if (apart == 0) return;
        if (other.IsStore) throw new NotVector($"iterations {Math.Abs(apart)} apart store to the same element of '{store.Place}'", store.At);
        if (loop.Down) apart = -apart;
        if (apart < 0) throw new NotVector($"an iteration reads from '{store.Place}' what the one {-apart} before it stored", other.At);
        if (!isBefore) throw new NotVector($"an iteration stores to '{store.Place}' before it reads what another one stores", other.At);
    }

    /// <summary>As far as the elements can be from one another that lanes which run together store.</summary>
    public static long Reach(Access store) => MostLanes * Math.Abs((long)store.Stride!.Value);
}

/// <summary>One element, in every iteration.</summary>
/// <param name="Place">Where.</param>
/// <param name="Cell">Its indexes, if it has several.</param>
/// <param name="Form">Its index.</param>
/// <param name="Stride">How many elements apart lanes are; null where that is not known, or far.</param>
/// <param name="IsStore">Whether it is set.</param>
/// <param name="Around">The inner loops around it.</param>
/// <param name="At">The statement.</param>
sealed record Access(Place Place, Cell? Cell, Linear Form, int? Stride, bool IsStore, IReadOnlyList<CountLoop> Around, SyntaxNode At)
{
    /// <summary>Whether an inner loop moves it.</summary>
    public bool HasCounters => Form.Terms.Any(static t => t.Var.Kind == VariableKind.Counter && t.Times.Whole() != 0);
}
