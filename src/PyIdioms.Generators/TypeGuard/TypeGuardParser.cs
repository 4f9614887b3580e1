using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.TypeGuard;

/// <summary>Reads a [TypeGuard].</summary>
static class TypeGuardParser
{
    public static TypeGuardModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol method || PartialMembers.IsHalfTyped(method)) return null;
        method = method.PartialDefinitionPart ?? method;
        var place = PartialMembers.PlaceOf(attribute);
        if ((PartialMembers.RefusedKind(method) ?? Virtual(method)) is { } kind)
        {
            report(TypeGuardRules.Unsupported, place, kind);
            return null;
        }
        if (method.ReturnType.SpecialType != SpecialType.System_Boolean || method.RefKind != RefKind.None || method.Parameters is not [{ RefKind: RefKind.None or RefKind.In } value, ..] || method.Parameters.Any(static p => p.RefKind == RefKind.Out) || value.IsParams)
        {
            report(TypeGuardRules.Shape, method.Locations[0], method.Name);
            return null;
        }
        if (HasOverload(method) || Inherits(method)) return null;
        if (PartialMembers.WholeOne(method.ContainingType) is { } whole)
        {
            report(TypeGuardRules.TypeNotPartial, place, method.Name, whole.Name);
            return null;
        }
        var (said, isSaid) = SaidIn(attribute);
        var type = isSaid ? said : GuardedType.Of(method, compilation, cancel);
        if (type is { TypeKind: TypeKind.Error }) return null;
        if (type is null || type is INamedTypeSymbol { IsUnboundGenericType: true } or { SpecialType: SpecialType.System_Void })
        {
            report(TypeGuardRules.Unknown, place, method.Name, value.Name);
            return null;
        }
        type = type.WithNullableAnnotation(NullableAnnotation.NotAnnotated).WithoutNullable();
        var conversion = compilation.ClassifyConversion(value.Type, type);
        var isOpen = value.Type.TypeKind is TypeKind.TypeParameter or TypeKind.Dynamic || type.TypeKind == TypeKind.TypeParameter;
        if (MethodShape.IsRefLike(value.Type) || type.IsStatic || !(isOpen || conversion.IsIdentity || !conversion.IsUserDefined && (conversion.IsReference || conversion.IsUnboxing || conversion.IsBoxing || conversion.IsNullable)))
        {
            report(TypeGuardRules.Impossible, isSaid ? place : method.Locations[0], value.Name, Name(value.Type), Name(type));
            return null;
        }
        if (AccessFor(method, type) is not { } access)
        {
            report(TypeGuardRules.Unsupported, place, $"a guard of '{Name(type)}', which only its own file can name");
            return null;
        }

        var shape = MethodShape.Of(method);
        var optional = method.Parameters.Skip(1).Where(static p => p.IsParams || DefaultValue.Of(p) is not null).ToList();
        string Declare(IParameterSymbol p) => $"{shape.Parameters[p.Ordinal].Prefix}{shape.Parameters[p.Ordinal].Type} {shape.Parameters[p.Ordinal].Name}{(DefaultValue.Of(p) is { } text && !p.IsParams && p.Ordinal > 0 ? " = " + text : "")}";
        return new(
            TypeShape.Of(method.ContainingType), shape, PartialMembers.HintOf(method),
            $"{access}{(access.Length > 0 ? " " : "")}{(method.IsStatic ? "static " : "")}{(method.IsReadOnly && method.ContainingType is { IsValueType: true, IsReadOnly: false } ? "readonly " : "")}{(shape.Modifiers.Contains("unsafe ") ? "unsafe " : "")}",
            method.Parameters.Where(p => !optional.Contains(p, SymbolEqualityComparer.Default)).Select(Declare).ToEquatableArray(), optional.Select(Declare).ToEquatableArray(),
            TypeName.Of(type), Tested(type), type.IsValueType, ResultName(method), TypeName.Escape(value.Name), Cref(method));
    }

    static string Tested(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true } tuple
        ? $"global::System.ValueTuple<{string.Join(", ", (tuple.TupleUnderlyingType ?? tuple).TypeArguments.Select(TypeName.Of))}>" : TypeName.Of(type);

    static string? Virtual(IMethodSymbol method) => method is { IsStatic: true, IsAbstract: true } or { IsStatic: true, IsVirtual: true } ? "a static member that others implement" : null;

    static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>The guard by its name alone, or with its parameters, whose types are left to the compiler to show.</summary>
    static string Cref(IMethodSymbol method) => TypeName.Escape(method.Name) + (method.Arity == 0 ? "" : $"{{{string.Join(", ", method.TypeParameters.Select(static t => TypeName.Escape(t.Name)))}}}")
        + $"({string.Join(", ", method.Parameters.Select(static p => (p.RefKind switch { RefKind.In => "in ", RefKind.Ref => "ref ", RefKind.RefReadOnlyParameter => "ref readonly ", _ => "" }) + TypeName.Of(p.Type).Replace('<', '{').Replace('>', '}').Replace("?", "")))})";

    static (ITypeSymbol? Type, bool IsSaid) SaidIn(AttributeData attribute) => attribute switch
    {
        { AttributeClass.TypeArguments: [var type] } => (type, true),
        { ConstructorArguments: [{ Value: var type }] } => (type as ITypeSymbol, true),
        _ => (null, false),
    };

    /// <summary>Whether a user has written an overload with an <c>out</c> parameter more.</summary>
    static bool HasOverload(IMethodSymbol method) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(other =>
        other.Parameters.Length == method.Parameters.Length + 1 && other.Arity == method.Arity && other.Parameters.Count(static p => p.RefKind == RefKind.Out) == 1 && !PartialMembers.IsGenerated(other, TypeGuardModel.HintEnding)
        && other.Parameters.Where(static p => p.RefKind != RefKind.Out).Zip(method.Parameters, static (a, b) => SymbolEqualityComparer.Default.Equals(a.Type, b.Type) || a.Type is ITypeParameterSymbol || a.Type is INamedTypeSymbol { IsGenericType: true }).All(static same => same));

    static bool Inherits(IMethodSymbol method) => method.OverriddenMethod is { } above && above.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(TypeGuardAttribute));

    static string ResultName(IMethodSymbol method)
    {
        var name = "result";
        while (method.Parameters.Any(p => p.Name == name)) name += "_";
        return name;
    }

    /// <summary>The accessibility of the overload: the guard's, unless the type is seen by fewer; null where no other file sees it.</summary>
    static string? AccessFor(IMethodSymbol method, ITypeSymbol type)
    {
        var least = Accessibility.Public;
        foreach (var part in Parts(type))
        {
            for (var outer = part; outer is not null; outer = outer.ContainingType)
            {
                if (outer.IsFileLocal) return null;
                var seen = outer.DeclaredAccessibility;
                if (seen is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal) least = seen == Accessibility.Private || least != Accessibility.Public ? Accessibility.Private : seen;
                else if (seen is Accessibility.Internal or Accessibility.ProtectedOrInternal && least == Accessibility.Public) least = Accessibility.Internal;
            }
        }
        var own = method.DeclaredAccessibility;
        return own == Accessibility.Private || least == Accessibility.Public ? SyntaxFacts.GetText(own)
            : least == Accessibility.Internal ? own is Accessibility.Internal or Accessibility.ProtectedAndInternal ? SyntaxFacts.GetText(own) : IsHidden(method.ContainingType) ? SyntaxFacts.GetText(own) : "internal"
            : least == own ? SyntaxFacts.GetText(own) : "private";
    }

    static bool IsHidden(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private) return true;
        }
        return false;
    }

    static IEnumerable<INamedTypeSymbol> Parts(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Parts(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.SelectMany(Parts).Prepend(named),
        _ => [],
    };
}
