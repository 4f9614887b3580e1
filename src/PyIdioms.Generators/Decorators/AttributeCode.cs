using System.Text;
using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

/// <summary>Writes what follows the type in the expression that makes an attribute again: its arguments and initializers.</summary>
static class AttributeCode
{
    public static string Of(AttributeData attribute)
    {
        if (attribute.ConstructorArguments.IsEmpty && attribute.NamedArguments.IsEmpty) return "()";
        var text = new StringBuilder("(").Append(string.Join(", ", attribute.ConstructorArguments.Select(Constant))).Append(')');
        if (!attribute.NamedArguments.IsEmpty)
        {
            text.Append(" { ").Append(string.Join(", ", attribute.NamedArguments.Select(static n => $"{TypeName.Escape(n.Key)} = {Constant(n.Value)}"))).Append(" }");
        }
        return text.ToString();
    }

    /// <summary>What follows the type where the attribute is written again: all its arguments in parentheses.</summary>
    public static string Written(AttributeData attribute) =>
        $"({string.Join(", ", attribute.ConstructorArguments.Select(Constant).Concat(attribute.NamedArguments.Select(static n => $"{TypeName.Escape(n.Key)} = {Constant(n.Value)}")))})";

    /// <summary>Whether the attribute or a type among its arguments exists in one file only.</summary>
    public static bool NamesFileLocalType(AttributeData attribute) =>
        IsFileLocal(attribute.AttributeClass) || attribute.ConstructorArguments.Any(NamesFileLocalType) || attribute.NamedArguments.Any(static n => NamesFileLocalType(n.Value));

    static bool NamesFileLocalType(TypedConstant constant) => constant.Kind switch
    {
        TypedConstantKind.Array => IsFileLocal(constant.Type) || (!constant.IsNull && constant.Values.Any(NamesFileLocalType)),
        TypedConstantKind.Type => IsFileLocal(constant.Value as ITypeSymbol),
        _ => IsFileLocal(constant.Type),
    };

    /// <summary>Whether a type, or one that it is made of, exists in one file only.</summary>
    public static bool IsFileLocal(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol named => named.IsFileLocal || named.TypeArguments.Any(IsFileLocal) || IsFileLocal(named.ContainingType),
        IArrayTypeSymbol array => IsFileLocal(array.ElementType),
        IPointerTypeSymbol pointer => IsFileLocal(pointer.PointedAtType),
        _ => false,
    };

    static string Constant(TypedConstant constant) => constant.Kind switch
    {
        _ when constant.IsNull => constant.Type is null ? "null" : $"default({TypeName.Of(constant.Type)})!",
        TypedConstantKind.Type => $"typeof({TypeOf((ITypeSymbol)constant.Value!)})",
        TypedConstantKind.Array => $"new {TypeName.Of(constant.Type!)} {{ {string.Join(", ", constant.Values.Select(Constant))} }}",
        _ => ConstantCode.Of(constant.Value!, constant.Type),
    };

    /// <summary>The operand of typeof: no nullable marks, open generics, <c>void</c>.</summary>
    static string TypeOf(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat);
}
