using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>A handler of an <c>ExceptStar</c> chain that gets nothing: one before it takes its exceptions, or its type is one of groups.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreachedHandler() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0607",
        title: "ExceptStar handler that is never reached", message: "'{0}' is never handled here: {1}", DiagnosticSeverity.Warning);

    static readonly Words Named = Words.Of(["On"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms.ExceptStar") is not { } chain || types.Find("System.OperationCanceledException") is not { } cancelled || types.Find("System.AggregateException") is not { } aggregate) return;
        context.Watch(static _ => Named, c => Check(c, chain, cancelled, aggregate), OperationKind.Invocation);
    }

    static void Check(Sighting context, INamedTypeSymbol chain, INamedTypeSymbol cancelled, INamedTypeSymbol aggregate)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!ExceptStarChain.IsHandler(call, chain)) return;
        var before = ExceptStarChain.HandlersBefore(call, chain).SelectMany(static h => h.TargetMethod.TypeArguments).ToList();
        var own = call.TargetMethod.TypeArguments;
        for (var i = 0; i < own.Length; i++)
        {
            if (own[i].TypeKind == TypeKind.Error) continue;
            if (Derives(own[i], aggregate)) Report(i, "groups are looked into, handlers are for what they hold");
            // The types of one handler are its own: which of them takes an exception is the same to it.
            else if (before.LastOrDefault(b => Takes(b, own[i])) is { } taker) Report(i, $"'On<{Name(taker)}>' takes it before");
        }

        bool Takes(ITypeSymbol earlier, ITypeSymbol type) => Derives(type, earlier) && (!Derives(type, cancelled) || Derives(earlier, cancelled));

        void Report(int index, string why) => context.ReportDiagnostic(Diagnostic.Create(Descriptor, PlaceOf(call, index), Name(own[index]), why));
    }

    static Location PlaceOf(IInvocationOperation call, int index) => call.Syntax is InvocationExpressionSyntax { Expression: var expression }
        && (expression is MemberAccessExpressionSyntax { Name: var member } ? member : expression) is GenericNameSyntax { TypeArgumentList.Arguments: var arguments } && index < arguments.Count ? arguments[index].GetLocation() : call.Syntax.GetLocation();

    static bool Derives(ITypeSymbol type, ITypeSymbol above)
    {
        if (SymbolEqualityComparer.Default.Equals(type, above)) return true;
        if (type is ITypeParameterSymbol parameter) return parameter.ConstraintTypes.Any(c => Derives(c, above));
        for (var at = type.BaseType; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, above)) return true;
        }
        return false;
    }

    static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
}
