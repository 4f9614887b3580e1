using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Flow.Domains;

namespace PyIdioms.CodeFixes;

/// <summary><c>TryGetValue</c>: the check keeps the value that later look-ups read.</summary>
sealed class KeepsValue(LookupPair pair, SemanticModel model, SourceText text, Func<string, bool> isTaken)
{
    const string Title = "Use 'TryGetValue'";

    public IEnumerable<Shape> Shapes()
    {
        var reads = pair.Uses.Where(u => u.Kind is KeyedAccessKind.Read or KeyedAccessKind.Update).ToArray();
        if (reads.Length == 0) yield break;
        if (Dropped(reads) is { } dropped)
        {
            yield return dropped;
            yield break;
        }
        var element = reads.FirstOrDefault(r => r.Syntax is not InvocationExpressionSyntax)?.Syntax;
        if (reads.Any(r => r.Syntax is InvocationExpressionSyntax call && !IsDefaulted(call)) || MutatesCopy(reads) || !IsSameType(reads)) yield break;
        if (Declaration(reads) is { } declaration && Edits(reads, declaration.Declaration.Variables[0].Identifier.Text, declaration) is { } kept)
        {
            yield return new(Title, kept, declaration.Declaration.Variables[0].Identifier.Text);
        }
        var name = FreshName();
        if (Edits(reads, name, null) is { } edits) yield return new(Title, edits, name);
    }

    /// <summary><c>d.ContainsKey(k) &amp;&amp; d.TryGetValue(k, out v)</c>: the check says nothing that the other does not.</summary>
    Shape? Dropped(SettledUse[] reads) =>
        pair.Uses.Length == 1 && reads[0].Syntax is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryGetValue" } } call
        && pair.Check.Parent is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both && both.Left == pair.Check && both.Right == call
            ? new("Ask only once", new TextEdits(text).With(TextSpan.FromBounds(both.SpanStart, call.SpanStart), "")) : null;

    static bool IsDefaulted(InvocationExpressionSyntax call) => call.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetValueOrDefault" };

    /// <summary>A method of a struct may change it: on the copy that the indexer gives nobody notices, on a variable the next read does.</summary>
    bool MutatesCopy(SettledUse[] reads) => reads.Any(r => r.Syntax.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } access && access.Expression == r.Syntax
        && model.GetTypeInfo(r.Syntax).Type is { IsValueType: true, IsReadOnly: false, SpecialType: SpecialType.None, TypeKind: not TypeKind.Enum }
        && model.GetSymbolInfo(access).Symbol is IMethodSymbol { IsReadOnly: false, IsExtensionMethod: false });

    bool IsSameType(SettledUse[] reads)
    {
        var getter = pair.Type.MethodNamed("TryGetValue", m => m.Parameters is [_, { RefKind: RefKind.Out }]);
        return getter is not null && reads.All(r => SymbolEqualityComparer.Default.Equals(TypeOf(r.Syntax), getter.Parameters[1].Type));
    }

    ITypeSymbol? TypeOf(ExpressionSyntax read) => model.GetTypeInfo(read is AssignmentExpressionSyntax assignment ? assignment.Left : read switch
    {
        PrefixUnaryExpressionSyntax step => step.Operand,
        PostfixUnaryExpressionSyntax step => step.Operand,
        _ => read,
    }).Type;

    /// <summary><c>var x = d[k];</c>: <c>x</c> may as well be what <c>TryGetValue</c> declares, unless it changes.</summary>
    LocalDeclarationStatementSyntax? Declaration(SettledUse[] reads)
    {
        foreach (var read in reads)
        {
            if (read is { Kind: KeyedAccessKind.Read, MayBeFilled: false, Syntax.Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1, Parent: LocalDeclarationStatementSyntax { Parent: BlockSyntax } statement } } variable } }
                && statement.UsingKeyword.RawKind == 0 && (statement.Declaration.Type.IsVar || SymbolEqualityComparer.Default.Equals(model.GetTypeInfo(statement.Declaration.Type).Type, TypeOf(read.Syntax)))
                && !statement.DescendantTrivia(descendIntoTrivia: true).Any(IsComment) && (reads.Length == 1 || !IsWritten(variable.Identifier.ValueText))) return statement;
        }
        return null;
    }

    static bool IsComment(SyntaxTrivia trivia) => trivia.Kind() is SyntaxKind.SingleLineCommentTrivia or SyntaxKind.MultiLineCommentTrivia || trivia.IsDirective;

    bool IsWritten(string name) => pair.Member.DescendantNodes().Any(n => n switch
    {
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } => left.Identifier.ValueText == name,
        PrefixUnaryExpressionSyntax { Operand: IdentifierNameSyntax operand } => operand.Identifier.ValueText == name,
        PostfixUnaryExpressionSyntax { Operand: IdentifierNameSyntax operand } => operand.Identifier.ValueText == name,
        ArgumentSyntax { RefKindKeyword.RawKind: not 0, Expression: IdentifierNameSyntax passed } => passed.Identifier.ValueText == name,
        RefExpressionSyntax => true,
        _ => false,
    });

    string FreshName()
    {
        var used = new HashSet<string>(pair.Member.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText));
        if (pair.Check.Ancestors().Any(a => a is AccessorDeclarationSyntax)) used.Add("value");
        for (var i = 1; ; i++)
        {
            var name = i == 1 ? "value" : "value" + i;
            if (!used.Contains(name) && !isTaken(name) && !model.LookupSymbols(pair.Check.SpanStart, name: name).Any()) return name;
        }
    }

    TextEdits? Edits(SettledUse[] reads, string name, LocalDeclarationStatementSyntax? dropped)
    {
        var edits = new TextEdits(text);
        Ask(edits, name);
        foreach (var use in pair.Uses)
        {
            switch (use.Kind)
            {
                case KeyedAccessKind.Read when dropped is not null && dropped.Span.Contains(use.Syntax.Span):
                    edits.Replace(edits.WholeLines(dropped), "");
                    break;
                case KeyedAccessKind.Read:
                    edits.Replace(use.Syntax.Span, name);
                    break;
                case KeyedAccessKind.Update:
                    if (!Update(edits, use.Syntax, name)) return null;
                    break;
                case KeyedAccessKind.Set or KeyedAccessKind.Add when reads.Any(r => r.MayBeFilled):
                    // What is put there is what later reads find.
                    if (use.Value is not { } value || use.Statement is null || IsTry(use.Syntax)) return null;
                    edits.Replace(new(value.SpanStart, 0), name + " = ");
                    break;
            }
        }
        return edits;
    }

    static bool IsTry(ExpressionSyntax use) => use is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "TryAdd" } };

    void Ask(TextEdits edits, string name)
    {
        if (pair.Check.ArgumentList.Arguments.Count == 2)
        {
            edits.Replace(pair.Check.ArgumentList.Arguments[1].Span, "out var " + name);
            return;
        }
        var method = pair.Check.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name,
            MemberBindingExpressionSyntax binding => binding.Name,
            var other => other,
        };
        edits.Replace(pair.IsOfKeys ? TextSpan.FromBounds(pair.Receiver.Span.End, method.Span.End) : method.Span, pair.IsOfKeys ? ".TryGetValue" : "TryGetValue");
        edits.Replace(new(pair.Check.ArgumentList.CloseParenToken.SpanStart, 0), ", out var " + name);
    }

    /// <summary><c>d[k] += v;</c> reads and sets: the read is known, the set stays.</summary>
    static bool Update(TextEdits edits, ExpressionSyntax update, string name)
    {
        if (update.Parent is not ExpressionStatementSyntax) return false;
        switch (update)
        {
            case AssignmentExpressionSyntax assignment when assignment.OperatorToken.Text is var compound && compound.Length >= 2 && compound != "??=":
                var right = assignment.Right is LiteralExpressionSyntax or IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax;
                edits.Replace(assignment.OperatorToken.Span, $"= {name} {compound.Substring(0, compound.Length - 1)}");
                if (right) return true;
                edits.Replace(new(assignment.Right.SpanStart, 0), "(");
                edits.Replace(new(assignment.Right.Span.End, 0), ")");
                return true;
            case PostfixUnaryExpressionSyntax step:
                edits.Replace(step.OperatorToken.Span, $" = {name} {step.OperatorToken.Text[0]} 1");
                return true;
            case PrefixUnaryExpressionSyntax step:
                edits.Replace(TextSpan.FromBounds(step.SpanStart, step.Operand.SpanStart), "");
                edits.Replace(new(step.Operand.Span.End, 0), $" = {name} {step.OperatorToken.Text[0]} 1");
                return true;
            default:
                return false;
        }
    }
}
