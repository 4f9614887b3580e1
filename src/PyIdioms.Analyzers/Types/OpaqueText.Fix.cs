using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Provenance;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace PyIdioms.Analyzers.Types;

/// <summary>Marks the parameter that SQL comes from <c>[LiteralString]</c>: its callers are checked from then on.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class OpaqueTextFix : CodeFixProvider
{
    const string Title = "Mark the parameter [LiteralString]";

    static readonly FixTogether Together = new(Mark);

    public override ImmutableArray<string> FixableDiagnosticIds => [OpaqueText.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => Together;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var finding in context.Diagnostics)
        {
            if ((await Declarations(context.Document, finding, context.CancellationToken).ConfigureAwait(false)).IsEmpty) continue;
            context.RegisterCodeFix(Together.One(Title, Title, context.Document, finding), finding);
        }
    }

    static async Task Mark(Document document, Diagnostic finding, string key, Edits edits, CancellationToken cancel)
    {
        foreach (var parameter in await Declarations(document, finding, cancel).ConfigureAwait(false))
        {
            if (document.Project.Solution.GetDocument(parameter.SyntaxTree) is { } home) edits.Rewrite(home, parameter, key, static current => Marked((ParameterSyntax)current));
        }
    }

    static ParameterSyntax Marked(ParameterSyntax parameter)
    {
        var attribute = AttributeList(SingletonSeparatedList(Attribute(ParseName("global::PyIdioms.LiteralString").WithAdditionalAnnotations(Simplifier.Annotation)))).WithTrailingTrivia(Space);
        var bare = parameter.WithoutLeadingTrivia();
        return bare.WithAttributeLists(bare.AttributeLists.Insert(0, attribute)).WithLeadingTrivia(parameter.GetLeadingTrivia());
    }

    /// <summary>Where the parameter is declared, or what it overrides and implements; nothing where a part of that is not ours to change.</summary>
    static async Task<ImmutableArray<ParameterSyntax>> Declarations(Document document, Diagnostic finding, CancellationToken cancel)
    {
        if (!finding.Properties.ContainsKey(OpaqueText.IsMarkable)) return [];
        var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (root is null || model?.Compilation.GetTypeByMetadataName("PyIdioms.LiteralStringAttribute") is null) return [];
        if (await Parameter(document, finding, root, model, cancel).ConfigureAwait(false) is not { ContainingSymbol: IMethodSymbol method } parameter) return [];

        var bases = method.Bases().Select(b => b.OriginalDefinition).ToArray();
        var places = (bases.Length == 0 ? [method] : bases.Where(b => !b.Bases().Any())).SelectMany(m => m.Parameters[parameter.Ordinal].DeclaringSyntaxReferences.Select(r => r.GetSyntax(cancel)).DefaultIfEmpty()).ToArray();
        return places.All(p => p is ParameterSyntax && document.Project.Solution.GetDocument(p.SyntaxTree) is not null) ? [.. places.Cast<ParameterSyntax>()] : [];
    }

    /// <summary>The parameter that is passed on as it is, or the one at the beginning of the way.</summary>
    static async Task<IParameterSymbol?> Parameter(Document document, Diagnostic finding, SyntaxNode root, SemanticModel model, CancellationToken cancel)
    {
        if (model.GetSymbolInfo(root.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true), cancel).Symbol is IParameterSymbol direct) return direct;
        if (finding.AdditionalLocations is not [{ SourceTree: { } tree, SourceSpan: var span }, ..] || document.Project.Solution.GetDocument(tree) is not { } home) return null;
        var homeRoot = await home.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var homeModel = await home.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        return homeRoot?.FindNode(span) is ParameterSyntax parameter ? homeModel?.GetDeclaredSymbol(parameter, cancel) : null;
    }
}
