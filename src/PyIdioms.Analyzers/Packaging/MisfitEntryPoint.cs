using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Packaging;

/// <summary>An entry point whose name is taken in its group, or that is not what the group is loaded as.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisfitEntryPoint() : Rule(Clash, WrongType)
{
    const string Id = "PYI1102", Title = "Entry point that clashes or does not fit";

    public static readonly DiagnosticDescriptor Clash = Define(Id, Title, "'{0}' of group '{1}' is '{2}' of '{3}' already", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor WrongType = Define(Id, Title, "'{0}' of group '{1}' is '{2}' of '{3}', which cannot be loaded as '{4}'", DiagnosticSeverity.Warning);

    static readonly Words Groups = Words.Of(["Group"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms.EntryPointAttribute") is null) return;
        context.RegisterSyntaxNodeAction(CheckOwn, SyntaxKind.CompilationUnit);
        context.Watch(static _ => Groups, CheckGroup, OperationKind.Invocation);
    }

    /// <summary>What this file offers, beside what is written before it and what others offer.</summary>
    static void CheckOwn(SyntaxNodeAnalysisContext context)
    {
        if (context.Node is not CompilationUnitSyntax { AttributeLists: { Count: > 0 } lists } || !lists.Any(static list => list.Attributes.Any(static a => a.ArgumentList?.Arguments.Count is 3 or 4))) return;
        var compilation = context.SemanticModel.Compilation;
        var known = EntryPointOffers.Others(compilation).ToLookup(static offer => (offer.Group, offer.Name)).ToDictionary(static same => same.Key, static same => same.First());
        foreach (var offer in EntryPointOffers.Own(compilation))
        {
            if (known.TryGetValue((offer.Group, offer.Name), out var first)) Report(offer, first);
            else known.Add((offer.Group, offer.Name), offer);
        }

        void Report(EntryPointOffer offer, EntryPointOffer first)
        {
            if (offer.Attribute.ApplicationSyntaxReference is not { } place || place.SyntaxTree != context.Node.SyntaxTree) return;
            context.ReportDiagnostic(Diagnostic.Create(Clash, Location.Create(place.SyntaxTree, place.Span), offer.Name, offer.Group, first.Shown, first.Assembly.Name));
        }
    }

    /// <summary>What a group is loaded as is said where it is asked for.</summary>
    static void CheckGroup(Sighting context)
    {
        if (context.Operation is not IInvocationOperation { TargetMethod: { Name: "Group", TypeArguments: [var contract] } method, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: string group } }] } call || !method.ContainingType.IsOurs("EntryPoints")) return;
        var seen = new Dictionary<string, EntryPointOffer>(StringComparer.Ordinal);
        foreach (var offer in EntryPointOffers.Own(context.Compilation).Concat(EntryPointOffers.Others(context.Compilation)))
        {
            if (offer.Group != group) continue;
            if (offer.Is(contract, context.Compilation) == false)
            {
                context.ReportDiagnostic(Diagnostic.Create(WrongType, call.Syntax.GetLocation(), offer.Name, group, offer.Shown, offer.Assembly.Name, contract.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            }
            if (!seen.TryGetValue(offer.Name, out var first)) seen.Add(offer.Name, offer);
            else if (!IsOwn(first) && !IsOwn(offer)) context.ReportDiagnostic(Diagnostic.Create(Clash, call.Syntax.GetLocation(), offer.Name, group, first.Shown, first.Assembly.Name));
        }

        // That is said at its attribute.
        bool IsOwn(EntryPointOffer offer) => SymbolEqualityComparer.Default.Equals(offer.Assembly, context.Compilation.Assembly);
    }
}
