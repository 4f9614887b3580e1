using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>A cast to the type that a <c>[TypeGuard]</c> has just proved, and would have handed over (PEP 647).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class NeedlessCast() : Rule(Descriptor)
{
    /// <summary>Properties of a finding: the name of the <c>out</c> parameter, its place, and which of the casts (1, not 0) give exactly its type. The further locations are the call of the guard and all casts behind it.</summary>
    public const string Out = nameof(Out), Place = nameof(Place), Exact = nameof(Exact);

    const string Attribute = "TypeGuardAttribute";

    static readonly AttributedNames Attributed = new(Attribute);

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0207",
        title: "Needless cast", message: "'{0}' has proved that '{1}' is '{2}': take it from its 'out' parameter", DiagnosticSeverity.Info);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (Attributed.Of(context.Compilation, types, context.CancellationToken) is not var (attribute, names)) return;
        var words = Words.Of(names);
        context.Watch(_ => words, c => Check(c, attribute), OperationKind.Invocation);
    }

    static void Check(Sighting context, INamedTypeSymbol attribute)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!IsGuard(call.TargetMethod, attribute) || OutOf(call.TargetMethod) is not { Type: var proved } handed || VariableOf(call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value) is not { } variable) return;
        var region = GuardedRegion.After(call).SelectMany(Inside).ToList();
        if (region.Any(o => Writes(o, variable)) || call.Root().Descendants().Any(o => o is IAnonymousFunctionOperation or ILocalFunctionOperation && o.Descendants().Any(inner => Writes(inner, variable)))) return;
        var casts = region.OfType<IConversionOperation>().Where(IsNeedless).ToList();
        foreach (var cast in casts)
        {
            var properties = ImmutableDictionary<string, string?>.Empty.Add(Out, handed.Name).Add(Place, handed.Ordinal.ToString(CultureInfo.InvariantCulture));
            properties = properties.Add(Exact, string.Concat(casts.Select(c => SymbolEqualityComparer.Default.Equals(c.Type, proved) ? '1' : '0')));
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, cast.Syntax.GetLocation(), casts.Select(c => c.Syntax.GetLocation()).Prepend(call.Syntax.GetLocation()), properties,
                call.TargetMethod.Name, variable.Name, TypeVarList.Name(proved.WithNullableAnnotation(NullableAnnotation.NotAnnotated))));
        }

        bool IsNeedless(IConversionOperation cast) => !cast.IsImplicit && cast.OperatorMethod is null && cast.Type is not null && SymbolEqualityComparer.Default.Equals(VariableOf(cast.Operand), variable)
            && IsUpcast(proved, cast.Type) && !(cast.Operand.Type is { } known && IsUpcast(known, cast.Type));

        bool IsUpcast(ITypeSymbol from, ITypeSymbol to) => context.Compilation.ClassifyCommonConversion(from, to) is { IsIdentity: true } or { IsImplicit: true, IsReference: true };
    }

    static bool IsGuard(IMethodSymbol method, INamedTypeSymbol attribute) => method is { ReturnType.SpecialType: SpecialType.System_Boolean, Parameters.IsEmpty: false }
        && (method.ReducedFrom ?? method).OriginalDefinition.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute) || a.AttributeClass is { Name: Attribute, Arity: 1, ContainingNamespace.Name: nameof(PyIdioms) });

    /// <summary>The <c>out</c> parameter that an overload has more; null where there is none.</summary>
    static IParameterSymbol? OutOf(IMethodSymbol guard)
    {
        foreach (var other in guard.ContainingType.GetMembers(guard.Name).OfType<IMethodSymbol>())
        {
            if (other.Parameters.Length != Whole(guard).Parameters.Length + 1 || other.Arity != guard.Arity || other.ReturnType.SpecialType != SpecialType.System_Boolean) continue;
            var overload = other.Arity > 0 ? other.Construct([.. guard.TypeArguments]) : other;
            if (overload.Parameters.Where(p => p.RefKind == RefKind.Out).ToList() is not [var handed]) continue;
            if (overload.Parameters.Remove(handed).Zip(Whole(guard).Parameters, (mine, its) => SymbolEqualityComparer.Default.Equals(mine.Type, its.Type)).All(same => same)) return handed;
        }
        return null;
    }

    /// <summary>An extension method that is called like a member, with its first parameter.</summary>
    static IMethodSymbol Whole(IMethodSymbol method) => method.ReducedFrom is { } whole ? whole.Arity > 0 ? whole.Construct([.. method.TypeArguments]) : whole : method;

    /// <summary>A local or a parameter: nobody else can change it in between.</summary>
    static ISymbol? VariableOf(IOperation? value)
    {
        while (value is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion) value = conversion.Operand;
        return value switch
        {
            ILocalReferenceOperation { Local: { RefKind: RefKind.None } local } => local,
            IParameterReferenceOperation { Parameter: { RefKind: RefKind.None or RefKind.In } parameter } => parameter,
            _ => null,
        };
    }

    static bool Writes(IOperation operation, ISymbol variable) => operation switch
    {
        IAssignmentOperation assignment => assignment.Target.DescendantsAndSelf().Any(t => SymbolEqualityComparer.Default.Equals(VariableOf(t), variable) && t.Parent is IAssignmentOperation or ITupleOperation),
        IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument => SymbolEqualityComparer.Default.Equals(VariableOf(argument.Value), variable),
        IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref, Initializer.Value: var value } => SymbolEqualityComparer.Default.Equals(VariableOf(value), variable),
        _ => false,
    };

    /// <summary>Functions run later, when a captured variable may hold something else: they are left out.</summary>
    static IEnumerable<IOperation> Inside(IOperation part)
    {
        var open = new Stack<IOperation>();
        open.Push(part);
        while (open.Count > 0)
        {
            var next = open.Pop();
            if (next is IAnonymousFunctionOperation or ILocalFunctionOperation) continue;
            yield return next;
            foreach (var child in next.ChildOperations) open.Push(child);
        }
    }
}
