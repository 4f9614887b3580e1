using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Kernel.Decorators;

/// <summary>The method with a decorated method's body: same name plus <c>Core</c>, same signature behind what decorators supply.</summary>
public static class CoreMethod
{
    const string Ending = "Core";

    static readonly SymbolDisplayFormat Signature = new(
        genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters | SymbolDisplayGenericsOptions.IncludeTypeConstraints,
        memberOptions: SymbolDisplayMemberOptions.IncludeParameters | SymbolDisplayMemberOptions.IncludeType | SymbolDisplayMemberOptions.IncludeRef,
        parameterOptions: SymbolDisplayParameterOptions.IncludeType | SymbolDisplayParameterOptions.IncludeName | SymbolDisplayParameterOptions.IncludeParamsRefOut,
        typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameOnly,
        miscellaneousOptions: SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    /// <summary>What the method with a method's body is called.</summary>
    public static string NameFor(IMethodSymbol method) => method.Name + Ending;

    /// <summary>What the method is called that has this one for a body, if there is one; null where the name says that there is none.</summary>
    public static string? NameOfMethod(IMethodSymbol core) =>
        core.Name.Length > Ending.Length && core.Name.EndsWith(Ending, StringComparison.Ordinal) ? core.Name.Substring(0, core.Name.Length - Ending.Length) : null;

    /// <summary>Finds the method with the body. Where there is none that fits, says in what the nearest one differs; null when there is none at all.</summary>
    public static IMethodSymbol? Find(IMethodSymbol method, List<ITypeSymbol>? supplied, out IMethodSymbol? nearest, out string? difference)
    {
        (nearest, difference) = (null, null);
        foreach (var member in method.ContainingType.GetMembers(NameFor(method)))
        {
            if (member is not IMethodSymbol { MethodKind: MethodKind.Ordinary } core) continue;
            var found = DifferenceOf(method, core, supplied ?? []);
            if (found is null) return core;
            // The one with the same parameters is the one that was meant.
            if (nearest is null || difference == Parameters) (nearest, difference) = (core, found);
        }
        return null;
    }

    /// <summary>The declaration the user has to write.</summary>
    public static string DeclarationFor(IMethodSymbol method, List<ITypeSymbol>? supplied)
    {
        var text = string.Concat(method.ToDisplayParts(Signature).Select(part => part.Kind == SymbolDisplayPartKind.MethodName ? part + Ending : part.ToString()));
        if (supplied is { Count: > 0 })
        {
            var first = string.Join(", ", supplied.Select((type, i) => $"{type.ToDisplayString(Signature)} {(i == 0 ? "first" : $"first{i + 1}")}"));
            text = text.Insert(text.IndexOf('(') + 1, method.Parameters.IsEmpty ? first : first + ", ");
        }
        var readOnly = method.IsReadOnly && method.ContainingType is { IsValueType: true, IsReadOnly: false };
        return $"private {(method.IsStatic ? "static " : "")}{(readOnly ? "readonly " : "")}{text}";
    }

    const string Parameters = "its parameters";

    /// <summary>What is said where all but the result is the same.</summary>
    public const string ReturnType = "its return type";

    static string? DifferenceOf(IMethodSymbol method, IMethodSymbol core, List<ITypeSymbol> supplied)
    {
        if (core.Parameters.Length != method.Parameters.Length + supplied.Count) return Parameters;
        if (core.Arity != method.Arity) return "its type parameters";
        if (core.Arity > 0)
        {
            if (!method.TypeParameters.Zip(core.TypeParameters, (m, c) => SameConstraints(m, c)).All(static same => same)) return "the constraints of its type parameters";
            core = core.Construct([.. method.TypeParameters]);
        }
        for (var i = 0; i < method.Parameters.Length; i++)
        {
            var (mine, its) = (method.Parameters[i], core.Parameters[i + supplied.Count]);
            if (mine.RefKind != its.RefKind || mine.ScopedKind != its.ScopedKind || !Same(mine.Type, its.Type)) return Parameters;
        }
        for (var i = 0; i < supplied.Count; i++)
        {
            if (core.Parameters[i].RefKind != RefKind.None || !Same(supplied[i], core.Parameters[i].Type)) return Parameters;
        }
        if (method.RefKind != core.RefKind || method.ReturnsVoid != core.ReturnsVoid || !Same(method.ReturnType, core.ReturnType)) return ReturnType;
        if (method.IsStatic != core.IsStatic) return method.IsStatic ? "'static'" : "not being 'static'";
        if (method.IsReadOnly && !core.IsReadOnly) return "'readonly'";
        if (method.ContainingType.IsValueType && IsUnscoped(method) != IsUnscoped(core)) return "[UnscopedRef]";
        return null;
    }

    static bool Same(ITypeSymbol mine, ITypeSymbol its) =>
        SymbolEqualityComparer.IncludeNullability.Equals(mine, its)
        // Code without nullable annotations fits code with them; string against string? does not.
        || (SymbolEqualityComparer.Default.Equals(mine, its) && TypeName.Of(mine) == TypeName.Of(its));

    static bool SameConstraints(ITypeParameterSymbol mine, ITypeParameterSymbol its)
    {
        if (mine.HasReferenceTypeConstraint != its.HasReferenceTypeConstraint
            || mine.HasValueTypeConstraint != its.HasValueTypeConstraint
            || mine.HasUnmanagedTypeConstraint != its.HasUnmanagedTypeConstraint
            || mine.HasNotNullConstraint != its.HasNotNullConstraint
            || mine.HasConstructorConstraint != its.HasConstructorConstraint
            || mine.AllowsRefLikeType != its.AllowsRefLikeType
            || mine.ConstraintTypes.Length != its.ConstraintTypes.Length) return false;
        return mine.ConstraintTypes.All(type => its.ConstraintTypes.Any(other => Corresponds(type, other)));
    }

    /// <summary>Whether a type says of the method's type parameters what another says of the Core's.</summary>
    static bool Corresponds(ITypeSymbol mine, ITypeSymbol its)
    {
        if (mine.NullableAnnotation != its.NullableAnnotation && mine.NullableAnnotation != NullableAnnotation.None && its.NullableAnnotation != NullableAnnotation.None) return false;
        return (mine, its) switch
        {
            (ITypeParameterSymbol { DeclaringMethod: not null } m, ITypeParameterSymbol { DeclaringMethod: not null } i) => m.Ordinal == i.Ordinal,
            (IArrayTypeSymbol m, IArrayTypeSymbol i) => m.Rank == i.Rank && Corresponds(m.ElementType, i.ElementType),
            (INamedTypeSymbol m, INamedTypeSymbol i) => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, i.OriginalDefinition)
                && m.TypeArguments.Zip(i.TypeArguments, Corresponds).All(static same => same)
                && (m.ContainingType is null || Corresponds(m.ContainingType, i.ContainingType)),
            _ => SymbolEqualityComparer.Default.Equals(mine, its),
        };
    }

    static bool IsUnscoped(IMethodSymbol method) => method.GetAttributes().Any(static a => a.AttributeClass?.Name == "UnscopedRefAttribute");
}
