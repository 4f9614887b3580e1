using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A collection that is filled from a sequence, and what becomes of it.</summary>
/// <param name="Source">The sequence.</param>
sealed record Materialization(IInvocationOperation Call, IOperation Source)
{
    static readonly HashSet<string> Once = NameWords.Set("ForEach Exists Find FindLast TrueForAll ConvertAll FindAll Contains");

    /// <summary>The collection that a call makes; null for other calls, and where a copy is all there is to go through.</summary>
    public static Materialization? Of(IInvocationOperation call)
    {
        var method = call.TargetMethod;
        switch (method.Name)
        {
            case "ToList" or "ToArray" when Sequences.IsOperator(method) && call.Arguments is [{ Value: var source }]:
                return IsSpecial(source.Unwrap().Type) ? null : new(call, source.Unwrap());
            case "ToArray" when call is { Instance: { } list, Arguments.IsEmpty: true } && list.Type is { ContainingNamespace.Name: "Generic", Name: "List" or "Queue" or "Stack" }:
                return new(call, list.Unwrap());
            case "ToCharArray" when call is { Instance: { Type.SpecialType: SpecialType.System_String } text, Arguments.IsEmpty: true }:
                return new(call, text.Unwrap());
            default:
                return null;
        }
    }

    /// <summary>Copies that mean something of their own: a moment in the life of a concurrent collection, a query to a server, work on several threads.</summary>
    static bool IsSpecial(ITypeSymbol? type) => type is null || type.ContainingNamespace?.Name == "Concurrent" || type.Name is "ParallelQuery" or "IQueryable" or "IOrderedQueryable"
        || type.AllInterfaces.Any(static i => i.Name is "IQueryable");

    /// <summary>Whether the collection is gone through once, and nothing that runs meanwhile needs the copy.</summary>
    public bool IsForNothing(Compilation compilation, CancellationToken cancel)
    {
        var roots = Sequences.Roots(Source).ToList();
        if (roots.Any(static r => IsSpecial(r.Type)) || Sequences.Root(Source) is IInvocationOperation { TargetMethod.Name: "AsEnumerable" } || Source.Descendants().Any(static o => o is IExpressionStatementOperation)) return false;
        var running = new List<IOperation>();
        return Goes(Call, running, mayBeKept: !StartsWork) && roots.All(root => new Snapshot(root, compilation, cancel).IsNeedless(running));
    }

    /// <summary>Whether making the elements starts something that goes on meanwhile: filling the collection starts all of it.</summary>
    bool StartsWork => Source.Type is INamedTypeSymbol { TypeArguments: [{ Name: "Task" or "ValueTask", ContainingNamespace.Name: "Tasks" }] };

    /// <summary>Follows a value to where it is gone through; false where it is kept, or goes elsewhere.</summary>
    bool Goes(IOperation value, List<IOperation> running, bool mayBeKept)
    {
        while (value.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) value = value.Parent;
        switch (value.Parent)
        {
            case IForEachLoopOperation each when each.Collection == value && !each.IsAsynchronous:
                running.Add(each.Body);
                return !StartsWork;
            case ISpreadOperation:
                return true;
            case IPropertyReferenceOperation { Property: { Name: "Count" or "Length" } } count when count.Instance == value:
                return true;
            case IInvocationOperation { TargetMethod: { ContainingType: { Name: "List", ContainingNamespace.Name: "Generic" } } method } call when call.Instance == value:
                running.AddRange(call.Arguments.Select(static a => a.Value));
                return Once.Contains(method.Name);
            case IArgumentOperation { Parent: IInvocationOperation call } argument when Sequences.IsLazy(call) && argument.Parameter?.Ordinal == 0:
                running.AddRange(call.Arguments.Where(a => a != argument).Select(static a => a.Value));
                return Goes(call, running, mayBeKept: false);
            case IArgumentOperation argument when Sequences.IsConsumed(argument):
                running.AddRange(argument.Parent is IInvocationOperation consumer ? consumer.Arguments.Where(a => a != argument).Select(static a => a.Value) : []);
                if (argument.Parent is IInvocationOperation { Instance: { } target, TargetMethod.Name: "AddRange" or "InsertRange" or "UnionWith" or "ExceptWith" or "IntersectWith" }) return IsOther(target, value) && IsOther(target, Source);
                return true;
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator } when mayBeKept:
                return OnlyUse(local, declarator, running) is { } use && Goes(use, running, mayBeKept: false);
            default:
                return false;
        }
    }

    /// <summary>A list is not gone through while it grows.</summary>
    static bool IsOther(IOperation target, IOperation sequence) => Place.Of(target) is { } place && !sequence.DescendantsAndSelf().Any(o => place.Equals(Place.Of(o)));

    /// <summary>The only use of a local, where it follows in the same block and is not repeated.</summary>
    static IOperation? OnlyUse(ILocalSymbol local, IVariableDeclaratorOperation declarator, List<IOperation> running)
    {
        IOperation statement = declarator;
        while (statement.Parent is not (null or IBlockOperation)) statement = statement.Parent;
        if (statement is not IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [_] }] } || statement.Parent is not IBlockOperation block) return null;
        var uses = block.Descendants().Where(o => o is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, local)).Take(2).ToList();
        if (uses is not [var only]) return null;
        var at = only;
        for (; at.Parent != block; at = at.Parent!)
        {
            if (at.Parent is null or IAnonymousFunctionOperation or ILocalFunctionOperation or IUsingOperation or ILockOperation or ITryOperation) return null;
            if (at.Parent is ILoopOperation && !(at.Parent is IForEachLoopOperation each && each.Collection == at)) return null;
        }
        var between = block.Operations.SkipWhile(s => s != statement).Skip(1).TakeWhile(s => s != at).ToList();
        running.AddRange(between);
        return between.Any(static s => s is IUsingDeclarationOperation) ? null : only;
    }
}
