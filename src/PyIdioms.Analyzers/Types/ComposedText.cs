using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>Text that is not the program's own, put into SQL or where <c>[LiteralString]</c> demands text of the program (PEP 675).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ComposedText() : Rule(Descriptor, ContractDescriptor, SubstitutionDescriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0201",
        title: "Foreign text in a literal string", message: "'{0}' is not text of the program and becomes part of the SQL that '{1}' gets: pass it as a parameter", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ContractDescriptor = Define("PYI0201",
        title: "Foreign text in a literal string", message: "'{0}' is not text of the program, and '{1}' takes no other: choose from fixed texts, pass it apart, or vouch for it with LiteralString.Trusted", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor SubstitutionDescriptor = Define("PYI0201",
        title: "Foreign text in a literal string", message: "{0} [LiteralString] against '{1}': {2}", DiagnosticSeverity.Warning);

    public override ImmutableArray<Option> Options => TextOptions.All;

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var options = TextOptions.Of(context.Options);
        context.Watch(options.WordsFor(context), c => CheckSql(c, options), Sinks.Kinds);
        if (types.Find("PyIdioms.LiteralStringAttribute") is null) return;
        var contracts = ContractWords.OfLiteral(context.Compilation, context.CancellationToken);
        context.Watch(_ => contracts, c => CheckContract(c, options), LiteralContracts.Kinds);
        context.Watch(_ => contracts, CheckConversion, OperationKind.DelegateCreation);
        context.RegisterSymbolAction(CheckSubstitution, SymbolKind.Method, SymbolKind.Property);
    }

    static void CheckSql(Sighting context, TextOptions options)
    {
        foreach (var arrival in SqlText.Arrivals(context.Operation, options.ApisFor(context)).Distinct())
        {
            if (arrival.Value.ConstantValue.HasValue || context.ValueOf(arrival.Value) is not { } value) continue;
            var accepted = options.AcceptedAt(context);
            if (SqlText.Of(value, arrival, accepted, new(context, accepted), out var part) != SqlFinding.Composed) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, arrival.Value.Syntax.GetLocation(), SqlText.Places(part!), SqlText.NameOf(part!), SqlText.NameOf(arrival.Target)));
        }
    }

    static void CheckContract(Sighting context, TextOptions options)
    {
        foreach (var arrival in LiteralContracts.At(context.Operation, context.ContainingSymbol))
        {
            if (arrival.Value.ConstantValue.HasValue || context.ValueOf(arrival.Value) is not { } value || value.Level <= options.AcceptedAt(context)) continue;
            var part = value.Origins[0];
            context.ReportDiagnostic(Diagnostic.Create(ContractDescriptor, arrival.Value.Syntax.GetLocation(), SqlText.Places(part), SqlText.NameOf(part), SqlText.NameOf(arrival.Parameter ?? arrival.Target)));
        }
    }

    static void CheckConversion(Sighting context)
    {
        var creation = (IDelegateCreationOperation)context.Operation;
        if (creation.Type is not INamedTypeSymbol { DelegateInvokeMethod: { } invoke }) return;
        var target = creation.Target switch { IMethodReferenceOperation reference => reference.Method, IAnonymousFunctionOperation lambda => lambda.Symbol, _ => null };
        if (target is null || target.Parameters.Length != invoke.Parameters.Length) return;
        for (var i = 0; i < invoke.Parameters.Length; i++)
        {
            if (!target.Parameters[i].IsLiteral() || invoke.Parameters[i].IsLiteral()) continue;
            context.ReportDiagnostic(Diagnostic.Create(SubstitutionDescriptor, creation.Syntax.GetLocation(), $"'{target.Parameters[i].Name}' is", creation.Type.Name, "whoever calls the delegate is not checked"));
            return;
        }
    }

    static void CheckSubstitution(SymbolAnalysisContext context)
    {
        if (context.Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation } method) LiteralContracts.Compare(method, context.ReportDiagnostic, SubstitutionDescriptor);
        else if (context.Symbol is IPropertySymbol property) LiteralContracts.Compare(property, context.ReportDiagnostic, SubstitutionDescriptor);
    }
}
