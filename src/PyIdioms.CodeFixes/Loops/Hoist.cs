using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.CodeFixes.Loops;

/// <summary>A variable that is computed once, before the statement around a node; an expression body becomes a block for it.</summary>
sealed class Hoist
{
    readonly SyntaxNode place;
    readonly SourceText text;

    Hoist(SyntaxNode place, SourceText text) => (this.place, this.text) = (place, text);

    /// <summary>Where a variable can be declared before a node is run; null where there is no such place.</summary>
    public static Hoist? Before(SyntaxNode node, SourceText text)
    {
        var outer = node.AncestorsAndSelf().FirstOrDefault(static n => n is StatementSyntax or ArrowExpressionClauseSyntax or MemberDeclarationSyntax);
        return outer switch
        {
            StatementSyntax { Parent: BlockSyntax or SwitchSectionSyntax } statement when statement is not LocalFunctionStatementSyntax => new(statement, text),
            GlobalStatementSyntax { Statement: var statement } => new(statement, text),
            StatementSyntax { Parent: GlobalStatementSyntax } statement => new(statement, text),
            ArrowExpressionClauseSyntax { Parent: MethodDeclarationSyntax or LocalFunctionStatementSyntax } arrow => new(arrow, text),
            _ => null,
        };
    }

    /// <summary>Declares a variable, and gives its name: that of one which has the value already, or a free one.</summary>
    public string Declare(string wanted, string value, TextEdits edits, ISet<string> taken)
    {
        if (place is StatementSyntax at && Declared(at, value) is { } known) return known;
        var member = (SyntaxNode?)place.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? place;
        var names = new HashSet<string>(member.DescendantTokens().Select(static t => t.ValueText));
        var name = wanted;
        for (var i = 2; names.Contains(name) || taken.Contains(name); i++) name = wanted + i;
        Insert($"var {name} = {value};", edits);
        return name;
    }

    void Insert(string declaration, TextEdits edits)
    {
        var indent = edits.IndentAt(place.SpanStart);
        if (place is StatementSyntax)
        {
            edits.Replace(new(place.SpanStart, 0), $"{declaration}{edits.EndOfLine}{indent}");
            return;
        }
        var arrow = (ArrowExpressionClauseSyntax)place;
        var (end, isVoid) = arrow.Parent switch
        {
            MethodDeclarationSyntax method => (method.SemicolonToken, IsVoid(method.ReturnType, method.Modifiers)),
            LocalFunctionStatementSyntax local => (local.SemicolonToken, IsVoid(local.ReturnType, local.Modifiers)),
            _ => default,
        };
        indent = edits.IndentAt(arrow.Parent!.SpanStart);
        var inner = indent + "    ";
        var start = arrow.ArrowToken.GetPreviousToken().Span.End;
        edits.Replace(TextSpan.FromBounds(start, arrow.Expression.SpanStart), $"{edits.EndOfLine}{indent}{{{edits.EndOfLine}{inner}{declaration}{edits.EndOfLine}{inner}{(isVoid ? "" : "return ")}");
        var line = text.Lines.GetLineFromPosition(end.Span.End).End;
        edits.Replace(new(line, 0), $"{edits.EndOfLine}{indent}}}");
    }

    static bool IsVoid(TypeSyntax type, SyntaxTokenList modifiers) => type is PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword }
        || modifiers.Any(SyntaxKind.AsyncKeyword) && type is SimpleNameSyntax { Arity: 0 };

    /// <summary>The variable of the statements right before that has the value.</summary>
    static string? Declared(StatementSyntax statement, string value)
    {
        var siblings = statement.Parent switch
        {
            BlockSyntax block => block.Statements,
            SwitchSectionSyntax section => section.Statements,
            _ => default,
        };
        for (var i = siblings.IndexOf(statement) - 1; i >= 0 && siblings[i] is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: var initial } variable] }; i--)
        {
            if (initial.ToString() == value) return variable.Identifier.ValueText;
        }
        return null;
    }
}
