using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>A new exception thrown in a catch that does not carry the one that was caught.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CauseDropped() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0602",
        title: "Cause dropped", message: "'{0}' leaves the exception that was caught behind: pass it on as the cause", DiagnosticSeverity.Warning);

    static readonly Words Throws = Words.Of(["throw"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var found = new ConditionalWeakTable<ControlFlowGraph, Dictionary<SyntaxNode, HashSet<SyntaxNode>>>();
        context.Watch(static tree => Words.Seen(Throws, tree, IsInCatch), Check, OperationKind.Throw);

        void Check(Sighting c)
        {
            if (c.Operation is not IThrowOperation { Exception: { } exception, Syntax: var place } || CaughtPlaces.CatchAround(place) is not { } handler
                || !MayLackCause(exception, handler) || c.Graph is not { } body) return;
            var cancel = c.CancellationToken;
            var throws = found.GetValue(body, graph => ThrowsIn(graph, cancel));
            if (!throws.TryGetValue(exception.Syntax, out var made)) return;
            var first = made.OrderBy(m => m.SpanStart).First();
            var type = c.Operation.SemanticModel?.GetTypeInfo(first, cancel) is { Type: { } known } ? known : exception.Type;
            if (type is null || !CanHoldCause(type)) return;
            // One cancellation for another says the same, and neither is a failure.
            if (type.IsCancellation() && handler.Declaration is { } declaration && c.Operation.SemanticModel?.GetTypeInfo(declaration.Type, cancel).Type.IsCancellation() == true) return;
            c.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), made.OrderBy(m => m.SpanStart).Select(m => m.GetLocation()), type.Name));
        }
    }

    static bool IsInCatch(SyntaxToken word) => word.Parent is { } place and not ThrowStatementSyntax { Expression: null } && CaughtPlaces.CatchAround(place) is not null;

    /// <summary>A cheap no: for what is thrown again, and for a creation that is plainly given the exception of the catch.</summary>
    static bool MayLackCause(IOperation exception, CatchClauseSyntax handler) => exception.Unwrap() switch
    {
        IObjectCreationOperation creation => !creation.Arguments.Any(a => a.Value.Unwrap() is ILocalReferenceOperation local && local.Local.Name == handler.Declaration?.Identifier.ValueText),
        ILocalReferenceOperation local => local.Local.Name != handler.Declaration?.Identifier.ValueText || IsAssigned(handler, local.Local.Name),
        IInvocationOperation call => !call.TargetMethod.DeclaringSyntaxReferences.IsEmpty || call.Instance is not null || call.TargetMethod.IsExtensionMethod,
        IConditionalOperation or ICoalesceOperation or ISwitchExpressionOperation or ISimpleAssignmentOperation => true,
        _ => false,
    };

    static bool IsAssigned(CatchClauseSyntax handler, string name) =>
        handler.Block.DescendantNodes().Any(n => n is AssignmentExpressionSyntax { Left: IdentifierNameSyntax target } && target.Identifier.ValueText == name);

    /// <summary>By what is thrown: where it was made without a caught exception.</summary>
    static Dictionary<SyntaxNode, HashSet<SyntaxNode>> ThrowsIn(ControlFlowGraph root, CancellationToken cancel)
    {
        var found = new Dictionary<SyntaxNode, HashSet<SyntaxNode>>();
        foreach (var graph in root.Nested(cancel).Prepend(root))
        {
            var thrown = new HashSet<IOperation>(graph.ValuesOf(ControlFlowBranchSemantics.Throw));
            if (!thrown.Any(t => CaughtPlaces.CatchAround(t.Syntax) is not null)) continue;
            var domain = new CarriedCauses(graph, method => IsFactory(method, cancel));
            var result = Flow.Run(graph, domain, cancel);
            if (!result.Complete) continue;
            result.Replay((operation, state) =>
            {
                if (!thrown.Contains(operation)) return;
                var after = domain.Transfer(state, operation);
                var without = domain.Made(operation, after).Where(m => !after.IsComplete(m)).ToList();
                if (without.Count == 0) return;
                if (!found.TryGetValue(operation.Syntax, out var made)) found[operation.Syntax] = made = [];
                made.UnionWith(without);
            }, cancel);
        }
        return found;
    }

    /// <summary>Whether a method of the source makes a new exception whenever it is called, and nobody overrides it.</summary>
    static bool IsFactory(IMethodSymbol method, CancellationToken cancel)
    {
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.Name.EndsWith("FromNone", StringComparison.Ordinal) || method.DeclaringSyntaxReferences.IsEmpty) return false;
        var returned = method.DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).SelectMany(CaughtPlaces.RunsInBody)
            .Select(n => n switch { ReturnStatementSyntax statement => statement.Expression, ArrowExpressionClauseSyntax arrow => arrow.Expression, _ => null }).Where(e => e is not null).ToList();
        return returned.Count > 0 && returned.TrueForAll(r => r is BaseObjectCreationExpressionSyntax);
    }

    /// <summary>Whether anything can be done about it: the type is ours to change, or it takes a cause.</summary>
    static bool CanHoldCause(ITypeSymbol type)
    {
        if (type is not INamedTypeSymbol named || !type.DeclaringSyntaxReferences.IsEmpty) return true;
        return named.InstanceConstructors.Any(c => c.DeclaredAccessibility == Accessibility.Public && c.Parameters.Any(p => p.Type.IsException() || p.Type is IArrayTypeSymbol { ElementType: var element } && element.IsException()));
    }
}
