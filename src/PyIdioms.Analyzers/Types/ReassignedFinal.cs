using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>Something <c>[Final]</c> that gets another value, a subclass or a replacement (PEP 591).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ReassignedFinal() : Rule(Descriptor, InheritanceDescriptor, ContradictionDescriptor, KeywordDescriptor)
{
    /// <summary>Properties of a finding: the keyword that C# has, and whether the attribute can go then.</summary>
    public const string Keyword = nameof(Keyword), Replaces = nameof(Replaces);

    const string Attribute = "FinalAttribute";

    static readonly AttributedNames Attributed = new(Attribute);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0206",
        title: "Final reassigned", message: "'{0}' is final, and is {1} here", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor InheritanceDescriptor = Define("PYI0206",
        title: "Final reassigned", message: "{0}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ContradictionDescriptor = Define("PYI0206",
        title: "Final reassigned", message: "'{0}' cannot be final: {1}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor KeywordDescriptor = Define("PYI0206",
        title: "Final reassigned", message: "'{0}' is final, and C# has a word for it: '{1}'", DiagnosticSeverity.Info);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (Attributed.Of(context.Compilation, types, context.CancellationToken) is not var (attribute, names)) return;
        var finals = new Finals(attribute, names);
        var words = Words.Any(Words.Of(names), Words.Of(Attributed.Own));
        context.Watch(_ => words, c => CheckWrite(c, finals), OperationKind.FieldReference, OperationKind.PropertyReference, OperationKind.ParameterReference);
        context.Watch(_ => words, c => CheckFunction(c, finals), OperationKind.LocalFunction, OperationKind.AnonymousFunction);
        context.RegisterSymbolAction(c => CheckType(c, finals), SymbolKind.NamedType);
    }

    static void CheckWrite(Sighting context, Finals finals)
    {
        var (symbol, what) = context.Operation switch
        {
            IParameterReferenceOperation reference when finals.Has(reference.Parameter) => ((ISymbol)reference.Parameter, FinalWrites.ToParameter(reference, context.ContainingSymbol)),
            IMemberReferenceOperation reference when finals.Has(reference.Member) => (reference.Member, FinalWrites.ToMember(reference, context.ContainingSymbol)),
            _ => default,
        };
        if (what is not null && symbol is not IPropertySymbol { IsIndexer: true }) context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Operation.Syntax.GetLocation(), symbol.Name, what));
    }

    static void CheckFunction(Sighting context, Finals finals)
    {
        var function = context.Operation is ILocalFunctionOperation local ? local.Symbol : ((IAnonymousFunctionOperation)context.Operation).Symbol;
        foreach (var parameter in function.Parameters) CheckDeclaration(parameter, finals, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
    }

    static void CheckType(SymbolAnalysisContext context, Finals finals)
    {
        var type = (INamedTypeSymbol)context.Symbol;
        foreach (var (place, text) in FinalInheritance.In(type, finals, context.CancellationToken)) context.ReportDiagnostic(Diagnostic.Create(InheritanceDescriptor, place, text));
        CheckDeclaration(type, finals, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        foreach (var member in type.GetMembers())
        {
            if (member is INamedTypeSymbol || member is IFieldSymbol { AssociatedSymbol: not null }) continue;
            CheckDeclaration(member, finals, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
            if (member is not IMethodSymbol method) continue;
            foreach (var parameter in method.Parameters) CheckDeclaration(parameter, finals, context.Compilation, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    static void CheckDeclaration(ISymbol symbol, Finals finals, Compilation compilation, Action<Diagnostic> report, CancellationToken cancel)
    {
        if (!finals.Has(symbol) || finals.AttributeOf(symbol)?.ApplicationSyntaxReference?.GetSyntax(cancel).GetLocation() is not { } place) return;
        if (FinalDeclarations.Contradiction(symbol) is { } reason)
        {
            report(Diagnostic.Create(ContradictionDescriptor, place, symbol.Name, reason));
        }
        else if (FinalDeclarations.Keyword(symbol, compilation) is { } keyword && !FinalDeclarations.SharesDeclaration(symbol, cancel))
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(Keyword, keyword);
            if (!FinalDeclarations.SaysMore(symbol)) properties = properties.Add(Replaces, "");
            report(Diagnostic.Create(KeywordDescriptor, place, properties, symbol.Name, keyword));
        }
    }
}
