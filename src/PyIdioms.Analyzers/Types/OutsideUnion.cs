using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>A value that can be of none of the types that the <c>[Union]</c> of its place lists, and a type test that is never true (PEP 604).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OutsideUnion() : Rule(Descriptor, NullDescriptor, NeverDescriptor)
{
    const string Test = "Is", Tests = "RuntimeTypes";

    static readonly Words TestWords = Words.Of([Test]);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0209",
        title: "Outside the union", message: "'{0}' is none of the types of '{1}': {2}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor NullDescriptor = Define("PYI0209",
        title: "Outside the union", message: "null is none of the types of '{0}': {1}; declare it nullable to allow it", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor NeverDescriptor = Define("PYI0209",
        title: "Outside the union", message: "'{0}' is never '{1}'", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms.UnionAttribute") is null) return;
        if (types.Find("PyIdioms." + Tests) is { } tests) context.Watch(static _ => TestWords, c => CheckTest(c, tests), OperationKind.Invocation);
        if (!ContractWords.HasUnions(context.Compilation, context.CancellationToken)) return;
        var words = ContractWords.OfUnions(context.Compilation, context.CancellationToken);
        context.Watch(_ => words, CheckArrival, ConstraintArrivals.Kinds);
        context.RegisterSymbolAction(CheckType, SymbolKind.NamedType);
    }

    static void CheckArrival(Sighting context)
    {
        foreach (var (value, target) in ConstraintArrivals.At(context.Operation))
        {
            if (UnionContract.Of(target) is not { } union || TestCode.IsTest(context.ContainingSymbol)) continue;
            var declared = ConstraintArrivals.TypeOf(target);
            foreach (var leaf in Leaves.Of(value))
            {
                if (leaf.ConstantValue is { HasValue: true, Value: null })
                {
                    if (!UnionContract.AllowsNull(declared) && !Leaves.IsVouchedFor(leaf)) context.ReportDiagnostic(Diagnostic.Create(NullDescriptor, leaf.Syntax.GetLocation(), target.Name, UnionContract.Text(union)));
                    continue;
                }
                // A number that is converted to the declared type arrives as one of that type.
                if (declared.IsValueType || Unboxed(leaf).Type is not { TypeKind: not (TypeKind.Error or TypeKind.Dynamic) } found) continue;
                if (union.Any(t => UnionContract.MayBe(found, t, context.Compilation))) continue;
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, leaf.Syntax.GetLocation(), UnionContract.Name(found), target.Name, UnionContract.Text(union)));
            }
        }
    }

    /// <summary>What is in the box.</summary>
    static IOperation Unboxed(IOperation leaf) =>
        leaf is IConversionOperation { OperatorMethod: null, Type.IsReferenceType: true, Operand: { Type.IsValueType: true } operand } ? operand : leaf;

    static void CheckType(SymbolAnalysisContext context)
    {
        foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            if (member is IPropertySymbol or IFieldSymbol { AssociatedSymbol: null }) CheckDeclaration(member, context);
            else if (member is IMethodSymbol { PartialDefinitionPart: null } method && (method.MethodKind == MethodKind.DelegateInvoke || method.ContainingType.TypeKind != TypeKind.Delegate)) foreach (var parameter in method.Parameters) CheckDeclaration(parameter, context);
        }
    }

    /// <summary>Types of a union that values of the declared type never have.</summary>
    static void CheckDeclaration(ISymbol symbol, SymbolAnalysisContext context)
    {
        if (UnionContract.Own(symbol) is not { ApplicationSyntaxReference: { } reference, AttributeClass: { } attribute }) return;
        var declared = ConstraintArrivals.TypeOf(symbol);
        if (declared.TypeKind is TypeKind.Error or TypeKind.Dynamic) return;
        foreach (var type in attribute.TypeArguments)
        {
            if (!UnionContract.MayBe(declared, type, context.Compilation)) context.ReportDiagnostic(Diagnostic.Create(NeverDescriptor, reference.GetSyntax(context.CancellationToken).GetLocation(), UnionContract.Name(declared), UnionContract.Name(type)));
        }
    }

    static void CheckTest(Sighting context, INamedTypeSymbol tests)
    {
        if (context.Operation is not IInvocationOperation { TargetMethod: { Name: Test, TypeArguments: [var asked], ContainingType: var container }, Arguments: [{ Value: var payload }, ..] } call || !SymbolEqualityComparer.Default.Equals(container, tests)) return;
        while (payload is IConversionOperation { OperatorMethod: null, IsImplicit: true, Operand: var operand }) payload = operand;
        if (payload.Type is not { } found || found.TypeKind is TypeKind.Error or TypeKind.Dynamic || asked.TypeKind == TypeKind.Error || TestCode.IsTest(context.ContainingSymbol)) return;
        if (!UnionContract.MayBe(found, asked, context.Compilation)) context.ReportDiagnostic(Diagnostic.Create(NeverDescriptor, call.Syntax.GetLocation(), UnionContract.Name(found), UnionContract.Name(asked)));
    }
}
