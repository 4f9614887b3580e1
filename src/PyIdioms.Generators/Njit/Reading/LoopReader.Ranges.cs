using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.Njit;

/// <summary>Loops over a Prange, which count.</summary>
sealed partial class LoopReader
{
    /// <summary>Whether a loop counts what a Prange has.</summary>
    public static bool IsOverRange(IOperation operation) =>
        operation is IForEachLoopOperation { Collection: var collection } && Unwrapped(collection).Type is { Name: "Prange", ContainingNamespace: { Name: nameof(PyIdioms), ContainingNamespace.IsGlobalNamespace: true } };

    static IOperation Unwrapped(IOperation collection) => collection is IConversionOperation { IsImplicit: true, Operand: var inner } ? inner : collection;

    /// <summary>The local that keeps the range, which is asked for once.</summary>
    public static string RangeOf(Variable lane) => lane.Name + "Range";

    LaneLoop ReadRange(IForEachLoopOperation loop)
    {
        var lane = new Variable(names.Next("at"), Num.I32, VariableKind.Lane);
        var body = Numbered(loop, lane);
        body.AddRange(ReadAll([loop.Body]));
        return new((StatementSyntax)root, lane, lane.Name + "Start", Num.I32, $"{RangeOf(lane)}.Stop", Step: 1, body, [.. places.Values], carried, guards);
    }

    void RangeInside(IForEachLoopOperation loop, List<Stmt> into)
    {
        if (Unwrapped(loop.Collection) is not IObjectCreationOperation { Arguments: { Length: > 0 } arguments, Initializer: null }) throw new NotVector($"'{TokenText.Of(loop.Collection.Syntax)}' does not say where it begins and ends", loop.Collection.Syntax);
        var ends = arguments.OrderBy(static a => a.Parameter!.Ordinal).Select(a => Value(a.Value) is var end && end.IsFixed() ? end : Kept(end, a.Syntax, into)).ToList();
        var counter = new Variable(names.Next("at"), Num.I32, VariableKind.Counter);
        var body = Numbered(loop, counter);
        body.AddRange(Within(loop, loop.Body));
        into.Add(new CountLoop(loop.Syntax, counter, ends.Count > 1 ? ends[0] : Constants.Zero(Num.I32), As(Num.I64, ends[ends.Count - 1]), 1, body));
    }

    /// <summary>A value that is computed before the loop, which may change what it is made of.</summary>
    VarRef Kept(Expr value, SyntaxNode at, List<Stmt> into)
    {
        var kept = new Variable(names.Next(), value.Type, VariableKind.Local);
        into.Add(new Set(at, kept, value, IsNew: true));
        return new(kept);
    }

    /// <summary>Gives the user's number its name: of another type than int it is a variable of its own.</summary>
    List<Stmt> Numbered(IForEachLoopOperation loop, Variable counted)
    {
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var symbol } || Nums.Of(symbol.Type) is not { } type || !Num.I32.Fits(type)) throw new NotVector("the loop is counted by neither an int nor a long", loop.LoopControlVariable.Syntax);
        if (type != Num.I32) return [new Set(loop.LoopControlVariable.Syntax, NewLocal(symbol, type), new Converted(type, new VarRef(counted)), IsNew: true)];
        variables[symbol] = counted;
        return [];
    }
}
