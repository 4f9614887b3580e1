using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Kernel.Symbols;

/// <summary>How a result becomes that of another signature.</summary>
public enum ResultWay { Dropped, AsItIs, Cast, Awaited, AwaitedAndCast }

/// <summary>How one signature of <c>[Overload]</c> calls the method with the body.</summary>
/// <param name="Core">The method with the body, its type parameters given.</param>
/// <param name="Sources">For each parameter of the Core the one of the signature that goes into it; null where the Core's default does.</param>
/// <param name="Way">What becomes of the result.</param>
public sealed record OverloadCall(IMethodSymbol Core, ImmutableArray<IParameterSymbol?> Sources, ResultWay Way)
{
    /// <summary>What the name of a method with a body has more.</summary>
    public const string Ending = "Core";

    /// <summary>The methods that may be the body of a signature.</summary>
    public static IEnumerable<IMethodSymbol> CandidatesFor(IMethodSymbol overload) =>
        overload.ContainingType.GetMembers(overload.Name + Ending).OfType<IMethodSymbol>().Where(static m => m.MethodKind == MethodKind.Ordinary);

    /// <summary>Whether a method is the body of overloads: what it takes is what they take, and no other value.</summary>
    public static bool IsCore(ISymbol? method) => method is IMethodSymbol { MethodKind: MethodKind.Ordinary, Name: var name } core && name.Length > Ending.Length && name.EndsWith(Ending, StringComparison.Ordinal)
        && core.ContainingType.GetMembers(name.Substring(0, name.Length - Ending.Length)).Any(static m => m is IMethodSymbol { IsPartialDefinition: true } && m.GetAttributes().Any(static a => a.AttributeClass is { Name: "OverloadAttribute", ContainingNamespace.Name: "PyIdioms" }));

    /// <summary>The call; null, and why, where a method cannot be the body of a signature.</summary>
    public static OverloadCall? Bind(IMethodSymbol overload, IMethodSymbol core, Compilation compilation, out string? problem)
    {
        if (overload.IsStatic && !core.IsStatic) return No("it is not 'static'", out problem);
        if (overload is { IsReadOnly: true, ContainingType.IsValueType: true } && core is { IsStatic: false, IsReadOnly: false }) return No("it is not 'readonly'", out problem);
        if (SourcesOf(overload, core, out problem) is not { } sources) return null;
        if (core.Arity > 0)
        {
            if (TypesOf(overload, core, sources, compilation, out problem) is not { } types) return null;
            core = core.Construct([.. types]);
        }
        foreach (var target in core.Parameters)
        {
            if (sources[target.Ordinal] is { } source && ProblemOf(source, target, compilation) is { } wrong) return No(wrong, out problem);
        }
        return WayOf(overload, core, compilation) is { } way ? new(core, sources, way) : No($"what it returns, '{Name(core)}', is never '{Name(overload)}'", out problem);
    }

    static OverloadCall? No(string why, out string? problem)
    {
        problem = why;
        return null;
    }

    static string Name(IMethodSymbol method) => Name(method.ReturnType);

    static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>Parameters go by name; one whose name the Core does not know goes to its place.</summary>
    static ImmutableArray<IParameterSymbol?>? SourcesOf(IMethodSymbol overload, IMethodSymbol core, out string? problem)
    {
        problem = null;
        var sources = new IParameterSymbol?[core.Parameters.Length];
        foreach (var parameter in overload.Parameters)
        {
            var target = core.Parameters.FirstOrDefault(p => p.Name == parameter.Name)
                ?? core.Parameters.FirstOrDefault(p => p.Ordinal == parameter.Ordinal && !overload.Parameters.Any(o => o.Name == p.Name));
            if (target is null)
            {
                problem = $"it has no parameter for '{parameter.Name}'";
                return null;
            }
            sources[target.Ordinal] = parameter;
        }
        if (core.Parameters.FirstOrDefault(p => sources[p.Ordinal] is null && !p.IsOptional && !p.IsParams) is { } open)
        {
            problem = $"its parameter '{open.Name}' gets nothing and has no default";
            return null;
        }
        return [.. sources];
    }

    static string? ProblemOf(IParameterSymbol source, IParameterSymbol target, Compilation compilation)
    {
        if (target.RefKind is RefKind.Ref or RefKind.Out || source.RefKind is RefKind.Ref or RefKind.Out)
        {
            if (source.RefKind != target.RefKind || !SymbolEqualityComparer.Default.Equals(source.Type, target.Type)) return $"'{target.Name}' is passed in another way";
        }
        if (source.ScopedKind == ScopedKind.ScopedValue && target.ScopedKind != ScopedKind.ScopedValue && MethodShape.IsRefLike(target.Type)) return $"'{target.Name}' is not 'scoped'";
        var conversion = compilation.ClassifyConversion(source.Type, target.Type);
        if (!conversion.IsImplicit) return $"its '{target.Name}' cannot be '{Name(source.Type)}'";
        var losesNull = source.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.Annotated } && target.Type is { IsReferenceType: true, NullableAnnotation: NullableAnnotation.NotAnnotated };
        return losesNull ? $"its '{target.Name}' cannot be null" : null;
    }

    static ResultWay? WayOf(IMethodSymbol overload, IMethodSymbol core, Compilation compilation)
    {
        var (mine, myResult) = MethodShape.KindOf(overload);
        var (its, itsResult) = MethodShape.KindOf(core);
        if (overload.RefKind != RefKind.None) return overload.RefKind == core.RefKind && SymbolEqualityComparer.Default.Equals(overload.ReturnType, core.ReturnType) ? ResultWay.AsItIs : null;
        if (mine == ReturnKind.Void) return its is ReturnKind.Void or ReturnKind.Value ? ResultWay.Dropped : null;
        if (its == ReturnKind.Void) return null;
        var whole = compilation.ClassifyConversion(core.ReturnType, overload.ReturnType);
        if (whole.IsImplicit) return ResultWay.AsItIs;
        if (core.ReturnType.TypeKind == TypeKind.Dynamic) return ResultWay.Cast;
        var canAwait = MethodShape.IsTask(mine) && MethodShape.IsTask(its) && !overload.Parameters.Any(static p => p.RefKind != RefKind.None || MethodShape.IsRefLike(p.Type) || p.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol) && !overload.ContainingType.IsRefLikeType;
        if (canAwait && myResult is null) return ResultWay.Awaited;
        if (canAwait && itsResult is not null)
        {
            var result = compilation.ClassifyConversion(itsResult, myResult!);
            return result.IsImplicit ? ResultWay.Awaited : IsTest(result) ? ResultWay.AwaitedAndCast : null;
        }
        return !(MethodShape.IsTask(mine) && MethodShape.IsTask(its)) && IsTest(whole) ? ResultWay.Cast : null;
    }


    /// <summary>A cast that asks what a value is, and makes no other of it.</summary>
    static bool IsTest(Conversion conversion) => conversion.IsExplicit && !conversion.IsUserDefined && (conversion.IsReference || conversion.IsUnboxing);

    static ImmutableArray<ITypeSymbol>? TypesOf(IMethodSymbol overload, IMethodSymbol core, ImmutableArray<IParameterSymbol?> sources, Compilation compilation, out string? problem)
    {
        problem = null;
        var given = new ITypeSymbol?[core.Arity];
        foreach (var target in core.Parameters)
        {
            if (sources[target.Ordinal] is { } source) Unify(target.Type, source.Type, core, given);
        }
        Unify(core.ReturnType, overload.ReturnType, core, given);
        for (var i = 0; i < given.Length; i++)
        {
            var parameter = core.TypeParameters[i];
            // A parameter that is left out is of the result's type, or of nobody's.
            if (given[i] is null or { SpecialType: SpecialType.System_Void })
            {
                problem = $"its type parameter '{parameter.Name}' follows from nothing in this signature";
                return null;
            }
        }
        foreach (var parameter in core.TypeParameters)
        {
            if (Fits(given[parameter.Ordinal]!, parameter, core, given, compilation)) continue;
            problem = $"its '{parameter.Name}' cannot be '{Name(given[parameter.Ordinal]!)}'";
            return null;
        }
        return [.. given!];
    }

    static void Unify(ITypeSymbol declared, ITypeSymbol used, IMethodSymbol core, ITypeSymbol?[] given)
    {
        switch (declared, used)
        {
            case (ITypeParameterSymbol { DeclaringMethod: { } owner } parameter, _) when SymbolEqualityComparer.Default.Equals(owner, core):
                given[parameter.Ordinal] ??= used is { IsReferenceType: true } ? used.WithNullableAnnotation(parameter.NullableAnnotation == NullableAnnotation.Annotated || declared.NullableAnnotation == NullableAnnotation.Annotated ? NullableAnnotation.NotAnnotated : used.NullableAnnotation) : used;
                break;
            case (IArrayTypeSymbol one, IArrayTypeSymbol other) when one.Rank == other.Rank:
                Unify(one.ElementType, other.ElementType, core, given);
                break;
            case (INamedTypeSymbol one, INamedTypeSymbol other):
                if (Same(one, other)) UnifyAll(one, other);
                else if (other.AllInterfaces.Concat(Above(other)).FirstOrDefault(above => Same(one, above)) is { } above) UnifyAll(one, above);
                break;
        }

        void UnifyAll(INamedTypeSymbol one, INamedTypeSymbol other)
        {
            for (var i = 0; i < one.TypeArguments.Length; i++) Unify(one.TypeArguments[i], other.TypeArguments[i], core, given);
        }

        static bool Same(INamedTypeSymbol one, INamedTypeSymbol other) => SymbolEqualityComparer.Default.Equals(one.OriginalDefinition, other.OriginalDefinition);
    }

    static IEnumerable<INamedTypeSymbol> Above(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType) yield return above;
    }

    static bool Fits(ITypeSymbol type, ITypeParameterSymbol parameter, IMethodSymbol core, ITypeSymbol?[] given, Compilation compilation)
    {
        if (type is IPointerTypeSymbol or IFunctionPointerTypeSymbol || type.IsRefLikeType && !parameter.AllowsRefLikeType) return false;
        if (parameter.HasReferenceTypeConstraint && !type.IsReferenceType) return false;
        if ((parameter.HasValueTypeConstraint || parameter.HasUnmanagedTypeConstraint) && (!type.IsValueType || type.IsNullable())) return false;
        if (parameter.HasUnmanagedTypeConstraint && !type.IsUnmanagedType) return false;
        if (parameter.HasConstructorConstraint && !HasConstructor(type)) return false;
        foreach (var constraint in parameter.ConstraintTypes)
        {
            var wanted = Substitute(constraint, core, given);
            var conversion = compilation.ClassifyConversion(type, wanted);
            if (!(conversion.IsIdentity || conversion is { IsImplicit: true, IsReference: true } || conversion is { IsImplicit: true, IsBoxing: true })) return false;
        }
        return true;
    }

    static bool HasConstructor(ITypeSymbol type) => type.IsValueType || type is ITypeParameterSymbol { HasConstructorConstraint: true }
        || type is INamedTypeSymbol { IsAbstract: false } named && named.InstanceConstructors.Any(static c => c.Parameters.IsEmpty && c.DeclaredAccessibility == Accessibility.Public);

    static ITypeSymbol Substitute(ITypeSymbol type, IMethodSymbol core, ITypeSymbol?[] given) => type switch
    {
        ITypeParameterSymbol { DeclaringMethod: { } owner } parameter when SymbolEqualityComparer.Default.Equals(owner, core) => given[parameter.Ordinal]!,
        INamedTypeSymbol { Arity: > 0 } named => named.ConstructedFrom.Construct([.. named.TypeArguments.Select(argument => Substitute(argument, core, given))]),
        _ => type,
    };
}
