using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>An <c>AssertType.Is&lt;T&gt;</c> whose expression has another static type (<c>typing.assert_type</c>).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MistakenType() : Rule(Descriptor, UnstatedDescriptor)
{
    /// <summary>Property of a finding: how the type is written at its place; absent where it has no name.</summary>
    public const string Written = nameof(Written);

    const string Type = "AssertType", Method = "Is";

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0205",
        title: "Mistaken type", message: "The type is '{0}', not '{1}'", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor UnstatedDescriptor = Define("PYI0205",
        title: "Mistaken type", message: "A type that is inferred states nothing: it is '{0}'", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms." + Type) is not { } type) return;
        context.RegisterSemanticModelAction(document => Check(document, type));
    }

    static void Check(SemanticModelAnalysisContext context, INamedTypeSymbol type)
    {
        var (model, cancel) = (context.SemanticModel, context.CancellationToken);
        var words = WordIndex.Of(model.SyntaxTree, cancel);
        if (!words.Has(Method) || !words.Has(Type) && !GlobalUsings.Of(model.Compilation, cancel).Contains(Type)) return;
        var root = model.SyntaxTree.GetRoot(cancel);
        foreach (var place in words.PlacesOf(Method))
        {
            if (root.FindToken(place).Parent is not SimpleNameSyntax name || CallOf(name) is not { ArgumentList.Arguments: [{ Expression: var expression }] } call) continue;
            if (model.GetSymbolInfo(call, cancel).Symbol is not IMethodSymbol { Name: Method, TypeArguments: [var stated] } method || !SymbolEqualityComparer.Default.Equals(method.ContainingType, type)) continue;
            var found = StaticType.Of(expression, model, cancel);
            if (name is not GenericNameSyntax { TypeArgumentList.Arguments: [var written] })
            {
                Report(UnstatedDescriptor, name, found ?? stated, null);
            }
            else if (found is not null && stated.TypeKind != TypeKind.Error && !StaticType.AreSame(found, stated))
            {
                Report(Descriptor, written, found, stated);
            }
        }

        void Report(DiagnosticDescriptor descriptor, SyntaxNode node, ITypeSymbol found, ITypeSymbol? demanded)
        {
            var properties = StaticType.HasName(found) ? ImmutableDictionary<string, string?>.Empty.Add(Written, StaticType.Display(found, model, node.SpanStart)) : ImmutableDictionary<string, string?>.Empty;
            var (first, second) = StaticType.Names(found, demanded, model, node.SpanStart);
            context.ReportDiagnostic(Diagnostic.Create(descriptor, node.GetLocation(), properties, first, second));
        }
    }

    static InvocationExpressionSyntax? CallOf(SimpleNameSyntax name) => name.Parent switch
    {
        InvocationExpressionSyntax call => call,
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access when access.Name == name => call,
        _ => null,
    };
}
