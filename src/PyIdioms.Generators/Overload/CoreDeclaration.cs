using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Overload;

/// <summary>The declaration of a method that can be the body of all overloads of a name.</summary>
static class CoreDeclaration
{
    static readonly SymbolDisplayFormat Short = SymbolDisplayFormat.MinimallyQualifiedFormat.AddMiscellaneousOptions(SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public static string For(IMethodSymbol method)
    {
        var overloads = method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Where(static m => m.IsPartialDefinition).ToList();
        var least = overloads.Min(static o => o.Parameters.Length);
        var longest = overloads.OrderByDescending(static o => o.Parameters.Length).First();
        var parameters = longest.Parameters.Select(p =>
        {
            var isOptional = p.Ordinal >= least;
            var types = overloads.Where(o => o.Parameters.Length > p.Ordinal).Select(o => o.Parameters[p.Ordinal].Type);
            var type = Common(types);
            return $"{(isOptional && !type.EndsWith("?", StringComparison.Ordinal) ? type + "?" : type)} {p.Name}{(isOptional ? " = null" : "")}";
        });
        return $"private {(overloads.Exists(static o => o.IsStatic) ? "static " : "")}{Common(overloads.Select(static o => o.ReturnType))} {method.Name}Core({string.Join(", ", parameters)})";
    }

    static string Common(IEnumerable<ITypeSymbol> types)
    {
        var names = types.Select(static t => (Name: t.ToDisplayString(Short), IsNull: t.NullableAnnotation == NullableAnnotation.Annotated)).Distinct().ToList();
        return names.Count == 1 ? names[0].Name : names.Exists(static n => n.IsNull || n.Name == "void") ? "object?" : "object";
    }
}
