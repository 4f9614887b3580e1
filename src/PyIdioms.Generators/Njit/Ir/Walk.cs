namespace PyIdioms.Generators.Njit;

/// <summary>Goes through values and statements.</summary>
static class Walk
{
    /// <summary>A value and those it is made of.</summary>
    public static IEnumerable<Expr> All(this Expr value)
    {
        yield return value;
        foreach (var part in value.Parts())
        {
            foreach (var inner in part.All()) yield return inner;
        }
    }

    /// <summary>What a value is made of.</summary>
    public static IReadOnlyList<Expr> Parts(this Expr value) => value switch
    {
        Load load => [load.Index],
        Cell cell => [.. cell.Indices],
        Unary unary => [unary.Operand],
        Binary binary => [binary.Left, binary.Right],
        Compare compare => [compare.Left, compare.Right],
        Choose choose => [choose.If, choose.Then, choose.Else],
        Converted converted => [converted.Operand],
        Called called => [.. called.Arguments],
        _ => [],
    };

    /// <summary>Statements and those in them, in the order of the text.</summary>
    public static IEnumerable<Stmt> All(this IEnumerable<Stmt> statements)
    {
        foreach (var statement in statements)
        {
            yield return statement;
            foreach (var inner in statement.Blocks().SelectMany(static b => b).All()) yield return inner;
        }
    }

    /// <summary>The lists of statements in a statement.</summary>
    public static IReadOnlyList<List<Stmt>> Blocks(this Stmt statement) => statement switch
    {
        If choice => [choice.Then, choice.Else],
        CountLoop loop => [loop.Body],
        WhileLoop loop => [loop.Body],
        _ => [],
    };

    /// <summary>The values that a statement itself computes.</summary>
    public static IReadOnlyList<Expr> Values(this Stmt statement) => statement switch
    {
        Set set => [set.Value],
        Store store => [store.Index, store.Value],
        If choice => [choice.Condition],
        CountLoop loop => [loop.From, loop.To],
        WhileLoop loop => [loop.Condition],
        Reduce reduce => [reduce.Value],
        Scan scan => [scan.Value],
        Append append => [append.Value],
        Tally tally => [tally.Index, tally.Value],
        Extreme extreme => [extreme.Value, .. extreme.Also.Select(static a => a.Value)],
        _ => [],
    };

    /// <summary>A statement and those in it, in the order of the text.</summary>
    public static IEnumerable<Stmt> All(this Stmt statement) => new[] { statement }.All();

    /// <summary>Whether a value is the same in all iterations whatever they do: neither variables nor elements are in it, and nothing is called.</summary>
    public static bool IsFixed(this Expr value) => value.All().All(static e => e is not (VarRef or Load or Called));

    /// <summary>Whether a value reads a variable.</summary>
    public static bool Reads(this Expr value, Variable variable) => value.All().Any(e => e is VarRef reference && reference.Var == variable);
}
