using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Paged;

/// <summary>Whether a method fetches the pages of a stream, and how it is called for one.</summary>
static class PageRows
{
    public const string Ending = "Core";

    const string Offset = "offset", Limit = "limit";

    public static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>The parameter that gets the token of <c>await foreach</c>: the one that says so, or else the first token.</summary>
    public static IParameterSymbol? TokenOf(IMethodSymbol stream)
    {
        var tokens = stream.Parameters.Where(static p => MethodShape.IsToken(p.Type)).ToList();
        return tokens.Find(IsMarked) ?? tokens.FirstOrDefault();
    }

    /// <summary>Where the user wrote it: the generated part must not say it again.</summary>
    public static bool IsMarked(IParameterSymbol parameter) => parameter.GetAttributes().Any(static a =>
        a.AttributeClass is { Name: "EnumeratorCancellationAttribute" } && a.ApplicationSyntaxReference is { } reference && !reference.SyntaxTree.FilePath.EndsWith(Kernel.Emit.Pipeline.FileEnding, StringComparison.Ordinal));

    /// <summary>The declaration that a stream asks for.</summary>
    public static string DeclarationFor(IMethodSymbol stream)
    {
        var parameters = stream.Parameters.Where(p => !MethodShape.IsToken(p.Type) && p.Name is not (Offset or Limit)).Select(p => $"{Name(p.Type)} {p.Name}")
            .Concat([$"int {Offset}", $"int {Limit}"]).Concat(TokenOf(stream) is { } token ? [$"CancellationToken {token.Name}"] : Array.Empty<string>());
        var types = stream.Arity == 0 ? "" : $"<{string.Join(", ", stream.TypeParameters.Select(static t => t.Name))}>";
        return $"private {(stream.IsStatic ? "static " : "")}async Task<IReadOnlyList<{Name(MethodShape.KindOf(stream).Result!)}>> {stream.Name}{Ending}{types}({string.Join(", ", parameters)})";
    }

    /// <summary>The call for a page; null, and why, where a method cannot fetch it.</summary>
    public static PageQuery? Bind(IMethodSymbol stream, IMethodSymbol core, int size, Compilation compilation, out string problem)
    {
        problem = "";
        if (stream.IsStatic && !core.IsStatic) return No("it is not 'static'", out problem);
        if (core.Arity != stream.Arity) return No($"it has {core.Arity} type parameters, not {stream.Arity}", out problem);
        if (stream.Parameters.FirstOrDefault(static p => p.Name is Offset or Limit) is { } taken) return No($"'{taken.Name}' is what the pages are counted with: call the parameter otherwise", out problem);
        if (core.Arity > 0) core = core.Construct([.. stream.TypeParameters]);
        if (core.Parameters.FirstOrDefault(static p => p.Name == Offset) is not { } offset) return No("it has no 'offset', the number of the page's first row", out problem);
        if (core.Parameters.FirstOrDefault(static p => p.Name == Limit) is null) return No("it has no 'limit', the number of rows", out problem);
        if (stream.Parameters.FirstOrDefault(p => !MethodShape.IsToken(p.Type) && !core.Parameters.Any(c => c.Name == p.Name)) is { } missing) return No($"it has no parameter for '{missing.Name}'", out problem);

        var arguments = new List<string>();
        var isNamed = false;
        foreach (var target in core.Parameters)
        {
            if (ArgumentFor(stream, target, size, compilation, out problem) is not { } argument) return null;
            isNamed |= argument.Length == 0;
            if (argument.Length > 0) arguments.Add(isNamed ? $"{TypeName.Escape(target.Name)}: {argument}" : argument);
        }
        return RowsOf(stream, core, compilation, out problem) is { } rows
            ? new(
                TypeName.Escape(core.Name) + (core.Arity == 0 ? "" : $"<{string.Join(", ", core.TypeArguments.Select(TypeName.Of))}>"), arguments.ToEquatableArray(),
                offset.Type.SpecialType == SpecialType.System_Int64 ? "long" : "int", TokenOf(stream) is { } token ? TypeName.Escape(token.Name) : "", rows.Kind, rows.IsAwaited, rows.MayBeNull)
            : null;
    }

    static PageQuery? No(string why, out string problem)
    {
        problem = why;
        return null;
    }

    /// <summary>What a parameter gets: empty for its own default, null for nothing.</summary>
    static string? ArgumentFor(IMethodSymbol stream, IParameterSymbol target, int size, Compilation compilation, out string problem)
    {
        problem = "";
        if (target.Name is Offset or Limit)
        {
            if (target.RefKind == RefKind.None && target.Type.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64) return target.Name == Offset ? PageQuery.Offset : size.ToString(System.Globalization.CultureInfo.InvariantCulture);
            problem = $"its '{target.Name}' is no int or long";
            return null;
        }
        var source = stream.Parameters.FirstOrDefault(p => p.Name == target.Name) ?? (MethodShape.IsToken(target.Type) ? TokenOf(stream) : null);
        if (target.RefKind is not (RefKind.None or RefKind.In))
        {
            problem = $"'{target.Name}' is passed in another way";
        }
        else if (source is not null)
        {
            if (compilation.ClassifyConversion(source.Type, target.Type).IsImplicit) return TypeName.Escape(source.Name);
            problem = $"its '{target.Name}' cannot be '{Name(source.Type)}'";
        }
        else
        {
            if (target.IsOptional || target.IsParams) return "";
            problem = MethodShape.IsToken(target.Type) ? $"its '{target.Name}' gets no token: give the stream one, [EnumeratorCancellation] CancellationToken {target.Name} = default" : $"its parameter '{target.Name}' gets nothing and has no default";
        }
        return null;
    }

    static (PageKind Kind, bool IsAwaited, bool MayBeNull)? RowsOf(IMethodSymbol stream, IMethodSymbol core, Compilation compilation, out string problem)
    {
        problem = $"what it returns, '{Name(core.ReturnType)}', is no page of '{Name(MethodShape.KindOf(stream).Result!)}'";
        var (kind, result) = MethodShape.KindOf(core);
        if (kind == ReturnKind.Stream) return IsRow(result!) ? (PageKind.Stream, false, false) : null;
        var isAwaited = kind is ReturnKind.TaskOfT or ReturnKind.ValueTaskOfT;
        if (result is null || !isAwaited && kind != ReturnKind.Value || core.ReturnsByRef || core.ReturnsByRefReadonly) return null;
        var streams = ElementsOf(result, "IAsyncEnumerable");
        if (streams is [var streamed] && IsRow(streamed)) return (PageKind.Stream, isAwaited, result.IsReferenceType);
        return ElementsOf(result, "IEnumerable") is [var row] && IsRow(row) ? (PageKind.Sequence, isAwaited, result.IsReferenceType) : null;

        bool IsRow(ITypeSymbol type) => compilation.ClassifyConversion(type, MethodShape.KindOf(stream).Result!).IsImplicit;
    }

    /// <summary>The types of the elements of a sequence; mostly one.</summary>
    static List<ITypeSymbol> ElementsOf(ITypeSymbol type, string sequence)
    {
        if (type is IArrayTypeSymbol array) return sequence == "IEnumerable" && array.Rank == 1 ? [array.ElementType] : [];
        var all = type.AllInterfaces.Concat(type is INamedTypeSymbol { TypeKind: TypeKind.Interface } own ? [own] : Array.Empty<INamedTypeSymbol>());
        return [.. all.Where(i => i is { Arity: 1, ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } && i.Name == sequence).Select(static i => i.TypeArguments[0])];
    }
}
