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
    static readonly Words Operators = Words.Of(["IEnumerable", "IOrderedEnumerable", "Where", "Select", "SelectMany", "OfType", "Cast", "Distinct", "Skip", "Take", "Concat", "OrderBy", "OrderByDescending", "Except", "Union", "Reverse", "Order", "DistinctBy"]);

    static readonly Gathered<string> Iterators = new(static (tree, cancel) => !WordIndex.Of(tree, cancel).Has("yield") ? []
        : tree.GetRoot(cancel).DescendantNodes().OfType<YieldStatementSyntax>().Select(static y => y.FirstAncestorOrSelf<SyntaxNode>(static n => n is MethodDeclarationSyntax or LocalFunctionStatementSyntax)).OfType<MethodDeclarationSyntax>().Select(static m => m.Identifier.ValueText).Distinct());

    /// <summary>What a body mentions that has a lazy sequence: an operator, the type, or a method of the program that makes one.</summary>
    public static Words WordsFor(Compilation compilation, CancellationToken cancel) => Words.Any(Operators, Words.Of(Iterators.In(compilation, cancel).All));

    /// <summary>The sequences, the place where each is gone through again, and where it was before.</summary>
    public static IEnumerable<(string Name, SyntaxNode Again, SyntaxNode? First)> In(IOperation body, CancellationToken cancel)
    {
        var candidates = CandidatesIn(body);
        if (candidates.Count == 0) yield break;
        var found = new Dictionary<ISymbol, (SyntaxNode Again, SyntaxNode? First)>(SymbolEqualityComparer.Default);
        foreach (var use in body.Descendants().Where(o => VariableOf(o) is { } variable && candidates.ContainsKey(variable)))
        {
            var variable = VariableOf(use)!;
            if (IsGoneThrough(use) && !IsCold(use.Syntax) && Loop.Around(use).Any(l => l.Caller is not null && !l.Declares(variable) && !(Turns.Most(l) <= 1)) && !found.ContainsKey(variable)) found[variable] = (use.Syntax, null);
        }
        if (candidates.Any(c => c.Value > 1 && !found.ContainsKey(c.Key)) && GraphOf(body, cancel) is { } graph)
        {
            Follow(graph, candidates, found, cancel);
            foreach (var nested in graph.Nested(cancel)) Follow(nested, candidates, found, cancel);
        }
        foreach (var pair in found.OrderBy(static f => f.Value.Again.SpanStart)) yield return (pair.Key.Name, pair.Value.Again, pair.Value.First);
    }

    static void Follow(ControlFlowGraph graph, Dictionary<ISymbol, int> candidates, Dictionary<ISymbol, (SyntaxNode Again, SyntaxNode? First)> found, CancellationToken cancel)
    {
        var result = Flow.Run(graph, new EnumeratedOnce(candidates.ContainsKey), cancel);
        if (!result.Complete) return;
        result.Replay((operation, state) =>
        {
            foreach (var part in operation.InOrder())
            {
                foreach (var use in EnumeratedOnce.Uses(part))
                {
                    if (VariableOf(use) is { } variable && candidates.ContainsKey(variable) && state.TryGetValue(variable, out var first) && first is not null && !IsCold(use.Syntax)
                        && (!found.TryGetValue(variable, out var known) || known.Again.SpanStart > use.Syntax.SpanStart && known.First is not null)) found[variable] = (use.Syntax, first);
                }
                state = EnumeratedOnce.After(state, part, candidates.ContainsKey);
            }
        }, cancel);
    }

    /// <summary>Variables that may be lazy, and how often they are gone through in the text: twice there, or once in something that repeats.</summary>
    static Dictionary<ISymbol, int> CandidatesIn(IOperation body)
    {
        var counts = new Dictionary<ISymbol, int>(SymbolEqualityComparer.Default);
        foreach (var operation in body.Descendants())
        {
            if (VariableOf(operation) is not { } variable || !Sequences.IsEnumerable(operation.Type) || !IsGoneThrough(operation) || IsCold(operation.Syntax)) continue;
            var weight = Loop.Around(operation).Any(l => !l.Declares(variable)) ? 2 : 1;
            counts[variable] = counts.TryGetValue(variable, out var count) ? count + weight : weight;
        }
        foreach (var variable in counts.Where(c => c.Value < 2 || !IsLazy(c.Key, body)).Select(static c => c.Key).ToList()) counts.Remove(variable);
        return counts;
    }

    internal static ISymbol? VariableOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { IsDeclaration: false, Local: var local } => local,
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        _ => null,
    };

    /// <summary>Whether a reference is gone through where it stands, itself or what operators make of it.</summary>
    static bool IsGoneThrough(IOperation use)
    {
        while (true)
        {
            while (use.Parent is IConversionOperation { OperatorMethod: null } or IParenthesizedOperation) use = use.Parent;
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
    static bool IsLazy(ISymbol variable, IOperation body)
    {
        if (variable is IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } }) return false;
        var isLazy = variable is IParameterSymbol;
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IForEachLoopOperation each when each.Locals.Contains(variable, SymbolEqualityComparer.Default):
                    return false;
                case IVariableDeclaratorOperation declarator when SymbolEqualityComparer.Default.Equals(declarator.Symbol, variable):
                    isLazy |= declarator.Initializer is { Value: var initial } && MayBeLazy(initial);
                    break;
                case ISimpleAssignmentOperation { Target: var target, Value: var value } when SymbolEqualityComparer.Default.Equals(VariableOf(target), variable):
                    isLazy |= MayBeLazy(value);
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

    /// <summary>Whether a value is made while it is gone through: an operator, or a call of somebody who may do so.</summary>
    internal static bool MayBeLazy(IOperation value)
    {
        value = value.Unwrap();
        return value switch
        {
            IConditionalOperation { WhenTrue: { } yes, WhenFalse: { } no } => MayBeLazy(yes) || MayBeLazy(no),
            ICoalesceOperation { Value: var first, WhenNull: var second } => MayBeLazy(first) || MayBeLazy(second),
            ISwitchExpressionOperation { Arms: var arms } => arms.Any(static a => MayBeLazy(a.Value)),
            IInvocationOperation call when Sequences.IsOperator(call.TargetMethod) => Sequences.IsLazy(call) && Sequences.IsEnumerable(call.Type) && call.TargetMethod.Name != "AsEnumerable" && !(Sequences.Root(call).Type is var type && IsQuery(type)),
            IInvocationOperation call => Sequences.IsEnumerable(call.Type) && IsIterator(call.TargetMethod),
            _ => false,
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
