using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A lock that belongs to a thread, taken before an <c>await</c> and released behind it: perhaps by another thread.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LockAcrossAwait() : Rule(Descriptor)
{
    /// <summary>The property of a finding that names the lock.</summary>
    public const string Lock = nameof(Lock);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0310",
        title: "Lock held across await", message: "'{0}' is held across this {1}: only the thread that took it may release it", DiagnosticSeverity.Warning);

    static readonly Words Named = Words.Where(LockCall.MayTake);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Task is null) return;
        var analysed = new ConditionalWeakTable<SyntaxNode, object>();
        context.Watch(static _ => Named, Check, OperationKind.Invocation);

        void Check(Sighting c)
        {
            var call = (IInvocationOperation)c.Operation;
            if (!LockCall.MayTake(call.TargetMethod.Name) || LockCall.Of(call) is not { Action: not LockAction.Release } || !call.HasGraph()) return;
            var function = call.Function();
            if (!IsSuspended(function.Syntax) || !IsFirst(function.Syntax) || c.Graph?.OfFunction(function, c.CancellationToken) is not { } graph) return;
            Follow(c, graph, function);
        }

        // Whichever of the locks of a function asks first.
        bool IsFirst(SyntaxNode function)
        {
            lock (analysed)
            {
                if (analysed.TryGetValue(function, out _)) return false;
                analysed.Add(function, function);
                return true;
            }
        }
    }

    /// <summary>A cheap no: nothing in the function itself waits.</summary>
    static bool IsSuspended(SyntaxNode function) => function.DescendantNodes(n => n == function || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).Any(static n => n switch
    {
        AwaitExpressionSyntax or YieldStatementSyntax => true,
        CommonForEachStatementSyntax loop => loop.AwaitKeyword.RawKind != 0,
        UsingStatementSyntax scope => scope.AwaitKeyword.RawKind != 0,
        LocalDeclarationStatementSyntax declaration => declaration.AwaitKeyword.RawKind != 0,
        _ => false,
    });

    static void Follow(Sighting context, ControlFlowGraph graph, IOperation function)
    {
        var symbol = function switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => context.ContainingSymbol as IMethodSymbol,
        };
        var domain = new HeldLocks(graph, isStream: symbol?.IsAsync == true);
        var result = Flow.Run(graph, domain, context.CancellationToken);
        if (!result.Complete) return;
        var found = new HashSet<(Location Place, string Lock, string Keyword)>();
        domain.Crossed = (held, suspension) => found.Add((PlaceOf(suspension), NameOf(held), suspension is YieldStatementSyntax ? "yield" : "await"));
        result.Replay((operation, state) => domain.Transfer(state, operation), context.CancellationToken);
        foreach (var (place, held, keyword) in found.OrderBy(f => f.Place.SourceSpan.Start).ThenBy(f => f.Lock, StringComparer.Ordinal))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, place, ImmutableDictionary<string, string?>.Empty.Add(Lock, held), held, keyword));
        }
    }

    static string NameOf(HeldLock held) => held.Owner.ToString() is var text && text.StartsWith("this.", StringComparison.Ordinal) ? text.Substring(5) : text;

    /// <summary>The keyword of a statement that awaits, the whole of an expression.</summary>
    static Location PlaceOf(SyntaxNode suspension) => suspension.FirstAncestorOrSelf<SyntaxNode>(static n => n is AwaitExpressionSyntax or StatementSyntax) switch
    {
        CommonForEachStatementSyntax loop => loop.AwaitKeyword.GetLocation(),
        UsingStatementSyntax scope => scope.AwaitKeyword.GetLocation(),
        LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: not 0 } declaration => declaration.AwaitKeyword.GetLocation(),
        { } expression => expression.GetLocation(),
        null => suspension.GetLocation(),
    };
}
