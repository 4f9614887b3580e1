using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>Lists of values that what they stand on cannot have.</summary>
static class LiteralDeclarations
{
    /// <summary>What is wrong with a list; null where nothing is.</summary>
    public static string? Problem(ISymbol symbol, AttributeData data)
    {
        var type = symbol switch { IParameterSymbol parameter => parameter.Type, IPropertySymbol property => property.Type, IFieldSymbol field => field.Type, IMethodSymbol method => method.ReturnType, _ => null };
        if (type is null or { TypeKind: TypeKind.Error } || Literals.Written(data) is not { } written) return null;
        if (written.IsEmpty) return "it lists no value";
        if (type.SpecialType == SpecialType.System_Void) return "it gives nothing";
        if (LiteralTypes.ElementOf(type, symbol is IMethodSymbol) is not var (element, _)) return $"no constant is a '{Name(type)}'";
        return written.FirstOrDefault(w => w.As(element) is null) is var wrong && written.Any(w => w.As(element) is null) ? $"{wrong.Text} is no '{Name(element)}'" : null;
    }

    static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
