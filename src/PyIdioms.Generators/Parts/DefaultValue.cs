using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Parts;

/// <summary>What a parameter is without an argument, as code.</summary>
static class DefaultValue
{
    /// <summary>Null where an argument has to be passed.</summary>
    public static string? Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return null;
        if (parameter.ExplicitDefaultValue is not { } value) return "default!";
        return parameter.Type.WithoutNullable() is { TypeKind: TypeKind.Enum } named ? $"({TypeName.Of(named)})({AttributeCode.Primitive(value)})" : AttributeCode.Primitive(value);
    }
}
