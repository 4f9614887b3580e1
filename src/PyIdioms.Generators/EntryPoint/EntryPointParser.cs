using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Rules;

namespace PyIdioms.Generators.EntryPoint;

/// <summary>Reads a file's [assembly: EntryPoint]s.</summary>
static class EntryPointParser
{
    static readonly SymbolDisplayFormat Dotted = new(typeQualificationStyle: SymbolDisplayTypeQualificationStyle.NameAndContainingTypesAndNamespaces, genericsOptions: SymbolDisplayGenericsOptions.IncludeTypeParameters);

    public static EntryPointFile? Parse(SyntaxTree file, IReadOnlyList<AttributeData> attributes, Compilation compilation, Report report, CancellationToken cancel)
    {
        var items = ImmutableArray.CreateBuilder<EntryPointItem>();
        foreach (var attribute in attributes.OrderBy(static a => a.ApplicationSyntaxReference?.Span.Start))
        {
            if (Read(attribute, compilation, report) is { } item) items.Add(item);
        }
        return items.Count == 0 ? null : new(file.FilePath, new(items.ToImmutable()));
    }

    static EntryPointItem? Read(AttributeData attribute, Compilation compilation, Report report)
    {
        var place = PartialMembers.PlaceOf(attribute);
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Primitive } group, { Kind: TypedConstantKind.Primitive } name, { Kind: TypedConstantKind.Type, Value: ITypeSymbol type }, .. var rest] || type.TypeKind == TypeKind.Error) return null;
        if (group.Value is not string { Length: > 0 } inGroup || name.Value is not string { Length: > 0 } called)
        {
            report(EntryPointRules.Nameless, place, group.Value is string { Length: > 0 } ? "the name" : "the group");
            return null;
        }
        var member = rest is [{ Value: string given }] ? given : null;
        var shown = type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);
        if (Unreachable(type, compilation) is { } reason || member is null && (reason = type is INamedTypeSymbol named ? PartialMembers.Unmakable(named, compilation.Assembly, compilation) : "it is no class") is not null)
        {
            report(EntryPointRules.Unmakable, place, shown, reason);
            return null;
        }
        if (member is null) return new(inGroup, called, type.ToDisplayString(Dotted), $"new {TypeName.Of(type)}()");
        var candidates = type.GetMembers(member).Where(m => m.IsStatic && m is IFieldSymbol or IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: true } or IPropertySymbol { IsStatic: true } && !m.IsImplicitlyDeclared).ToArray();
        if (candidates is [])
        {
            var near = ClosestName.Suggest(member, type.GetMembers().Where(static m => m is { IsStatic: true, CanBeReferencedByName: true } and (IFieldSymbol or IMethodSymbol or IPropertySymbol)).Select(static m => m.Name));
            report(EntryPointRules.NoMember, place, shown, member, near);
            return null;
        }
        var problem = candidates.Length > 1 ? "it has overloads" : IsReadable(candidates[0], compilation) ? null : "it is private";
        if (problem is null && CodeOf(candidates[0], out problem) is { } code) return new(inGroup, called, $"{type.ToDisplayString(Dotted)}:{member}", code);
        report(EntryPointRules.BadMember, place, shown, member, problem);
        return null;
    }

    /// <summary>Why a table in another file cannot name a type; null where it can.</summary>
    static string? Unreachable(ITypeSymbol type, Compilation compilation)
    {
        if (type is not INamedTypeSymbol named || type.TypeKind is not (TypeKind.Class or TypeKind.Struct or TypeKind.Interface)) return "it is no class";
        if (named.IsUnboundGenericType || named.TypeArguments.Any(static a => a.TypeKind is TypeKind.Error or TypeKind.TypeParameter)) return "it is generic, and nobody says of what";
        if (named.IsRefLikeType) return "it lives on the stack";
        for (var outer = named; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal) return "no other file can name it";
        }
        return compilation.IsSymbolAccessibleWithin(named, compilation.Assembly) ? null : "it is private";
    }

    static bool IsReadable(ISymbol member, Compilation compilation) =>
        compilation.IsSymbolAccessibleWithin(member, compilation.Assembly) && (member is not IPropertySymbol { GetMethod: { } getter } || compilation.IsSymbolAccessibleWithin(getter, compilation.Assembly));

    /// <summary>A method as the delegate that C# gives it; what a property or a field holds.</summary>
    static string? CodeOf(ISymbol member, out string? problem)
    {
        var self = $"{TypeName.Of(member.ContainingType)}.{TypeName.Escape(member.Name)}";
        problem = member switch
        {
            IPropertySymbol { GetMethod: null } => "nothing can be read from it",
            IPropertySymbol { Type: var held } when !CanBeObject(held) => "it cannot be an object",
            IFieldSymbol { Type: var held } when !CanBeObject(held) => "it cannot be an object",
            IMethodSymbol { Arity: > 0 } => "it is generic, and nobody says of what",
            IMethodSymbol { IsAbstract: true } or IPropertySymbol { IsAbstract: true } => "it is abstract",
            IMethodSymbol method when method.ReturnsByRef || method.ReturnsByRefReadonly || method.Parameters.Length > 16
                || method.Parameters.Any(static p => p.RefKind != RefKind.None || !CanBeObject(p.Type)) || !method.ReturnsVoid && !CanBeObject(method.ReturnType) => "no Action and no Func is like it",
            _ => null,
        };
        if (problem is not null) return null;
        return member is IMethodSymbol m ? $"new {DelegateOf(m)}({self})" : self;
    }

    static bool CanBeObject(ITypeSymbol type) => !type.IsRefLikeType && type.TypeKind is not (TypeKind.Pointer or TypeKind.FunctionPointer or TypeKind.Error);

    static string DelegateOf(IMethodSymbol method)
    {
        var types = method.Parameters.Select(static p => TypeName.Of(p.Type)).Concat(method.ReturnsVoid ? [] : [TypeName.Of(method.ReturnType)]);
        var list = string.Join(", ", types);
        return $"global::System.{(method.ReturnsVoid ? "Action" : "Func")}{(list.Length == 0 ? "" : $"<{list}>")}";
    }
}
