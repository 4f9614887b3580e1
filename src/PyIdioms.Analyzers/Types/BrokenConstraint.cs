using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>A constraint that cannot apply or never holds, and a constant that breaks one (PEP 593).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BrokenConstraint() : Rule(Descriptor, InapplicableDescriptor, ContradictionDescriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0203",
        title: "Broken constraint", message: "{0} breaks {1} of '{2}'", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor InapplicableDescriptor = Define("PYI0203",
        title: "Broken constraint", message: "{0} cannot apply to '{1}': {2}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ContradictionDescriptor = Define("PYI0203",
        title: "Broken constraint", message: "No value of '{0}' fulfils {1}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms.ConstraintAttribute") is null) return;
        var words = ContractWords.OfConstraints(context.Compilation, context.CancellationToken);
        var known = KnownValues.Of(context.Compilation);
        context.Watch(_ => words, c => Check(c, known), ConstraintArrivals.Kinds);
        context.Watch(_ => words, CheckFunction, OperationKind.LocalFunction, OperationKind.AnonymousFunction);
        if (ContractWords.HasConstraints(context.Compilation, context.CancellationToken)) context.RegisterSymbolAction(CheckType, SymbolKind.NamedType);
    }

    static void Check(Sighting context, KnownValues? known)
    {
        foreach (var (value, target) in ConstraintArrivals.At(context.Operation))
        {
            var constraints = ConstraintArrivals.Of(target);
            if (constraints.Count == 0 || TestCode.IsTest(context.ContainingSymbol)) continue;
            var type = ConstraintArrivals.TypeOf(target);
            foreach (var leaf in Leaves.Of(value))
            {
                var constants = LiteralValue.Of(leaf) is { } constant ? [constant] : known?.Of(leaf, context.CancellationToken);
                if (constants is not { Count: > 0 }) continue;
                foreach (var constraint in constraints)
                {
                    // A variable with several values may have a good one here.
                    if (!constants.All(c => c.Enum is null && Verdict.Breaks(c.Value, constraint, type) == true)) continue;
                    var shown = constants.Count == 1 ? Constraint.Text(constants.First().Value) : $"'{leaf.Syntax}'";
                    context.ReportDiagnostic(Diagnostic.Create(Descriptor, leaf.Syntax.GetLocation(), shown, constraint, target.Name));
                }
            }
        }
    }

    static void CheckFunction(Sighting context)
    {
        var function = context.Operation is ILocalFunctionOperation local ? local.Symbol : ((IAnonymousFunctionOperation)context.Operation).Symbol;
        CheckMethod(function, context.ReportDiagnostic);
    }

    static void CheckType(SymbolAnalysisContext context)
    {
        foreach (var member in ((INamedTypeSymbol)context.Symbol).GetMembers())
        {
            switch (member)
            {
                case IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.Constructor or MethodKind.DelegateInvoke or MethodKind.UserDefinedOperator or MethodKind.Conversion or MethodKind.ExplicitInterfaceImplementation } method when method.PartialDefinitionPart is null && (method.MethodKind == MethodKind.DelegateInvoke || method.ContainingType.TypeKind != TypeKind.Delegate):
                    CheckMethod(method, context.ReportDiagnostic);
                    break;
                case IPropertySymbol property:
                    CheckDeclaration(property, property.Type, context.ReportDiagnostic);
                    foreach (var parameter in property.Parameters) CheckDeclaration(parameter, parameter.Type, context.ReportDiagnostic);
                    break;
                case IFieldSymbol field:
                    CheckDeclaration(field, field.Type, context.ReportDiagnostic);
                    break;
            }
        }
    }

    static void CheckMethod(IMethodSymbol method, Action<Diagnostic> report)
    {
        foreach (var parameter in method.Parameters)
        {
            CheckDeclaration(parameter, parameter.Type, report);
            CheckDefault(parameter, report);
        }
        var result = method.ReturnType is INamedTypeSymbol { Arity: 1, Name: "Task" or "ValueTask" } task ? task.TypeArguments[0] : method.ReturnType;
        CheckAll(method.ReturnsVoid ? "return" : method.Name, result, Constraint.Among(method.GetReturnTypeAttributes()).ToList(), report);
    }

    static void CheckDefault(IParameterSymbol parameter, Action<Diagnostic> report)
    {
        if (!parameter.HasExplicitDefaultValue || parameter.ExplicitDefaultValue is not { } value || parameter.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax() is not ParameterSyntax { Default.Value: var syntax }) return;
        foreach (var constraint in ConstraintArrivals.Of(parameter))
        {
            if (Verdict.Breaks(value, constraint, parameter.Type) == true) report(Diagnostic.Create(Descriptor, syntax.GetLocation(), Constraint.Text(value), constraint, parameter.Name));
        }
    }

    static void CheckDeclaration(ISymbol symbol, ITypeSymbol type, Action<Diagnostic> report) => CheckAll(symbol.Name, type, Constraint.Among(symbol.GetAttributes()).ToList(), report);

    static void CheckAll(string name, ITypeSymbol type, List<Constraint> constraints, Action<Diagnostic> report)
    {
        if (constraints.Count == 0) return;
        foreach (var constraint in constraints)
        {
            if (Verdict.Inapplicable(constraint, type) is { } reason) report(Diagnostic.Create(InapplicableDescriptor, constraint.Location, constraint, name, reason));
        }
        if (Verdict.Contradiction(constraints, type) is { Count: > 0 } together) report(Diagnostic.Create(ContradictionDescriptor, together[together.Count - 1].Location, name, string.Join(", ", together)));
    }
}
