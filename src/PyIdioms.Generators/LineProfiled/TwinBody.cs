using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.LineProfiled;

/// <summary>Writes a body once more, with a mark where each line begins. The text stays the user's; marks are put between its tokens.</summary>
/// <remarks>
/// A line is that of a statement's first token. Headers of loops are marked again before they are evaluated again. What stands in lambdas and local functions
/// belongs to the line that calls it.
/// </remarks>
sealed class TwinBody
{
    const int None = -1;

    readonly TokenEdits edits = new();
    readonly Stack<int> loops = new();
    readonly SyntaxTree tree;
    readonly string timer;
    readonly string element;
    readonly int firstLine;
    int yields;

    TwinBody(MethodDeclarationSyntax declaration, IMethodSymbol core)
    {
        tree = declaration.SyntaxTree;
        timer = TimerIn(declaration);
        firstLine = tree.GetLineSpan(SpanOf(declaration)).StartLinePosition.Line;
        element = core.ReturnType is INamedTypeSymbol { Arity: 1, TypeArguments: [var item] } ? TypeName.Of(item) : "object?";
    }

    /// <summary>The body from brace to brace; null, and why, where it can have no twin.</summary>
    public static string? Of(MethodDeclarationSyntax declaration, IMethodSymbol core, SemanticModel model, string site, string file, CancellationToken cancel, out string? problem)
    {
        var body = new TwinBody(declaration, core);
        var root = (SyntaxNode?)declaration.Body ?? declaration.ExpressionBody!.Expression;
        problem = BoundNames.ProblemOf(root, model, cancel);
        if (problem is not null) return null;
        BoundNames.WriteCallerInfo(root, model, core.Name, file, $"{site}.Site.FirstLine", body.LineOf, body.edits, cancel);
        if (declaration.Body is { } block)
        {
            body.Statements(block.Statements, None);
            return body.edits.Write(block);
        }
        var expression = declaration.ExpressionBody!.Expression;
        var returns = expression is ThrowExpressionSyntax || core.ReturnsVoid || core.IsAsync && core.ReturnType is INamedTypeSymbol { Arity: 0 } ? "" : "return ";
        return $"{{\n{body.Mark(body.LineOf(expression.GetFirstToken()))}{returns}{body.edits.Write(expression)};\n}}";
    }

    /// <summary>The declaration without its attributes.</summary>
    public static TextSpan SpanOf(MethodDeclarationSyntax declaration) =>
        TextSpan.FromBounds(declaration.Modifiers.Count > 0 ? declaration.Modifiers[0].SpanStart : declaration.ReturnType.SpanStart, declaration.Span.End);

    /// <summary>A name for the local that measures which no name of the declaration begins with.</summary>
    public static string TimerIn(MethodDeclarationSyntax declaration)
    {
        var name = "__lines";
        while (declaration.DescendantTokens().Any(token => token.IsKind(SyntaxKind.IdentifierToken) && token.ValueText.StartsWith(name, StringComparison.Ordinal))) name += "_";
        return name;
    }

    int LineOf(SyntaxToken token) => tree.GetLineSpan(token.Span).StartLinePosition.Line - firstLine;

    string Mark(int line) => $"{timer}.At({line}); ";

    void Statements(SyntaxList<StatementSyntax> statements, int before)
    {
        foreach (var statement in statements) before = Statement(statement, before);
    }

    /// <summary>Marks a statement of a list, unless the mark before it is on its line. Returns the line that a statement behind it has before it.</summary>
    int Statement(StatementSyntax statement, int before)
    {
        switch (statement)
        {
            case LocalFunctionStatementSyntax or EmptyStatementSyntax: return before;
            case BlockSyntax block: Statements(block.Statements, before); return None;
            case CheckedStatementSyntax { Block: var block }: Statements(block.Statements, before); return None;
            case UnsafeStatementSyntax { Block: var block }: Statements(block.Statements, before); return None;
            // Whoever jumps to a label comes from another line.
            case LabeledStatementSyntax labeled: return Statement(labeled.Statement, None);
            case TryStatementSyntax attempt:
                Statements(attempt.Block.Statements, before);
                foreach (var handler in attempt.Catches) Statements(handler.Block.Statements, None);
                if (attempt.Finally is { } last) Statements(last.Block.Statements, None);
                return None;
            case DoStatementSyntax loop:
                var condition = LineOf(loop.WhileKeyword);
                Loop(loop.Statement, None, condition);
                return condition;
        }
        var line = LineOf(statement.GetFirstToken());
        if (line != before) edits.Before(statement.GetFirstToken(), Mark(line));
        switch (statement)
        {
            case IfStatementSyntax choice:
                Embedded(choice.Statement, line);
                if (choice.Else is { } otherwise) Embedded(otherwise.Statement, line);
                break;
            case WhileStatementSyntax loop: Loop(loop.Statement, line, line); break;
            case ForStatementSyntax loop: Loop(loop.Statement, line, line); break;
            case CommonForEachStatementSyntax loop: Loop(loop.Statement, line, line); break;
            case UsingStatementSyntax scope: Embedded(scope.Statement, line); break;
            case LockStatementSyntax scope: Embedded(scope.Statement, line); break;
            case FixedStatementSyntax scope: Embedded(scope.Statement, line); break;
            case SwitchStatementSyntax choice:
                foreach (var section in choice.Sections) Statements(section.Statements, LineOf(section.GetFirstToken()) == line ? line : None);
                break;
            case ContinueStatementSyntax when loops.Count > 0: edits.Before(statement.GetFirstToken(), Mark(loops.Peek())); break;
            case YieldStatementSyntax { Expression: { } result } yield: Yield(yield, result); break;
        }
        return line;
    }

    void Loop(StatementSyntax body, int before, int header)
    {
        loops.Push(header);
        Embedded(body, before, header);
        loops.Pop();
    }

    /// <summary>A statement that another one consists of gets braces, for the mark is a statement too.</summary>
    void Embedded(StatementSyntax statement, int before, int atEnd = None)
    {
        if (statement is BlockSyntax block)
        {
            Statements(block.Statements, before);
            if (atEnd != None) edits.Before(block.CloseBraceToken, Mark(atEnd));
            return;
        }
        edits.Before(statement.GetFirstToken(), "{ ");
        Statement(statement, before);
        edits.After(statement.GetLastToken(), atEnd == None ? " }" : $" {Mark(atEnd)}}}");
    }

    /// <summary>The result is computed on the method's time, and what its reader does with it is not.</summary>
    void Yield(YieldStatementSyntax yield, ExpressionSyntax result)
    {
        var value = $"{timer}Result{yields++}";
        edits.Replace(yield.YieldKeyword, $"{element} {value} =");
        edits.Replace(yield.ReturnOrBreakKeyword, "");
        edits.After(result.GetLastToken(), $"; {timer}.Yield(); yield return {value}; {timer}.Resume()");
    }
}
