using PyIdioms;

namespace Handbook.DesignPatterns;

/// <summary>Design Patterns, "Command pattern": what was done can be undone.</summary>
public sealed partial class Cart
{
    readonly List<string> items = [];

    /// <summary>The sin: the caller has to know how to take back what, and in which order.</summary>
    public static IReadOnlyList<string> UndoneByHand()
    {
        var items = new List<string>();
        var undo = new Stack<Action>();
        items.Add("bread");
        undo.Push(() => items.Remove("bread"));
        items.Insert(0, "milk");
        undo.Push(() => items.RemoveAt(0));
        while (undo.TryPop(out var last)) last();
        return items;
    }

    /// <summary>The idiom: a method and the one that takes it back.</summary>
    [Undoable(Undo = nameof(Remove))]
    public partial void Add(string item);

    void AddCore(string item) => items.Add(item);

    [Undoable(Undo = nameof(Add))]
    public partial void Remove(string item);

    void RemoveCore(string item) => items.Remove(item);

    public override string ToString() => string.Join(" ", items);
}
