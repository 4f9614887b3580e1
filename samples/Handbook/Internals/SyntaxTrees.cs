namespace Handbook.Internals;

/// <summary>CPython Internals, "AST".</summary>
static class SyntaxTrees
{
    public static void Run()
    {
        Expr tree = new Bin(new Bin(new Num(2), '*', new Num(3)), '*', new Call("f", [new Bin(new Num(3), '+', new Num(4))]));
        var calls = new Calls();
        calls.Visit(tree);
        Console.WriteLine($"  {tree.Walk().Count()} nodes, calls {string.Join(", ", calls.Names)}");
        Console.WriteLine($"  {new ConstantFolder().Visit(tree)?.Dump()}");
    }
}
