using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Loops;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Performance;

/// <summary>Lazy sequences that a body goes through twice on some path.</summary>
static class RepeatedEnumerations
{
    /// <summary>How many names for a sequence are followed.</summary>
    const int MostNames = 8;

    static readonly Words Operators = Words.Of(["IEnumerable", "IOrderedEnumerable", "Where", "Select", "SelectMany", "OfType", "Cast", "Distinct", "Skip", "Take", "Concat", "OrderBy", "OrderByDescending", "Except", "Union", "Reverse", "Order", "DistinctBy"]);

    static readonly Gathered<string> Iterators = new(static (tree, cancel) => !WordIndex.Of(tree, cancel).Has("yield") ? []
        : tree.GetRoot(cancel).DescendantNodes().OfType<YieldStatementSyntax>().Select(static y => y.FirstAncestorOrSelf<SyntaxNode>(static n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax)).OfType<MethodDeclarationSyntax>().Select(static m => m.Identifier.ValueText).Distinct());

    /// <summary>What a body mentions that has a lazy sequence: an operator, the type, or a method of the program that makes one.</summary>
    public static Words WordsFor(Compilation compilation, CancellationToken cancel) => Words.Any(Operators, Words.Of(Iterators.In(compilation, cancel).All));

    /// <summary>The sequences that are gone through again, in the order of the places.</summary>
    public static IEnumerable<Again> In(IOperation body, Compilation compilation, CancellationToken cancel)
    {
        if (!body.Descendants().Any(static o => VariableOf(o) is not null && Sequences.IsEnumerable(o.Type))) yield break;
        var sources = new SequenceSources(body);
        var candidates = CandidatesIn(body, sources, new(compilation, cancel));
        if (candidates.Count == 0) yield break;
        var found = new Dictionary<ISymbol, Again>(SymbolEqualityComparer.Default);
        foreach (var use in body.Descendants().Where(o => VariableOf(o) is not null && IsGoneThrough(o) && !IsCold(o.Syntax)))
        {
            foreach (var (sequence, mention) in sources.Behind(use))
            {
                if (!candidates.ContainsKey(sequence) || sources.IsKept(sequence) || !Loop.Around(use).Any(l => l.Caller is not null && !l.Declares(sequence) && !(Turns.Most(l) <= 1))) continue;
                if (!found.ContainsKey(sequence)) found[sequence] = new(sequence, use.Syntax, mention == use.Syntax ? null : mention);
                break;
            }
        }
        if (candidates.Any(c => c.Value > 1 && !found.ContainsKey(c.Key)) && GraphOf(body, cancel) is { } graph)
        {
            Follow(graph, candidates, sources, found, cancel);
            foreach (var nested in graph.Nested(cancel)) Follow(nested, candidates, sources, found, cancel);
        }
        foreach (var pair in found.OrderBy(static f => f.Value.Place.SpanStart)) yield return pair.Value;
    }

    static void Follow(ControlFlowGraph graph, Dictionary<ISymbol, int> candidates, SequenceSources sources, Dictionary<ISymbol, Again> found, CancellationToken cancel)
    {
        var domain = new EnumeratedOnce(candidates.ContainsKey, sources);
        var result = Flow.Run(graph, domain, cancel);
        if (!result.Complete) return;
        var inLambdas = found.Keys.ToImmutableHashSet(SymbolEqualityComparer.Default);
        domain.Repeated = again =>
        {
            if (!inLambdas.Contains(again.Sequence) && (!found.TryGetValue(again.Sequence, out var known) || known.Place.SpanStart > again.Place.SpanStart)) found[again.Sequence] = again;
        };
        result.Replay((operation, state) => domain.Transfer(state, operation), cancel);
    }

    /// <summary>Variables that may be lazy, and how often they are gone through in the text: twice there, or once in something that repeats.</summary>
    static Dictionary<ISymbol, int> CandidatesIn(IOperation body, SequenceSources sources, HandedIn callers)
    {
        var counts = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        foreach (var operation in body.Descendants())
        {
            if (VariableOf(operation) is null || !Sequences.IsEnumerable(operation.Type) || !IsGoneThrough(operation) || IsCold(operation.Syntax)) continue;
            foreach (var (sequence, _) in sources.Behind(operation))
            {
                var weight = Loop.Around(operation).Any(l => !l.Declares(sequence)) ? 2 : 1;
                counts[sequence] = counts.TryGetValue(sequence, out var count) ? count + weight : weight;
            }
        }
        foreach (var variable in counts.Where(c => c.Value < 2 || !IsLazy(c.Key, body, callers, 0)).Select(static c => c.Key).ToList()) counts.Remove(variable);
        return counts;
    }

    internal static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { IsDeclaration: false, Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IConditionalAccessInstanceOperation => Place.Of(operation) is { IsVariable: true, Root: { } root } ? root : null,
        _ => null,
    };

    /// <summary>Whether a reference is gone through where it stands, itself or what operators make of it.</summary>
    static bool IsGoneThrough(IOperation use)
    {
        while (true)
        {
            while (use.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation or ITranslatedQueryOperation) use = use.Parent;
            switch (use.Parent)
            {
                case IForEachLoopOperation each:
                    return each.Collection == use;
                case ISpreadOperation:
                    return true;
                case IInvocationOperation { TargetMethod.Name: "GetEnumerator" } call when call.Instance == use:
                    return true;
                case IArgumentOperation { Parent: IInvocationOperation call } argument when Sequences.IsLazy(call) && (argument.Parameter?.Ordinal == 0 || Sequences.IsEnumerable(argument.Parameter?.Type)):
                    use = call;
                    continue;
                case IArgumentOperation argument:
                    return Sequences.IsConsumed(argument);
                default:
                    return false;
            }
        }
    }

    /// <summary>Whether a variable may hold a sequence that is made while it is gone through: nothing shows that it is a collection.</summary>
    static bool IsLazy(ISymbol variable, IOperation body, HandedIn callers, int depth)
    {
        if (variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } } || depth == MostNames) return false;
        var isLazy = variable is IParameterSymbol parameter && !callers.IsOnlyCollections(parameter);
        bool IsLazyToo(ISymbol other) => !SymbolEqualityComparer.Default.Equals(other, variable) && IsLazy(other, body, callers, depth + 1);
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IForEachLoopOperation each when each.Locals.Contains(variable, SymbolEqualityComparer.Default):
                    return false;
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable):
                    isLazy |= declarator.Initializer is { Value: var initial } && MayBeLazy(initial, IsLazyToo);
                    break;
                case ISimpleAssignmentOperation { Target: var target, Value: var value } when SymbolEqualityComparer.Default.Equals(VariableOf(target), variable):
                    isLazy |= MayBeLazy(value, IsLazyToo);
                    break;
                case IIsTypeOperation { ValueOperand: var tested } when SymbolEqualityComparer.Default.Equals(VariableOf(tested.Unwrap()), variable):
                case IIsPatternOperation { Value: var matched, Pattern: IDeclarationPatternOperation or ITypePatternOperation or IRecursivePatternOperation or INegatedPatternOperation { Pattern: ITypePatternOperation or IDeclarationPatternOperation } } when SymbolEqualityComparer.Default.Equals(VariableOf(matched.Unwrap()), variable):
                case IConversionOperation { IsTryCast: true, Operand: var cast } when SymbolEqualityComparer.Default.Equals(VariableOf(cast), variable):
                case IInvocationOperation { TargetMethod.Name: "TryGetNonEnumeratedCount" } asked when asked.Arguments.Length > 0 && SymbolEqualityComparer.Default.Equals(VariableOf(asked.Arguments[0].Value.Unwrap()), variable):
                    return false;
            }
        }
        return isLazy;
    }

    /// <summary>Whether a value is made while it is gone through: an operator, a call of somebody who may do so, another name for such a value.</summary>
    internal static bool MayBeLazy(IOperation value, Func<ISymbol, bool> isLazy)
    {
        value = Sequences.Bare(value);
        return value switch
        {
            IConditionalOperation { WhenTrue: { } yes, WhenFalse: { } no } => MayBeLazy(yes, isLazy) || MayBeLazy(no, isLazy),
            ICoalesceOperation { Value: var first, WhenNull: var second } => MayBeLazy(first, isLazy) || MayBeLazy(second, isLazy),
            ISwitchExpressionOperation { Arms: var arms } => arms.Any(a => MayBeLazy(a.Value, isLazy)),
            IInvocationOperation call when Sequences.IsOperator(call.TargetMethod) => Sequences.IsLazy(call) && Sequences.IsEnumerable(call.Type) && call.TargetMethod.Name != "AsEnumerable" && !(Sequences.Root(call).Type is var type && IsQuery(type)),
            IInvocationOperation call => Sequences.IsEnumerable(call.Type) && IsIterator(call.TargetMethod),
            _ => VariableOf(value) is { } variable && Sequences.IsEnumerable(value.Type) && isLazy(variable),
        };
    }

    static bool IsQuery(ITypeSymbol? type) => type is { Name: "IQueryable" or "IOrderedQueryable" };

    /// <summary>Whether a method is known to make its elements one by one.</summary>
    static bool IsIterator(IMethodSymbol method) => method.DeclaringSyntaxReferences.Any(static r => r.GetSyntax().DescendantNodes(static n => n is not AnonymousFunctionExpressionSyntax).Any(static n => n is YieldStatementSyntax))
        || method is { Name: "ReadLines" or "EnumerateFiles" or "EnumerateDirectories" or "EnumerateFileSystemEntries" or "EnumerateFileSystemInfos" } && method.ContainingNamespace?.Name == "IO";

    /// <summary>On the way to an exception, or only in debug builds.</summary>
    internal static bool IsCold(SyntaxNode node)
    {
        for (var at = node.Parent; at is not null and not MemberDeclarationSyntax; at = at.Parent)
        {
            if (at is ThrowStatementSyntax or ThrowExpressionSyntax or CatchClauseSyntax or InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Debug" or "Trace" or "Contract" } } }) return true;
        }
        return false;
    }

    static ControlFlowGraph? GraphOf(IOperation body, CancellationToken cancel) => body switch
    {
        IMethodBodyOperation method => ControlFlowGraph.Create(method, cancel),
        IConstructorBodyOperation constructor => ControlFlowGraph.Create(constructor, cancel),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancel),
        _ => null,
    };
}
