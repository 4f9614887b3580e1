using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Parts;

/// <summary>What a parameter is without an argument, as code.</summary>
static class DefaultValue
{
    /// <summary>Null where an argument has to be passed.</summary>
    public static string? Of(IParameterSymbol parameter)
    {
        if (!parameter.HasExplicitDefaultValue) return null;
        return parameter.ExplicitDefaultValue is { } value ? ConstantCode.Of(value, parameter.Type) : "default!";
    }
}
