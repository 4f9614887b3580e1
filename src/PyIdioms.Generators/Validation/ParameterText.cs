using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Validation;

/// <summary>A parameter as a method that only looks at the argument declares it: by value, with its default.</summary>
static class ParameterText
{
    public static string Of(IParameterSymbol parameter)
    {
        var isThis = parameter is { Ordinal: 0, ContainingSymbol: IMethodSymbol { IsExtensionMethod: true } };
        var modifiers = (isThis ? "this " : "") + (parameter.IsParams ? "params " : MethodShape.IsRefLike(parameter.Type) ? "scoped " : "");
        return $"{modifiers}{TypeName.Of(parameter.Type)} {TypeName.Escape(parameter.Name)}{Default(parameter)}";
    }

    static string Default(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return "";
        if (parameter.ExplicitDefaultValue is not { } value) return " = default!";
        var type = parameter.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : parameter.Type;
        return type.TypeKind == TypeKind.Enum ? $" = ({TypeName.Of(type)})({AttributeCode.Primitive(value)})" : $" = {AttributeCode.Primitive(value)}";
    }
}
