using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Patterns;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>An <c>[Overload]</c> that the body behind it does not keep: it does not take what it is given, or gives back something else (PEP 484).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BrokenOverload() : Rule(Descriptor, ReturnDescriptor, OverlapDescriptor)
{
    const string Attribute = "OverloadAttribute";

    static readonly AttributedNames Attributed = new(Attribute);

    static readonly SymbolDisplayFormat Signature = SymbolDisplayFormat.CSharpShortErrorMessageFormat.WithMemberOptions(SymbolDisplayMemberOptions.IncludeParameters);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0208",
        title: "Broken overload", message: "'{0}' does not handle '{1}'", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ReturnDescriptor = Define("PYI0208",
        title: "Broken overload", message: "'{0}' promises '{1}', and gets {2} here", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor OverlapDescriptor = Define("PYI0208",
        title: "Broken overload", message: "'{0}' may get what '{1}' gets, and '{2}' is no '{3}'", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (Attributed.Of(context.Compilation, types, context.CancellationToken) is not var (attribute, names)) return;
        var cores = Words.Of(names.SelectMany(n => new[] { n + OverloadCall.Ending, n + OverloadCall.Ending + OverloadCall.Ending }));
        context.RegisterSemanticModelAction(document =>
        {
            SyntaxNode? root = null;
            foreach (var place in cores.In(WordIndex.Of(document.SemanticModel.SyntaxTree, document.CancellationToken)))
            {
                root ??= document.SemanticModel.SyntaxTree.GetRoot(document.CancellationToken);
                if (root.FindToken(place) is { Parent: MethodDeclarationSyntax declaration } token && token == declaration.Identifier) Check(document, declaration, attribute);
            }
        });
    }

    static void Check(SemanticModelAnalysisContext context, MethodDeclarationSyntax declaration, INamedTypeSymbol attribute)
    {
        if (context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { IsPartialDefinition: false } core) return;
        var compilation = context.SemanticModel.Compilation;
        var name = core.Name.Substring(0, core.Name.Length - OverloadCall.Ending.Length);
        // A Core with decorators is partial, and its body is the Core of the Core.
        if (name.EndsWith(OverloadCall.Ending, StringComparison.Ordinal) && core.ContainingType.GetMembers(name).Any(static m => m is IMethodSymbol { IsPartialDefinition: true })) name = name.Substring(0, name.Length - OverloadCall.Ending.Length);
        var overloads = new List<(IMethodSymbol Method, OverloadCall Call)>();
        foreach (var method in core.ContainingType.GetMembers(name).OfType<IMethodSymbol>())
        {
            if (!method.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute)) || !method.IsPartialDefinition) continue;
            if (OverloadCall.Bind(method, core.PartialDefinitionPart ?? core, compilation, out _) is { } call) overloads.Add((method, call));
        }
        if (overloads.Count == 0) return;
        var closed = ClosedTypes.Of(compilation);
        var body = context.SemanticModel.Bind(declaration, context.CancellationToken);
        foreach (var (method, call) in overloads)
        {
            if (overloads.Select(o => o.Method).FirstOrDefault(other => Overlaps(method, other, compilation)) is { } narrower)
            {
                context.ReportDiagnostic(Diagnostic.Create(OverlapDescriptor, method.Locations[0], Name(method), Name(narrower), TypeOf(PromisedReturn.Awaited(narrower)!), TypeOf(PromisedReturn.Awaited(method)!)));
                continue;
            }
            if (body is null || new OverloadWalk(core, call, compilation, closed).Through(body) is not { } walk) continue;
            if (walk.Unhandled is { Count: > 0 } unhandled)
            {
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, method.Locations[0], core.Name, string.Join("', '", unhandled)));
            }
            foreach (var exit in walk.Exits)
            {
                if (exit is { IsCertain: true, Value: { } value } && PromisedReturn.Violation(value, method, core, call, compilation) is { } found)
                {
                    context.ReportDiagnostic(Diagnostic.Create(ReturnDescriptor, value.Syntax.GetLocation(), Name(method), TypeOf(PromisedReturn.Of(method, call)!), found));
                }
            }
        }
    }

    static string Name(IMethodSymbol method) => method.ToDisplayString(Signature);

    static string TypeOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>Whether all that goes into another signature may come through this one as well, and comes back as what this one does not promise: the body cannot tell them apart.</summary>
    static bool Overlaps(IMethodSymbol method, IMethodSymbol narrower, Compilation compilation)
    {
        if (method.Equals(narrower, SymbolEqualityComparer.Default) || method.Arity + narrower.Arity > 0 || method.Parameters.Length != narrower.Parameters.Length || method.ReturnsVoid || narrower.ReturnsVoid) return false;
        if (!narrower.Parameters.All(p => method.Parameters[p.Ordinal] is var wider && p.RefKind == wider.RefKind && p.Name == wider.Name && IsBelow(p.Type, wider.Type, compilation))) return false;
        var (mine, its) = (PromisedReturn.Awaited(method), PromisedReturn.Awaited(narrower));
        return mine is not null && its is not null && PromisedReturn.IsNever(its, mine, compilation);
    }

    static bool IsBelow(ITypeSymbol type, ITypeSymbol above, Compilation compilation) =>
        compilation.ClassifyConversion(type.WithoutNullable(), above.WithoutNullable()) is { IsImplicit: true, IsUserDefined: false } conversion && (conversion.IsIdentity || conversion.IsReference || conversion.IsBoxing);
}
