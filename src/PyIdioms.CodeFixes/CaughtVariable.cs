using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.CodeFixes;

/// <summary>The variable of a catch, or the one that it is going to have.</summary>
sealed class CaughtVariable
{
    static readonly string[] Names = ["ex", "exception", "error", "caught", "cause"];

    readonly TextChange? declaration;
    readonly int end;

    CaughtVariable(string name, ITypeSymbol type, TextChange? declaration, int end)
    {
        this.end = end;
        Name = name;
        Type = type;
        this.declaration = declaration;
    }

    public string Name { get; }

    public ITypeSymbol Type { get; }

    /// <summary>Null where no name is free, or the type is not known.</summary>
    public static CaughtVariable? Of(CatchClauseSyntax handler, SemanticModel model)
    {
        if (handler.Declaration is { } declaration)
        {
            if (model.GetTypeInfo(declaration.Type).Type is not { TypeKind: not TypeKind.Error } type) return null;
            if (!declaration.Identifier.IsKind(SyntaxKind.None)) return new(declaration.Identifier.Text, type, null, declaration.Span.End);
            return Free(handler, model) is { } free ? new(free, type, new(new(declaration.Type.Span.End, 0), " " + free), declaration.Span.End) : null;
        }
        if (model.Compilation.GetTypeByMetadataName("System.Exception") is not { } all || Free(handler, model) is not { } name) return null;
        return new(name, all, new(new(handler.CatchKeyword.Span.End, 0), $" ({all.ToMinimalDisplayString(model, handler.SpanStart)} {name})"), handler.CatchKeyword.Span.End);
    }

    /// <summary>The edits that give the catch its variable; none where it has one.</summary>
    public TextEdits Declared(SourceText text)
    {
        var edits = new TextEdits(text);
        if (declaration is { } change) edits.Replace(change.Span, change.NewText!);
        return edits;
    }

    /// <summary>The same with a filter behind the declaration of a catch that has none.</summary>
    public TextEdits Filtered(SourceText text, string filter)
    {
        var edits = new TextEdits(text);
        if (declaration is { } change) edits.Replace(change.Span, change.Span.Start == end ? change.NewText + filter : change.NewText!);
        if (declaration is not { } at || at.Span.Start != end) edits.Replace(new(end, 0), filter);
        return edits;
    }

    static string? Free(CatchClauseSyntax handler, SemanticModel model)
    {
        var used = new HashSet<string>(handler.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText));
        return Names.FirstOrDefault(n => !used.Contains(n) && !model.LookupSymbols(handler.Block.SpanStart, name: n).Any(s => s is ILocalSymbol or IParameterSymbol or IMethodSymbol { MethodKind: MethodKind.LocalFunction }));
    }
}
