using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Decorate;
using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Decorators;

/// <summary>Says what <see cref="DecoratorParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DecoratorRules() : Rule(
    NotPartial, TypeNotPartial, CoreMissing, CoreDiffers, HasBody, CannotHoldCall, ProtocolMissing, NoProtocol,
    AttributeShape, Unsupported, CannotSeeArguments, NothingToCache, KeyByIdentity, Setting, NameTaken,
    NoMethod, NothingToCheck, Unchecked, CheckNameTaken, NeedNotMet, IdleMark, NoToken, OnceWithArguments, KeyWithoutText)
{
    static readonly GeneratorPage Page = new("Decorators", chapter: 2);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG0101", "Decorator on a method that is not partial",
        "[{0}] does nothing here: declare '{1}' as a partial method without a body and put the body into '{1}Core'");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG0102", "Decorator in a type that is not partial",
        "[{0}] needs '{1}' to be partial");

    public static readonly DiagnosticDescriptor CoreMissing = Page.Refusal("PYG0103", "Decorated method without a Core",
        "'{0}' has no body: write '{1}'");

    public static readonly DiagnosticDescriptor CoreDiffers = Page.Refusal("PYG0104", "Core with another signature",
        "'{0}' cannot be the body of '{1}', it differs in {2}: write '{3}'");

    public static readonly DiagnosticDescriptor HasBody = Page.Refusal("PYG0105", "Decorated method with a body of its own",
        "The decorators of '{0}' write this part: rename it to '{0}Core' and remove 'partial'");

    public static readonly DiagnosticDescriptor CannotHoldCall = Page.Refusal("PYG0106", "Decorator that cannot hold the call",
        "[{0}] gets a call that it may run again, and none of this method can be held: {1}; a decorator with IHooks works here");

    public static readonly DiagnosticDescriptor ProtocolMissing = Page.Refusal("PYG0107", "Decorator for another kind of method",
        "[{0}] cannot decorate {1}: it needs {2}, or IHooks");

    public static readonly DiagnosticDescriptor NoProtocol = Page.Refusal("PYG0108", "Decorator without a protocol",
        "[{0}] says nothing about calls: implement IHooks<TState> to observe them, or IDecorator, IAsyncDecorator or IStreamDecorator to run them");

    public static readonly DiagnosticDescriptor AttributeShape = Page.Refusal("PYG0109", "Decorator type that generated code cannot use",
        "[{0}] {1}");

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG0110", "Decorator where nothing can be generated",
        "[{0}] cannot decorate {1}");

    public static readonly DiagnosticDescriptor CannotSeeArguments = Page.Refusal("PYG0111", "Decorator that cannot see the arguments",
        "[{0}] needs the arguments of this method as values: {1}");

    public static readonly DiagnosticDescriptor NothingToCache = Page.Refusal("PYG0112", "Cache of nothing",
        "'{0}' returns {1}: there is no result to keep");

    public static readonly DiagnosticDescriptor KeyByIdentity = Page.Refusal("PYG0113", "Cache key that compares by identity",
        "'{0}' is part of the key and {1} compares by identity, so an equal one never hits: take an immutable value instead", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Setting = Page.Refusal("PYG0114", "Decorator setting out of range",
        "[{0}] cannot work: {1}");

    public static readonly DiagnosticDescriptor NameTaken = Page.Refusal("PYG0115", "Cache without a name of its own",
        "The cache of '{0}' would share its name with {1}: rename one of them");

    public static readonly DiagnosticDescriptor NoMethod = Page.Refusal("PYG0116", "Guard on what is no method",
        "[{0}] checks calls of a partial method: {1}");

    public static readonly DiagnosticDescriptor NothingToCheck = Page.Refusal("PYG0117", "Guard with nothing to check",
        "[{0}] has nothing to check: '{1}' declares no more than the compiler enforces", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Unchecked = Page.Refusal("PYG0118", "Constraint that is not checked",
        "[{0}] on '{1}' is not checked: {2}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor CheckNameTaken = Page.Refusal("PYG0119", "Check without a name of its own",
        "The check of '{0}' would share its name with {1}: rename one of them");

    public static readonly DiagnosticDescriptor NeedNotMet = Page.Refusal("PYG0120", "Decorator whose need is not met",
        "[{0}] needs one {1}, and '{3}' has {4}: give '{2}' a parameter or '{3}' a field or property of that type");

    public static readonly DiagnosticDescriptor IdleMark = Page.Refusal("PYG0121", "Mark that nobody reads",
        "[{0}] on '{1}' does nothing: {2}", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor NoToken = Page.Refusal("PYG0122", "Decorator that has no token to end the call by",
        "[{0}] ends a call through its token, and '{1}' takes none: add a CancellationToken parameter and pass it on in the body");

    public static readonly DiagnosticDescriptor OnceWithArguments = Page.Refusal("PYG0123", "Run once, with arguments",
        "'{0}' runs once, so only its first caller's '{1}' would count: use [LruCache], or take no arguments");

    public static readonly DiagnosticDescriptor KeyWithoutText = Page.Refusal("PYG0124", "Cache key without a text",
        "'{0}' is part of the key, the class's HybridCache has texts for keys, and no text tells all values of {1} apart: take what identifies it instead");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms." + nameof(DecoratorAttribute)) is null) return;
        DecorateRules.CheckDecorate(context, types, static rule => !DecorateRules.IsOwn(rule));
        // Nodes, not symbols: lambdas and local functions can carry attributes too.
        context.RegisterSyntaxNodeAction(
            Check,
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement, SyntaxKind.ParenthesizedLambdaExpression, SyntaxKind.SimpleLambdaExpression,
            SyntaxKind.OperatorDeclaration, SyntaxKind.ConversionOperatorDeclaration, SyntaxKind.GetAccessorDeclaration, SyntaxKind.SetAccessorDeclaration,
            SyntaxKind.InitAccessorDeclaration, SyntaxKind.AddAccessorDeclaration, SyntaxKind.RemoveAccessorDeclaration);
        context.RegisterSyntaxNodeAction(CheckGuards, SyntaxKind.PropertyDeclaration, SyntaxKind.IndexerDeclaration, SyntaxKind.ConstructorDeclaration);
    }

    /// <summary>Guards may be written on properties and constructors, to be told what to write there.</summary>
    static void CheckGuards(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not MemberDeclarationSyntax { AttributeLists.Count: > 0 }) return;
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) is not { } member) return;
        foreach (var attribute in member.GetAttributes())
        {
            if (!Guards.IsGuard(attribute.AttributeClass)) continue;
            var instead = member is IMethodSymbol ? $"write a partial method that makes '{member.ContainingType.Name}', or give the parameters [Annotated] types" : $"give '{member.Name}' an [Annotated] type, or set it through a partial method";
            context.ReportDiagnostic(Diagnostic.Create(NoMethod, Placement.LocationOf(attribute), Placement.NameOf(attribute), instead));
        }
    }

    static void Check(SyntaxNodeAnalysisContext context)
    {
        if (!HasAttributes(context.Node) && !HasMarkedParameters(context.Node)) return;
        if (context.Node is LambdaExpressionSyntax lambda)
        {
            CheckLambda(context, lambda);
            return;
        }
        if (context.SemanticModel.GetDeclaredSymbol(context.Node, context.CancellationToken) is not IMethodSymbol method) return;
        if (method.PartialDefinitionPart is { } definition)
        {
            if (definition.DeclaringSyntaxReferences.Any(r => HasAttributes(r.GetSyntax(context.CancellationToken)))) return;
            method = definition;
        }
        Report report = (rule, location, arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));
        var decorators = Decorated.DecoratorsOf(method);
        if (HasMarkedParameters(context.Node)) ShownArgument.CheckMarks(method, decorators, report);
        if (decorators is not null) _ = DecoratorParser.Parse(method, decorators, report);
    }

    /// <summary>By syntax: whether a lambda's symbol already has its attributes depends on who asked for it first.</summary>
    static void CheckLambda(SyntaxNodeAnalysisContext context, LambdaExpressionSyntax lambda)
    {
        foreach (var attribute in lambda.AttributeLists.SelectMany(static list => list.Attributes))
        {
            if (context.SemanticModel.GetTypeInfo(attribute, context.CancellationToken).Type is not INamedTypeSymbol type || !Decorated.IsDecorator(type)) continue;
            context.ReportDiagnostic(Diagnostic.Create(Unsupported, attribute.GetLocation(), Fit.NameOf(type), Placement.Lambda));
        }
    }

    static bool HasMarkedParameters(SyntaxNode node) =>
        node is BaseMethodDeclarationSyntax { ParameterList.Parameters: var parameters } && parameters.Any(static p => p.AttributeLists.Count > 0);

    static bool HasAttributes(SyntaxNode node) => node switch
    {
        BaseMethodDeclarationSyntax method => method.AttributeLists.Count > 0,
        AccessorDeclarationSyntax accessor => accessor.AttributeLists.Count > 0,
        LocalFunctionStatementSyntax function => function.AttributeLists.Count > 0,
        LambdaExpressionSyntax lambda => lambda.AttributeLists.Count > 0,
        _ => false,
    };
}
