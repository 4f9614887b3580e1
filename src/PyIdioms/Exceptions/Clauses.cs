namespace PyIdioms;

/// <summary>What one <c>except*</c> statement has caught, handled and raised so far.</summary>
sealed class Clauses
{
    readonly Exception caught;
    readonly bool isGroup;
    readonly List<Exception> raised = [];
    readonly HashSet<Exception> reraised = new(ReferenceEqualityComparer.Instance);
    Exception? rest;
    bool isTouched;

    public Clauses(Exception caught) => (this.caught, rest, isGroup) = (caught, caught, caught is AggregateException { InnerExceptions.Count: > 0 });

    /// <summary>Takes the exceptions of some types out of what nobody has handled; null for none.</summary>
    public ExceptionGroup? Take(Type[] types)
    {
        if (rest is null) return null;
        if (!isGroup)
        {
            if (!Matches(rest, types)) return null;
            (rest, isTouched) = (null, true);
            return new("", caught);
        }
        // A group is of a type as a whole only where none of what it holds is exempt from it.
        var groupsToo = !LeavesOf(rest).Any(static leaf => leaf is OperationCanceledException);
        var (match, others) = GroupSplit.Of(rest, node => node is AggregateException { InnerExceptions.Count: > 0 } ? groupsToo && node is ExceptionGroup && Matches(node, types) : Matches(node, types), wantsRest: true);
        if (match is null) return null;
        (rest, isTouched) = (others, true);
        return (ExceptionGroup)match;
    }

    /// <summary>Notes what a handler threw: its group again, or something new.</summary>
    public void Raised(ExceptionGroup group, Exception thrown)
    {
        if (ReferenceEquals(group, thrown) && group.IsReraised)
        {
            if (isGroup) reraised.UnionWith(LeavesOf(group));
            else raised.Add(group);
            return;
        }
        Chaining.Handling(thrown, group);
        raised.Add(thrown);
    }

    /// <summary>What leaves the statement; null for nothing.</summary>
    public Exception? Left()
    {
        if (!isTouched) return caught;
        var again = Again();
        return (raised, again) switch
        {
            ([], _) => again,
            ([var only], null) => only,
            (_, null) => new ExceptionGroup("", raised),
            _ => new ExceptionGroup("", [.. raised, again]),
        };
    }

    /// <summary>What was not handled or raised again: that much of the tree.</summary>
    Exception? Again()
    {
        if (rest is not null) reraised.UnionWith(LeavesOf(rest));
        if (reraised.Count == 0) return null;
        return LeavesOf(caught).All(reraised.Contains) ? caught : GroupSplit.Of(caught, node => node is not AggregateException { InnerExceptions.Count: > 0 } && reraised.Contains(node), wantsRest: false).Match;
    }

    static bool Matches(Exception exception, Type[] types) => Array.Exists(types, type =>
        type.IsInstanceOfType(exception) && (exception is not OperationCanceledException || typeof(OperationCanceledException).IsAssignableFrom(type)));

    static IEnumerable<Exception> LeavesOf(Exception tree) => ExceptionGroup.LeavesOf(tree);
}
