using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Analyzers.Design;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>An <c>async void</c> function that is no event handler: nobody can wait for it, and its exceptions end the process.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class AsyncVoid() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0303",
        title: "Async void", message: "{0} is async void: nobody can wait for it, and an exception in it ends the process", DiagnosticSeverity.Warning);

    static readonly Words Async = Words.Of(["async"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Task is null) return;
        var selfObserving = new SelfObserving(context.Compilation);
        context.Watch(static tree => Words.Seen(Async, tree, MayBeVoid), Check, OperationKind.MethodBody, OperationKind.LocalFunction, OperationKind.AnonymousFunction);

        void Check(Sighting c)
        {
            var (function, body) = c.Operation switch
            {
                IMethodBodyOperation method => (c.ContainingSymbol as IMethodSymbol, method.BlockBody ?? method.ExpressionBody),
                ILocalFunctionOperation local => (local.Symbol, local.Body),
                IAnonymousFunctionOperation lambda => (lambda.Symbol, lambda.Body),
                _ => default,
            };
            if (function is not { IsAsync: true, ReturnsVoid: true } || IsHandler(function) || EventBuses.IsHandler(function) || c.Operation is IAnonymousFunctionOperation inner && IsAttached(inner)) return;
            if (body is null || selfObserving.CatchesAll(body, c.CancellationToken)) return;
            c.ReportDiagnostic(Diagnostic.Create(Descriptor, PlaceOf(c.Operation.Syntax), NameOf(c.Operation, function)));
        }
    }

    static bool MayBeVoid(SyntaxToken word) => word.Parent switch
    {
        MethodDeclarationSyntax method => IsVoid(method.ReturnType),
        LocalFunctionStatementSyntax function => IsVoid(function.ReturnType),
        var function => function is AnonymousFunctionExpressionSyntax,
    };

    static bool IsVoid(TypeSyntax type) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword };

    /// <summary>Whether it has the shape of an event handler: (object sender, EventArgs e).</summary>
    static bool IsHandler(IMethodSymbol function) =>
        function.Parameters is [{ Type.SpecialType: SpecialType.System_Object }, { Type: var args }] && IsEventArgs(args);

    /// <summary>By inheritance; those of WinUI go by their name.</summary>
    static bool IsEventArgs(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.Name.EndsWith("EventArgs", StringComparison.Ordinal)) return true;
        }
        return type is ITypeParameterSymbol parameter && parameter.ConstraintTypes.Any(IsEventArgs);
    }

    /// <summary>Whether a lambda is attached to an event with <c>+=</c>, or taken off again.</summary>
    static bool IsAttached(IAnonymousFunctionOperation lambda)
    {
        IOperation value = lambda;
        while (value.Parent is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation) value = value.Parent;
        return value.Parent is IEventAssignmentOperation attachment && attachment.HandlerValue == value;
    }

    static Location PlaceOf(SyntaxNode function) => function switch
    {
        MethodDeclarationSyntax method => method.Identifier.GetLocation(),
        LocalFunctionStatementSyntax local => local.Identifier.GetLocation(),
        AnonymousFunctionExpressionSyntax lambda => lambda.AsyncKeyword.GetLocation(),
        _ => function.GetLocation(),
    };

    static string NameOf(IOperation operation, IMethodSymbol function)
    {
        if (operation is not IAnonymousFunctionOperation) return $"'{function.Name}'";
        var type = operation.Parent?.Type;
        return type is { TypeKind: TypeKind.Delegate } ? $"The lambda as '{type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}'" : "The lambda";
    }
}
