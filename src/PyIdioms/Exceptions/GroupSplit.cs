namespace PyIdioms;

/// <summary>Divides trees of exceptions by a predicate and keeps their shape. Each node is looked at once, and none on the stack of the thread: trees may be deep.</summary>
static class GroupSplit
{
    /// <summary>The two halves of a tree. A group that matches goes as a whole; of the others the halves are derived.</summary>
    public static (Exception? Match, Exception? Others) Of(Exception tree, Func<Exception, bool> predicate, bool wantsRest)
    {
        var open = new Stack<Division>();
        var half = Ask(tree);
        while (open.TryPeek(out var around))
        {
            if (around.Next() is { } child)
            {
                if (Ask(child) is { } done) around.Add(done);
                continue;
            }
            open.Pop();
            half = around.Halves();
            if (open.TryPeek(out var outer)) outer.Add(half.Value);
        }
        return half!.Value;

        // Null where the children have to be asked first.
        (Exception? Match, Exception? Others)? Ask(Exception node)
        {
            if (predicate(node)) return (node, null);
            if (node is not AggregateException { InnerExceptions.Count: > 0 } group) return (null, node);
            open.Push(new(group, wantsRest));
            return null;
        }
    }

    /// <summary>A group some of whose children have been asked.</summary>
    sealed class Division(AggregateException group, bool wantsRest)
    {
        readonly List<Exception> matches = [], rests = [];
        int asked;

        public Exception? Next() => asked < group.InnerExceptions.Count ? group.InnerExceptions[asked++] : null;

        public void Add((Exception? Match, Exception? Others) child)
        {
            if (child.Match is { } match) matches.Add(match);
            if (wantsRest && child.Others is { } rest) rests.Add(rest);
        }

        public (Exception? Match, Exception? Others) Halves() => (Half(matches), Half(rests));

        Exception? Half(List<Exception> children) => children.Count == 0 ? null : group is ExceptionGroup own ? own.Half(children) : Chaining.Carry(group, new ExceptionGroup(OwnMessage.Of(group), children));
    }
}
