using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Loops;

namespace PyIdioms.CodeFixes.Loops;

/// <summary>Lets a builder keep what a loop puts together: in the variable's place, or beside it while the loop runs.</summary>
sealed class BuilderPlan(Draft draft, ExpressionSyntax target, ISymbol symbol, Loop loop, CancellationToken cancel)
{
    readonly BuiltText built = new(draft.Model);

    /// <summary>The edits that could do, the best first.</summary>
    public IEnumerable<TextEdits> Edits()
    {
        if (Instead() is { } instead) yield return instead;
        if (Beside() is { } beside) yield return beside;
    }

    /// <summary>The variable becomes the builder.</summary>
    TextEdits? Instead()
    {
        if (symbol is not ILocalSymbol { DeclaringSyntaxReferences: [var reference] } || reference.GetSyntax(cancel) is not VariableDeclaratorSyntax { Initializer.Value: { } initial, Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: { } scope } statement } declaration } declarator) return null;
        if (statement.UsingKeyword.RawKind != 0 || loop.Operation.Syntax.Span.Contains(statement.Span)) return null;
        var edits = Start();
        if (!declaration.Type.IsVar) edits.Replace(declaration.Type.Span, "var");
        edits.Replace(initial.Span, BuilderReads.IsEmpty(initial) ? "new StringBuilder()" : $"new StringBuilder({initial})");
        var made = 0;
        foreach (var use in scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == symbol.Name && SymbolEqualityComparer.Default.Equals(draft.Model.GetSymbolInfo(n, cancel).Symbol, symbol)))
        {
            if (!Rewrite(use, symbol.Name, edits, out var isMade)) return null;
            if (!isMade) continue;
            if (++made > 2 || use.Ancestors().TakeWhile(a => a != scope).Any(static a => a is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) && !IsLeaving(use)) return null;
        }
        return edits;
    }

    /// <summary>A builder goes with the variable, and the variable gets the text after the loop.</summary>
    TextEdits? Beside()
    {
        var inside = loop.Operation.Syntax;
        var statement = inside as StatementSyntax ?? inside.FirstAncestorOrSelf<StatementSyntax>();
        if (statement?.Parent is not BlockSyntax || statement is ReturnStatementSyntax or LocalDeclarationStatementSyntax || inside.DescendantNodes().Any(static n => n is ReturnStatementSyntax or GotoStatementSyntax or YieldStatementSyntax)) return null;
        var builder = FreeName(symbol.Name.TrimStart('_') + "Builder");
        var edits = Start();
        var own = target.ToString();
        foreach (var use in inside.DescendantNodes().OfType<ExpressionSyntax>().Where(n => n.ToString() == own && !(n.Parent is MemberAccessExpressionSyntax access && access.Name == n) && SymbolEqualityComparer.Default.Equals(draft.Model.GetSymbolInfo(n, cancel).Symbol, symbol)))
        {
            if (!Rewrite(use, builder, edits, out var isMade) || isMade) return null;
        }
        var indent = edits.IndentAt(statement.SpanStart);
        edits.Replace(new(statement.SpanStart, 0), $"var {builder} = new StringBuilder({own});{edits.EndOfLine}{indent}");
        edits.Replace(new(draft.Text.Lines.GetLineFromPosition(statement.Span.End).End, 0), $"{edits.EndOfLine}{indent}{own} = {builder}.ToString();");
        return edits;
    }

    TextEdits Start()
    {
        var edits = new TextEdits(draft.Text);
        edits.Import(draft.Root, draft.Model, target.SpanStart, "StringBuilder", "System.Text");
        return edits;
    }

    /// <summary>Lets one mention of the string go to the builder; false where that cannot be.</summary>
    bool Rewrite(ExpressionSyntax use, string builder, TextEdits edits, out bool isMade)
    {
        isMade = false;
        if (use.Ancestors().TakeWhile(static a => a is not StatementSyntax).OfType<AssignmentExpressionSyntax>().FirstOrDefault(a => a.Left.ToString() == target.ToString()) is { } assignment)
        {
            if (assignment.Left != use) return assignment.Left.ToString() == use.ToString();
            var text = built.Appends(assignment, builder) ?? (IsUnderEmptiness(assignment) ? built.Beginning(assignment, builder) : null);
            if (text is null || assignment.Parent is not (ExpressionStatementSyntax or AnonymousFunctionExpressionSyntax)) return false;
            edits.Replace(assignment.Span, text);
            return true;
        }
        if (use.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 } or ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "nameof" } } }) return false;
        var (span, read, made) = BuilderReads.Of(use, builder);
        isMade = made;
        edits.Replace(span, read);
        return true;
    }

    bool IsUnderEmptiness(AssignmentExpressionSyntax assignment) => loop.Operation.Syntax.Span.Contains(assignment.Span)
        && assignment.Ancestors().OfType<IfStatementSyntax>().FirstOrDefault() is { } choice && choice.Condition.DescendantNodesAndSelf().Any(n => n.ToString() == target.ToString());

    static bool IsLeaving(SyntaxNode use) => use.FirstAncestorOrSelf<StatementSyntax>() is ReturnStatementSyntax;

    string FreeName(string name)
    {
        var member = target.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? draft.Root;
        var taken = new HashSet<string>(member.DescendantTokens().Select(static t => t.ValueText));
        name = char.ToLowerInvariant(name[0]) + name.Substring(1);
        var free = name;
        for (var i = 2; taken.Contains(free); i++) free = name + i;
        return free;
    }
}
