using System.Text;

namespace PyIdioms;

/// <summary>Divides trees of exceptions by a predicate and keeps their shape.</summary>
static class GroupSplit
{
    /// <summary>The two halves of a tree. A group that matches goes as a whole; of the others the halves are derived.</summary>
    public static (Exception? Match, Exception? Others) Of(Exception tree, Func<Exception, bool> predicate, bool wantsRest)
    {
        if (predicate(tree)) return (tree, null);
        if (tree is not AggregateException { InnerExceptions: { Count: > 0 } children } group) return (null, tree);
        var (matches, rests) = (new List<Exception>(), new List<Exception>());
        foreach (var child in children)
        {
            var (match, rest) = Of(child, predicate, wantsRest);
            if (match is not null) matches.Add(match);
            if (wantsRest && rest is not null) rests.Add(rest);
        }
        return (Half(group, matches), Half(group, rests));
    }

    static Exception? Half(AggregateException group, List<Exception> children) =>
        children.Count == 0 ? null : group is ExceptionGroup own ? own.Half(children) : new ExceptionGroup(OwnMessage(group), children);

    /// <summary>An AggregateException shows its children's messages behind its own.</summary>
    static string OwnMessage(AggregateException group)
    {
        var shown = new StringBuilder();
        foreach (var child in group.InnerExceptions) shown.Append(" (").Append(child.Message).Append(')');
        var (all, behind) = (group.Message, shown.ToString());
        return all.EndsWith(behind, StringComparison.Ordinal) ? all[..^behind.Length] : all;
    }
}
