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

namespace PyIdioms.Analyzers.Exceptions;

/// <summary><c>throw ex;</c> of an exception that was thrown before: its trace begins anew.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class RethrowLosesTrace() : Rule(Descriptor)
{
    /// <summary>The property of a finding that says: a bare <c>throw</c> rethrows the very same exception.</summary>
    public const string IsCaught = nameof(IsCaught);

    const int MostText = 40;

    static readonly ImmutableDictionary<string, string?> Caught = ImmutableDictionary<string, string?>.Empty.Add(IsCaught, "true");

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0601",
        title: "Rethrow loses the stack trace", message: "'throw {0}' begins a new stack trace: where the exception was thrown first is lost", DiagnosticSeverity.Warning);

    static readonly Words Throws = Words.Of(["throw"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var rethrown = new ConditionalWeakTable<ControlFlowGraph, Rethrows>();
        var returns = ReturnedExceptions.Of(context.Compilation);
        context.Watch(static tree => Words.Seen(Throws, tree, IsOfValue), Check, OperationKind.Throw);

        void Check(Sighting c)
        {
            if (c.Operation is not IThrowOperation { Exception: { } exception } || !MayBeOld(exception, returns, c.CancellationToken) || c.Graph is not { } graph) return;
            var cancel = c.CancellationToken;
            var found = rethrown.GetValue(graph, g => Rethrows.In(g, returns, cancel));
            if (!found.TryGet(exception.Syntax, out var caught)) return;
            c.ReportDiagnostic(Diagnostic.Create(Descriptor, c.Operation.Syntax.GetLocation(),
                caught is not null && InnermostHandler(c.Operation.Syntax) == caught ? Caught : null, Text(exception.Syntax)));
        }
    }

    /// <summary>Not <c>throw;</c>, not <c>throw new …</c>.</summary>
    static bool IsOfValue(SyntaxToken word) => word.Parent switch
    {
        ThrowStatementSyntax statement => statement.Expression is not (null or BaseObjectCreationExpressionSyntax),
        ThrowExpressionSyntax expression => expression.Expression is not BaseObjectCreationExpressionSyntax,
        _ => false,
    };

    /// <summary>A cheap no: for what is made on the spot, and for what nothing in the body can have caught.</summary>
    static bool MayBeOld(IOperation exception, Summaries<Origins> returns, CancellationToken cancel) => exception.Unwrap() switch
    {
        IObjectCreationOperation or ILiteralOperation or IDefaultValueOperation or IInvalidOperation => false,
        IInvocationOperation { TargetMethod: { DeclaringSyntaxReferences.IsEmpty: false } method } => returns.Of(method, cancel).Bits != 0,
        IInvocationOperation { TargetMethod: { IsStatic: true, IsExtensionMethod: false } } => false,
        IParameterReferenceOperation or IFieldReferenceOperation => exception.Root().Syntax.DescendantNodes().Any(n => n is CatchClauseSyntax or MemberAccessExpressionSyntax
        {
            Name.Identifier.ValueText: "Exception" or "InnerException" or "InnerExceptions" or "SourceException" or "GetBaseException",
        }),
        _ => true,
    };

    /// <summary>The catch whose exception a bare <c>throw</c> at this place throws.</summary>
    static SyntaxNode? InnermostHandler(SyntaxNode node)
    {
        for (var at = node; at.Parent is { } parent; at = parent)
        {
            switch (parent)
            {
                case CatchClauseSyntax handler: return at == handler.Block ? handler : null;
                case FinallyClauseSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax: return null;
            }
        }
        return null;
    }

    static string Text(SyntaxNode value)
    {
        var text = string.Join(" ", value.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MostText ? text : text.Substring(0, MostText - 1) + "…";
    }
}
