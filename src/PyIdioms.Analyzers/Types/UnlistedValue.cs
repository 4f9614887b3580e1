using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>A value that the <c>[Literal]</c> of the place it gets to does not list (PEP 586).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnlistedValue() : Rule(Descriptor, PossibleDescriptor, UnknownDescriptor, ConvertedDescriptor, ComparedDescriptor, DeclarationDescriptor, InheritanceDescriptor)
{
    /// <summary>Property of a finding: the closest of the values for each that was found, as C# says it, one a line.</summary>
    public const string Closest = nameof(Closest);

    /// <summary>Property of a finding: the constants that are not listed, as C# says them, one a line.</summary>
    public const string Found = nameof(Found);

    const int MostText = 40;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0202",
        title: "Unlisted value", message: "{0} is not one of the values of '{1}': {2}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor PossibleDescriptor = Define("PYI0202",
        title: "Unlisted value", message: "'{0}' may be {1}, which is not one of the values of '{2}': {3}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor UnknownDescriptor = Define("PYI0202",
        title: "Unlisted value", message: "'{0}' is not known to be one of the values of '{1}': {2}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ConvertedDescriptor = Define("PYI0202",
        title: "Unlisted value", message: "'{0}' is not known to be one of the values of '{1}', and the conversion throws for another: use '{1}.Parse'", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ComparedDescriptor = Define("PYI0202",
        title: "Unlisted value", message: "'{0}' is never {1}: its values are {2}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor DeclarationDescriptor = Define("PYI0202",
        title: "Unlisted value", message: "[Literal] cannot be kept of '{0}': {1}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor InheritanceDescriptor = Define("PYI0202",
        title: "Unlisted value", message: "'{0}' {1} '{2}' {3}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (KnownValues.Of(context.Compilation) is not { } known) return;
        var words = LiteralWords.Of(context.Compilation, context.CancellationToken);
        context.Watch(_ => words, c => CheckArrival(c, known), ValueArrivals.Kinds);
        context.Watch(_ => words, c => CheckComparison(c, known.Literals), ValueComparisons.Kinds);
        context.Watch(_ => words, c => CheckDelegate(c, known.Literals), OperationKind.DelegateCreation);
        context.Watch(_ => words, c => CheckFunction(c, known.Literals), OperationKind.LocalFunction, OperationKind.AnonymousFunction);
        if (LiteralWords.IsUsed(context.Compilation, context.CancellationToken)) context.RegisterSymbolAction(c => CheckType(c, known.Literals), SymbolKind.NamedType);
    }

    static void CheckArrival(Sighting context, KnownValues known)
    {
        foreach (var arrival in ValueArrivals.At(context.Operation, context.ContainingSymbol, known.Literals))
        {
            foreach (var leaf in Leaves.Of(arrival.Value)) CheckLeaf(context, arrival, leaf, known);
        }
    }

    static void CheckLeaf(Sighting context, ValueArrival arrival, IOperation leaf, KnownValues known)
    {
        var (contract, target, place) = (arrival.Contract, NameOf(arrival.Target), leaf.Syntax.GetLocation());
        if (LiteralValue.Of(leaf) is { } constant)
        {
            if (!contract.Allows(constant) && !(constant.Value is null && Leaves.IsVouchedFor(leaf))) Report(Descriptor, [constant], constant.Text, target, contract.Text);
            return;
        }
        if (known.Declared(leaf) is { } declared && Outside(declared).Count == 0) return;
        if (known.Of(leaf, context.CancellationToken) is not { } values)
        {
            if (arrival.Target is INamedTypeSymbol) Report(ConvertedDescriptor, [], TextOf(leaf), target);
            else Report(UnknownDescriptor, [], TextOf(leaf), target, contract.Text);
        }
        else if (Outside(values) is { Count: > 0 } outside)
        {
            Report(PossibleDescriptor, outside, TextOf(leaf), outside[0].Text, target, contract.Text);
        }

        // A null that a variable may hold is the compiler's to warn about: its type says so.
        List<LiteralValue> Outside(ImmutableHashSet<LiteralValue> all) => [.. all.Where(v => v.Value is not null && !contract.Allows(v)).OrderBy(v => v.Text, StringComparer.Ordinal)];

        void Report(DiagnosticDescriptor descriptor, List<LiteralValue> found, params object[] arguments) => context.ReportDiagnostic(Diagnostic.Create(descriptor, place, Mending(found, contract, context, leaf), arguments));
    }

    /// <summary>What to write instead of each constant, where a value is near.</summary>
    static ImmutableDictionary<string, string?> Mending(IEnumerable<LiteralValue> found, LiteralContract contract, Sighting context, IOperation at)
    {
        var pairs = found.Select(f => (Found: f.Text, Closest: ClosestValue.Of(f, contract))).Where(p => p.Closest is not null).ToList();
        return pairs.Count == 0 ? ImmutableDictionary<string, string?>.Empty : ImmutableDictionary<string, string?>.Empty
            .Add(Found, string.Join("\n", pairs.Select(p => p.Found))).Add(Closest, string.Join("\n", pairs.Select(p => p.Closest!.Value.TextAt(context.Model.SemanticModel, at.Syntax.SpanStart))));
    }

    static void CheckComparison(Sighting context, Literals literals)
    {
        foreach (var (subject, constant, contract) in ValueComparisons.In(context.Operation, literals))
        {
            if (LiteralValue.Of(constant) is not { Value: not null } value || contract.Allows(value)) continue;
            context.ReportDiagnostic(Diagnostic.Create(ComparedDescriptor, constant.Syntax.GetLocation(), Mending([value], contract, context, constant), subject, value.Text, contract.Text));
        }
    }

    static void CheckDelegate(Sighting context, Literals literals)
    {
        var creation = (IDelegateCreationOperation)context.Operation;
        if (creation is not { Type: INamedTypeSymbol { DelegateInvokeMethod: { } invoke } type, Target: IMethodReferenceOperation { Method: var method } }) return;
        foreach (var what in LiteralInheritance.In(method, invoke, type, literals)) context.ReportDiagnostic(Diagnostic.Create(InheritanceDescriptor, creation.Syntax.GetLocation(), what));
    }

    static void CheckFunction(Sighting context, Literals literals)
    {
        var function = context.Operation is ILocalFunctionOperation local ? local.Symbol : ((IAnonymousFunctionOperation)context.Operation).Symbol;
        foreach (var symbol in function.Parameters.Prepend<ISymbol>(function)) CheckDeclaration(symbol, literals, context.ReportDiagnostic, context.CancellationToken);
    }

    static void CheckType(SymbolAnalysisContext context, Literals literals)
    {
        foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            if (member is INamedTypeSymbol || member is IFieldSymbol { AssociatedSymbol: not null } && literals.Own(member) is null || member.IsImplicitlyDeclared && member is not IMethodSymbol { MethodKind: MethodKind.Constructor or MethodKind.DelegateInvoke }) continue;
            CheckDeclaration(member, literals, context.ReportDiagnostic, context.CancellationToken);
            foreach (var (place, what) in LiteralInheritance.In(member, literals)) context.ReportDiagnostic(Diagnostic.Create(InheritanceDescriptor, place, what));
            var parameters = member switch { IMethodSymbol method => method.Parameters, IPropertySymbol property => property.Parameters, _ => [] };
            foreach (var parameter in parameters) CheckDeclaration(parameter, literals, context.ReportDiagnostic, context.CancellationToken);
        }
    }

    static void CheckDeclaration(ISymbol symbol, Literals literals, Action<Diagnostic> report, CancellationToken cancel)
    {
        if (literals.Own(symbol) is not { ApplicationSyntaxReference: { } reference } data || LiteralDeclarations.Problem(symbol, data) is not { } problem) return;
        report(Diagnostic.Create(DeclarationDescriptor, reference.GetSyntax(cancel).GetLocation(), NameOf(symbol), problem));
    }

    static string NameOf(ISymbol symbol) => symbol switch
    {
        IMethodSymbol { AssociatedSymbol: { } owner } => NameOf(owner),
        IMethodSymbol { MethodKind: MethodKind.DelegateInvoke, ContainingType: var type } => type.Name,
        IMethodSymbol { MethodKind: MethodKind.AnonymousFunction } => "the lambda",
        IPropertySymbol { IsIndexer: true } => "this[]",
        _ => symbol.Name,
    };

    static string TextOf(IOperation leaf) => leaf.Syntax.ToString() is var text && text.Length <= MostText && text.IndexOf('\n') < 0 ? text : string.Join(" ", text.Split([' ', '\r', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)) is var line && line.Length > MostText ? line.Substring(0, MostText - 1) + "…" : line;
}
