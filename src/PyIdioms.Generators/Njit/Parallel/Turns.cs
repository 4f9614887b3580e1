using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Njit;

/// <summary>What must hold before threads share a loop, or it stays serial this time: every index is in range, and no iteration meets another at an element that one of them stores to.</summary>
sealed class Turns
{
    const string Runtime = "global::PyIdioms.Lanes.LaneGuards";

    readonly LaneLoop loop;
    readonly FreshNames names;
    readonly IndexEnds indexes;
    readonly List<Touch> touches = [];
    readonly List<string> lines = [];
    readonly List<string> conditions = [];
    readonly Dictionary<Place, (string Low, string High)> ends = [];

    Turns(LaneLoop loop, FreshNames names, string first, string last) => (this.loop, this.names, indexes) = (loop, names, new(first, last));

    /// <summary>One element, in every iteration.</summary>
    /// <param name="Place">Where.</param>
    /// <param name="Index">Its index.</param>
    /// <param name="Form">The same as a sum of what is counted; null where it is none.</param>
    /// <param name="IsStore">Whether it is set.</param>
    /// <param name="Around">The inner loops around it.</param>
    /// <param name="At">The statement.</param>
    sealed record Touch(Place Place, Expr Index, Linear? Form, bool IsStore, IReadOnlyList<CountLoop> Around, SyntaxNode At);

    /// <summary>The locals that the conditions speak of.</summary>
    public IReadOnlyList<string> Lines => lines;

    /// <summary>The conditions.</summary>
    public IReadOnlyList<string> Conditions => conditions;

    /// <summary>Whether an iteration may still throw: then it stores nothing, and the loop is run once more as it was written.</summary>
    public bool MayThrow { get; private set; }

    /// <summary>Reads a loop's body; ends where its iterations need one another.</summary>
    /// <param name="loop">The loop.</param>
    /// <param name="body">What an iteration does.</param>
    /// <param name="names">Names.</param>
    /// <param name="first">The lowest number that is counted, a long.</param>
    /// <param name="last">The highest one, a long.</param>
    public static Turns Of(LaneLoop loop, List<Stmt> body, FreshNames names, string first, string last)
    {
        var turns = new Turns(loop, names, first, last);
        turns.Add(body, []);
        turns.conditions.AddRange(loop.Guards);
        foreach (var group in turns.touches.GroupBy(static t => t.Place)) turns.Check([.. group]);
        turns.conditions.AddRange(Hazards.Divisible(body));
        turns.CheckThrowing(body);
        turns.Apart();
        turns.conditions.InsertRange(0, turns.indexes.Conditions);
        return turns;
    }

    void Add(List<Stmt> body, IReadOnlyList<CountLoop> around)
    {
        foreach (var statement in body)
        {
            foreach (var load in statement.Values().SelectMany(static v => v.All()).OfType<Load>()) touches.Add(new(load.Place, load.Index, FormOf(load.Index, around), IsStore: false, around, statement.At));
            if (statement is Store store) touches.Add(new(store.Place, store.Index, FormOf(store.Index, around), IsStore: true, around, store.At));
            foreach (var block in statement.Blocks()) Add(block, statement is CountLoop inner ? [.. around, inner] : around);
        }
    }

    /// <summary>An index as a sum of what is counted from and to where such sums say.</summary>
    static Linear? FormOf(Expr index, IReadOnlyList<CountLoop> around) =>
        Linear.Of(index) is { } form && form.Terms.All(t => t.Var.Kind == VariableKind.Lane || around.FirstOrDefault(l => l.Counter == t.Var) is { } counting && FormOf(counting.From, around) is not null && FormOf(counting.Bound, around) is not null) ? form : null;

    void Check(List<Touch> place)
    {
        if (place.FirstOrDefault(static t => t.IsStore) is { } store) CheckStored(store, place);
        if (place.Any(static t => t.Form is null)) return;
        var (low, high) = indexes.Of(place.Select(static t => (t.Form!, t.Around)));
        var (lowest, highest) = (names.Next("low"), names.Next("high"));
        lines.Add($"long {lowest} = {low}, {highest} = {high};");
        conditions.Add($"{lowest} >= 0 && {highest} < {place[0].Place.Name}.Length");
        ends[place[0].Place] = (lowest, highest);
        foreach (var (index, around, length) in place.SelectMany(static t => Dimensions(t)).Distinct())
        {
            (low, high) = indexes.Of(Linear.Of(index)!, around);
            conditions.Add($"{low} >= 0 && {high} < {length.Code}");
        }
    }

    /// <summary>The indexes of an element of several.</summary>
    static IEnumerable<(Expr Index, IReadOnlyList<CountLoop> Around, LengthOf Length)> Dimensions(Touch touch) =>
        touch.Index is Cell cell ? cell.Indices.Select((index, d) => (index, touch.Around, new LengthOf(touch.Place, d))) : [];

    /// <summary>Each iteration has elements of its own.</summary>
    void CheckStored(Touch store, List<Touch> place)
    {
        if (place.FirstOrDefault(static t => t.Form is null) is { } unknown) throw new NotVector($"it is not known which elements of '{store.Place}' an iteration {(unknown.IsStore ? "stores" : "reads, and others store")}", unknown.At);
        var apart = store.Form!.Times(loop.Lane);
        if (apart.Whole() == 0) throw new NotVector($"every iteration stores to the same element of '{store.Place}'", store.At);
        if (place.FirstOrDefault(t => t.Form!.Times(loop.Lane) != apart) is { } other) throw new NotVector($"it is not known that iterations leave the elements of '{store.Place}' alone that others store to", other.At);
        var isKnown = true;
        foreach (var one in place.Where(static t => t.IsStore))
        {
            foreach (var two in place.Where(t => t != one)) isKnown &= CheckPair(one, two, apart);
        }
        if (isKnown && !place.Any(HasCounters)) return;
        var (low, high) = indexes.Of(place.Select(t => (t.Form!.Without(loop.Lane), t.Around)));
        conditions.Add($"{high} - {low} < global::System.Math.Abs({IndexEnds.Scalar(apart)})");
    }

    bool HasCounters(Touch touch) => touch.Form!.Terms.Any(t => t.Var != loop.Lane && t.Times.Whole() != 0);

    /// <summary>Whether two elements are known to be those of one iteration, or of none; ends where they are those of two.</summary>
    bool CheckPair(Touch store, Touch other, Expr apart)
    {
        if (other.Form!.Minus(store.Form!) is not { } distance) return false;
        if (distance.Whole() == 0) return true;
        var iterations = apart.Whole() is { } number ? distance.Whole() % number == 0 ? distance.Whole() / number : null : TimesOf(distance, apart);
        if (iterations is { } between) throw new NotVector(other.IsStore ? $"iterations {Math.Abs(between)} apart store to the same element of '{store.Place}'" : $"an iteration reads from '{store.Place}' what the one {Math.Abs(between)} {(between < 0 ? "before" : "behind")} it stores", other.At);
        return distance.Whole() is not null && apart.Whole() is not null;
    }

    /// <summary>How many times a number is in another one, as far as the text says it.</summary>
    static long? TimesOf(Expr value, Expr number) =>
        value == number ? 1 : value is Binary { Op: "*" } product ? product.Right == number ? product.Left.Whole() : product.Left == number ? product.Right.Whole() : null : null;

    void CheckThrowing(List<Stmt> body)
    {
        var thrown = body.All().FirstOrDefault(static s => s.MayThrow())?.At ?? touches.FirstOrDefault(static t => t.Form is null)?.At;
        MayThrow = thrown is not null;
        if (MayThrow && touches.FirstOrDefault(static t => t.IsStore) is { } store) throw new NotVector($"an iteration may throw when later ones have stored to '{store.Place}' already", thrown!);
    }

    /// <summary>What is stored to lies apart from what else is touched, or an iteration touches one element of both alone.</summary>
    void Apart()
    {
        var stored = touches.Where(static t => t.IsStore).Select(static t => t.Place).Distinct().ToList();
        foreach (var store in stored)
        {
            foreach (var other in ends.Keys.Where(p => p != store && (!stored.Contains(p) || stored.IndexOf(p) > stored.IndexOf(store))))
            {
                var ((low, high), (otherLow, otherHigh)) = (ends[store], ends[other]);
                var apart = $"{Runtime}.AreApart({store.Name}, {low}, {high}, {other.Name}, {otherLow}, {otherHigh})";
                conditions.Add(IsOneElement(store, other) ? $"({apart} || {Runtime}.AreSame({store.Name}, {low}, {other.Name}, {otherLow}))" : apart);
            }
        }
    }

    bool IsOneElement(Place store, Place other)
    {
        if (store.Element.Size() != other.Element.Size()) return false;
        var all = touches.Where(t => t.Place == store || t.Place == other).ToList();
        return all.All(t => !HasCounters(t) && t.Form!.Times(loop.Lane) == all[0].Form!.Times(loop.Lane))
            && all.GroupBy(static t => t.Place).All(static group => group.All(t => t.Form!.Minus(group.First().Form!)?.Whole() == 0));
    }
}
