using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;

namespace PyIdioms.Kernel.Model;

/// <summary>How generated code spells a type: from <c>global::</c>, with nullable marks and tuple names, whatever usings are in force.</summary>
/// <remarks>Roslyn's ToDisplayString does the same through a list of parts; models are made on every edit, so this writes the text directly.</remarks>
public static class TypeName
{
    static readonly SymbolDisplayFormat Full = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayMiscellaneousOptions.UseSpecialTypes | SymbolDisplayMiscellaneousOptions.EscapeKeywordIdentifiers | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    [ThreadStatic]
    static StringBuilder? buffer;

    /// <summary>The type as a declaration says it.</summary>
    public static string Of(ITypeSymbol type) => Keyword(type) ?? Text(type, dynamicAsObject: false);

    /// <summary>The type as an argument of an implemented interface, where C# refuses <c>dynamic</c> (CS1966).</summary>
    public static string AsArgument(ITypeSymbol type) => Keyword(type) ?? Text(type, dynamicAsObject: true);

    /// <summary>An identifier, escaped where it is a keyword.</summary>
    public static string Escape(string identifier) =>
        SyntaxFacts.GetKeywordKind(identifier) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(identifier) != SyntaxKind.None ? "@" + identifier : identifier;

    static string Text(ITypeSymbol type, bool dynamicAsObject)
    {
        var text = buffer ?? new StringBuilder();
        buffer = null;
        Write(text, type, dynamicAsObject);
        var name = text.ToString();
        buffer = text.Clear();
        return name;
    }

    static void Write(StringBuilder text, ITypeSymbol type, bool dynamicAsObject)
    {
        if (Keyword(type) is { } keyword)
        {
            text.Append(keyword);
            return;
        }
        switch (type)
        {
            case IDynamicTypeSymbol:
                text.Append(dynamicAsObject ? "object" : "dynamic");
                break;
            case ITypeParameterSymbol parameter:
                text.Append(Escape(parameter.Name));
                break;
            case IArrayTypeSymbol { ElementType: not IArrayTypeSymbol } array:
                Write(text, array.ElementType, dynamicAsObject);
                text.Append('[').Append(',', array.Rank - 1).Append(']');
                break;
            case IPointerTypeSymbol pointer:
                Write(text, pointer.PointedAtType, dynamicAsObject);
                text.Append('*');
                break;
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable when !SymbolEqualityComparer.Default.Equals(nullable, nullable.OriginalDefinition):
                Write(text, nullable.TypeArguments[0], dynamicAsObject);
                text.Append('?');
                return;
            case INamedTypeSymbol { IsTupleType: true, TupleElements.Length: > 1 } tuple:
                text.Append('(');
                for (var i = 0; i < tuple.TupleElements.Length; i++)
                {
                    var element = tuple.TupleElements[i];
                    if (i > 0) text.Append(", ");
                    Write(text, element.Type, dynamicAsObject);
                    if (element.IsExplicitlyNamedTupleElement) text.Append(' ').Append(Escape(element.Name));
                }
                text.Append(')');
                break;
            case INamedTypeSymbol { TypeKind: not TypeKind.Error, IsNativeIntegerType: false, IsUnboundGenericType: false } named:
                WriteNamed(text, named, dynamicAsObject);
                break;
            default: // arrays of arrays (whose nullable marks stand in reverse), function pointers, errors
                foreach (var part in type.ToDisplayParts(Full))
                {
                    text.Append(dynamicAsObject && part.Kind == SymbolDisplayPartKind.Keyword && part.ToString() == "dynamic" ? "object" : part.ToString());
                }
                return;
        }
        if (type is { NullableAnnotation: NullableAnnotation.Annotated, IsValueType: false }) text.Append('?');
    }

    static void WriteNamed(StringBuilder text, INamedTypeSymbol named, bool dynamicAsObject)
    {
        if (named.ContainingType is { } outer)
        {
            WriteNamed(text, outer, dynamicAsObject);
            text.Append('.');
        }
        else
        {
            text.Append("global::");
            WriteNamespace(text, named.ContainingNamespace);
        }
        text.Append(Escape(named.Name));
        if (named.TypeArguments.Length == 0) return;
        text.Append('<');
        for (var i = 0; i < named.TypeArguments.Length; i++)
        {
            if (i > 0) text.Append(", ");
            Write(text, named.TypeArguments[i], dynamicAsObject);
        }
        text.Append('>');
    }

    static void WriteNamespace(StringBuilder text, INamespaceSymbol? space)
    {
        if (space is null or { IsGlobalNamespace: true }) return;
        WriteNamespace(text, space.ContainingNamespace);
        text.Append(Escape(space.Name)).Append('.');
    }

    static string? Keyword(ITypeSymbol type) => (type.SpecialType, type.NullableAnnotation == NullableAnnotation.Annotated) switch
    {
        (SpecialType.System_Void, _) => "void",
        (SpecialType.System_Boolean, _) => "bool",
        (SpecialType.System_Char, _) => "char",
        (SpecialType.System_SByte, _) => "sbyte",
        (SpecialType.System_Byte, _) => "byte",
        (SpecialType.System_Int16, _) => "short",
        (SpecialType.System_UInt16, _) => "ushort",
        (SpecialType.System_Int32, _) => "int",
        (SpecialType.System_UInt32, _) => "uint",
        (SpecialType.System_Int64, _) => "long",
        (SpecialType.System_UInt64, _) => "ulong",
        (SpecialType.System_Single, _) => "float",
        (SpecialType.System_Double, _) => "double",
        (SpecialType.System_Decimal, _) => "decimal",
        (SpecialType.System_String, false) => "string",
        (SpecialType.System_String, true) => "string?",
        (SpecialType.System_Object, false) => "object",
        (SpecialType.System_Object, true) => "object?",
        _ => null,
    };
}
