using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>An exception thrown in a finally: the one that is on its way out is gone without a trace.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ThrowInFinally() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0605",
        title: "Throw in finally", message: "'{0}' in a finally replaces the exception that is on its way out", DiagnosticSeverity.Warning);

    static readonly Words Named = Words.Of(["finally"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.Watch(static _ => Named, Check, OperationKind.Throw, OperationKind.Invocation);

    static void Check(Sighting context)
    {
        var (thrown, name) = context.Operation switch
        {
            IThrowOperation { Exception: { } exception } => (exception.Unwrap().Type, "throw"),
            IInvocationOperation { TargetMethod: { ContainingType: var type } guard } when IsGuard(guard) => (type, guard.Name),
            IInvocationOperation call when AlwaysThrows(call.TargetMethod) => (call.Arguments.FirstOrDefault()?.Value.Unwrap().Type ?? call.Type, call.TargetMethod.Name),
            _ => default,
        };
        if (thrown is null) return;
        var place = context.Operation.Syntax;
        if (CaughtPlaces.FinallyAround(place) is not { } ending || IsCaughtInside(place, ending, thrown, context.Operation.SemanticModel) || IsAfterSuccess(place, ending)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, place.GetLocation(), name));
    }

    /// <summary><c>ArgumentNullException.ThrowIfNull(x)</c></summary>
    static bool IsGuard(IMethodSymbol method) => method is { IsStatic: true, ReturnsVoid: true } && method.Name.StartsWith("ThrowIf", StringComparison.Ordinal) && method.ContainingType.IsException();

    static bool AlwaysThrows(IMethodSymbol method) =>
        method is { Name: "Throw", ContainingType.Name: "ExceptionDispatchInfo" } or { Name: "ThrowIfCancellationRequested", ContainingType.Name: "CancellationToken" }
        || method.GetAttributes().Any(a => a.AttributeClass?.Name == "DoesNotReturnAttribute");

    /// <summary>Whether a catch inside the finally is certain to catch it.</summary>
    static bool IsCaughtInside(SyntaxNode place, FinallyClauseSyntax ending, ITypeSymbol? thrown, SemanticModel? model)
    {
        for (var at = place; at != ending && at.Parent is { } parent; at = parent)
        {
            if (parent is TryStatementSyntax attempt && attempt.Block == at && attempt.Catches.Any(Catches)) return true;
        }
        return false;

        bool Catches(CatchClauseSyntax handler) => handler.Filter is null && (handler.Declaration is not { Type: var type }
            || thrown is not null && model?.GetTypeInfo(type).Type is { } caught && (caught.Catches(thrown) || caught.IsExceptionItself()));
    }

    /// <summary>Whether it is thrown only where the try came to its end: behind <c>if (done)</c>, where <c>done = true</c> is the last statement of the try.</summary>
    static bool IsAfterSuccess(SyntaxNode place, FinallyClauseSyntax ending)
    {
        if (ending.Parent is not TryStatementSyntax { Block.Statements: [.., ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: IdentifierNameSyntax flag, Right: LiteralExpressionSyntax { Token.Value: true } } }] }) return false;
        return place.Ancestors().TakeWhile(n => n != ending).OfType<IfStatementSyntax>().Any(choice => choice.Statement.Span.Contains(place.Span) && Requires(choice.Condition, flag.Identifier.ValueText));
    }

    static bool Requires(ExpressionSyntax condition, string flag) => condition switch
    {
        IdentifierNameSyntax name => name.Identifier.ValueText == flag,
        ParenthesizedExpressionSyntax inner => Requires(inner.Expression, flag),
        BinaryExpressionSyntax { OperatorToken.Text: "&&" } both => Requires(both.Left, flag) || Requires(both.Right, flag),
        _ => false,
    };
}
