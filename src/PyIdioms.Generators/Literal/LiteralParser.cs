using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Literal;

/// <summary>Reads a [Literal] struct.</summary>
static class LiteralParser
{
    public static LiteralModel? Parse(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { Name.Length: > 0, TypeKind: TypeKind.Struct } type || Literals.Written(attribute) is not { } written) return null;
        var location = attribute.ApplicationSyntaxReference is { } reference ? Location.Create(reference.SyntaxTree, reference.Span) : null;
        if (Whole(type) is { } whole)
        {
            report(LiteralRules.NotPartial, location, whole.Name);
            return null;
        }
        if (Impossible(type) is { } shape)
        {
            report(LiteralRules.Shape, location, type.Name, shape);
            return null;
        }
        if (Literals.UnderlyingOf(attribute) is not { } underlying)
        {
            report(LiteralRules.Values, location, type.Name, ProblemOf(written));
            return null;
        }
        if (Held(type) is { } held)
        {
            report(LiteralRules.HoldsMore, held.Locations[0], type.Name, held.Name);
            return null;
        }
        var values = written.Distinct().ToArray();
        var names = CaseNames.Of([.. values.Select(v => v.Value!)], type.Name);
        var cases = values.Select((v, i) => new LiteralCase(v.Text, names[i].Member, names[i].Parameter)).ToEquatableArray();
        return AreFree(type, cases, report) ? new(TypeShape.Of(type), TypeName.Escape(type.Name), type.IsRecord, TypeName.Of(underlying), cases, IsGeneric(type), Existing(type)) : null;
    }

    /// <summary>Whether a tree is what this generator wrote. The companion rule sees it; the generator never does.</summary>
    static bool IsOurs(SyntaxTree tree) => tree.FilePath.EndsWith(LiteralModel.HintEnding + Pipeline.FileEnding, StringComparison.Ordinal);

    static bool IsUsers(ISymbol member) => member is { IsImplicitlyDeclared: false } && member.DeclaringSyntaxReferences.Any(static r => !IsOurs(r.SyntaxTree));

    /// <summary>The innermost type, of this one and those around it, that another file cannot add to.</summary>
    static INamedTypeSymbol? Whole(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (!outer.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword))) return outer;
        }
        return null;
    }

    static string? Impossible(INamedTypeSymbol type)
    {
        if (type.IsRefLikeType) return "a ref struct is no value of its own";
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.IsFileLocal) return $"'{outer.Name}' is a type of one file, and no other file can add to it";
            if (outer.TypeKind == TypeKind.Interface && outer.TypeParameters.Any(static t => t.Variance != VarianceKind.None)) return $"C# lets nothing be nested in the variant interface '{outer.Name}'";
        }
        return null;
    }

    static string ProblemOf(IReadOnlyList<LiteralValue> written)
    {
        if (written.Count == 0) return "it lists no value";
        if (written.Any(v => v.Value is null)) return "null is no value of a struct: use a nullable one";
        if (written.FirstOrDefault(v => v.Enum is not null) is { Enum: { } closed }) return $"'{closed.Name}' is a type with listed values already";
        var first = written[0].Value!.GetType();
        return written.FirstOrDefault(v => v.Value!.GetType() != first) is { Value: not null } other ? $"{written[0].Text} and {other.Text} are of different types" : $"{written[0].Text} is neither text nor a character nor a whole number";
    }

    /// <summary>A field, auto-property or parameter of the type that would have to be held beside the value.</summary>
    static ISymbol? Held(INamedTypeSymbol type)
    {
        foreach (var member in type.GetMembers())
        {
            if (member is not (IFieldSymbol { IsStatic: false } or IEventSymbol { IsStatic: false })) continue;
            var owner = member is IFieldSymbol { AssociatedSymbol: { } property } ? property : member;
            if (owner.IsImplicitlyDeclared && type.InstanceConstructors.SelectMany(c => c.Parameters).FirstOrDefault(p => owner.Name == $"<{p.Name}>P") is { } captured) return captured;
            if (owner.DeclaringSyntaxReferences.Any(static r => !IsOurs(r.SyntaxTree))) return owner;
        }
        return type.InstanceConstructors.FirstOrDefault(c => IsUsers(c) && c.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax))?.Parameters.FirstOrDefault();
    }

    /// <summary>Says which members the user has written that are to be generated.</summary>
    static bool AreFree(INamedTypeSymbol type, EquatableArray<LiteralCase> cases, Report report)
    {
        var own = new HashSet<string>(cases.Select(c => c.Name), StringComparer.Ordinal) { "Value", "Values", "Match", "Switch", LiteralEmitter.Index, LiteralEmitter.All, LiteralEmitter.IndexOf };
        var free = true;
        foreach (var member in type.GetMembers())
        {
            if (!IsUsers(member) || !own.Contains(member.Name) && !IsGenerated(member, type)) continue;
            report(LiteralRules.OwnMember, member.Locations[0], member is IMethodSymbol { MethodKind: MethodKind.Conversion } ? "the conversion" : member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? "the constructor" : member.Name);
            free = false;
        }
        return free;
    }

    static bool IsGenerated(ISymbol member, INamedTypeSymbol type) => member is IMethodSymbol method && method.Name.Substring(method.Name.LastIndexOf('.') + 1) switch
    {
        "Parse" or "TryParse" => method.IsStatic,
        WellKnownMemberNames.ImplicitConversionName or WellKnownMemberNames.ExplicitConversionName => SymbolEqualityComparer.Default.Equals(method.ReturnType, type),
        "ctor" => method.Parameters is [{ Type.SpecialType: SpecialType.System_UInt16 }],
        "Equals" => method.Parameters is [{ Type: var other }] && (SymbolEqualityComparer.Default.Equals(other, type) || other.SpecialType == SpecialType.System_Object),
        "GetHashCode" => method.Parameters.IsEmpty,
        WellKnownMemberNames.EqualityOperatorName or WellKnownMemberNames.InequalityOperatorName => method.Parameters.All(p => SymbolEqualityComparer.Default.Equals(p.Type, type)),
        _ => false,
    };

    /// <summary>Whether the type or one around it has type parameters, so that no attribute can name it.</summary>
    static bool IsGeneric(INamedTypeSymbol type)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (outer.Arity > 0) return true;
        }
        return false;
    }

    static OwnParts Existing(INamedTypeSymbol type)
    {
        var existing = type.GetMembers("ToString").Any(m => IsUsers(m) && m is IMethodSymbol { Parameters.IsEmpty: true }) ? OwnParts.ToText : OwnParts.None;
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference is not { } reference || IsOurs(reference.SyntaxTree)) continue;
            existing |= attribute.AttributeClass?.Name switch
            {
                "JsonConverterAttribute" when attribute.AttributeClass.ContainingNamespace.Name == "Serialization" => OwnParts.JsonConverter,
                "TypeConverterAttribute" => OwnParts.TypeConverter,
                _ => OwnParts.None,
            };
        }
        return existing;
    }
}
