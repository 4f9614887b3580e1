using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Analyzers.Security;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.CodeFixes.Secrets;

/// <summary>Writes a comparison as one in constant time.</summary>
/// <param name="model">What is known of the document.</param>
/// <param name="root">The document.</param>
/// <param name="text">Its text.</param>
/// <param name="isRuntime">Whether <c>Secrets.CompareDigest</c> compares, which takes text.</param>
sealed class ConstantTime(SemanticModel model, SyntaxNode root, SourceText text, bool isRuntime)
{
    readonly HashSet<(SyntaxNode Member, string Name)> taken = [];

    /// <summary>The edits for one comparison; null where its parts cannot be compared as bytes.</summary>
    public TextEdits? EditsOf(SyntaxNode node, CancellationToken cancel)
    {
        if (model.Bind(node, cancel) is not { } operation || Comparison.Of(operation) is not { } comparison) return null;
        var edits = new TextEdits(text);
        if (comparison.IsOfElements) return ComparedLoop.Of(comparison.Whole) is { } loop && Call(comparison, edits, cancel) is { Guards: "" } all ? edits.With(loop, $"return {all.Call};") : null;
        if (Call(comparison, edits, cancel) is not var (guards, call)) return null;
        var isNegated = IsNegated(comparison.Whole);
        var whole = guards.Length == 0 ? (isNegated ? "!" : "") + call : isNegated ? $"!({guards}{call})" : guards + call;
        if (guards.Length > 0 && !isNegated && NeedsParentheses(comparison.Whole)) whole = $"({whole})";
        return edits.With(comparison.Whole.Span, whole);
    }

    static bool IsNegated(SyntaxNode whole) => whole is BinaryExpressionSyntax { RawKind: (int)SyntaxKind.NotEqualsExpression } or IsPatternExpressionSyntax { Pattern: UnaryPatternSyntax };

    static bool NeedsParentheses(SyntaxNode whole) => whole.Parent is BinaryExpressionSyntax { RawKind: not (int)SyntaxKind.LogicalAndExpression } or PrefixUnaryExpressionSyntax or CastExpressionSyntax or IsPatternExpressionSyntax or MemberAccessExpressionSyntax or AwaitExpressionSyntax
        || whole.Parent is ConditionalExpressionSyntax choice && choice.Condition != whole;

    /// <summary>The call, and what has to be asked before: a secret that is not there is not the one that was given.</summary>
    (string Guards, string Call)? Call(Comparison comparison, TextEdits edits, CancellationToken cancel)
    {
        var isText = IsText(comparison.Left.Type) || IsText(comparison.Right.Type);
        var guards = "";
        if (Operand(comparison.Left, comparison, isText, ref guards, cancel) is not { } left || Operand(comparison.Right, comparison, isText, ref guards, cancel) is not { } right) return null;
        var position = comparison.Whole.SpanStart;
        if (isRuntime)
        {
            edits.Import(root, model, position, "Secrets", "PyIdioms");
        }
        else
        {
            edits.Import(root, model, position, "CryptographicOperations", "System.Security.Cryptography");
            if (isText) edits.Import(root, model, position, "Encoding", "System.Text");
        }
        // What is awaited comes first: a span does not outlive an await.
        if (HasAwait(comparison.Right) && !HasAwait(comparison.Left)) (left, right) = (right, left);
        return (guards, $"{(isRuntime ? "Secrets.CompareDigest" : "CryptographicOperations.FixedTimeEquals")}({left}, {right})");
    }

    static bool HasAwait(IOperation operand) => operand.Syntax.DescendantNodesAndSelf().Any(n => n is AwaitExpressionSyntax);

    string? Operand(IOperation operand, Comparison comparison, bool isText, ref string guards, CancellationToken cancel)
    {
        if (operand.Syntax is not ExpressionSyntax expression) return null;
        if (expression.Parent is PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure) expression = sure;
        var written = expression.ToString();
        var type = operand.Type;
        if (type?.SpecialType == SpecialType.System_Object || type is null) return null;
        if (!type.IsValueType && !operand.ConstantValue.HasValue && model.GetTypeInfo(expression, cancel).Nullability.FlowState != NullableFlowState.NotNull) written = Guarded(operand, expression, ref guards);
        var isBare = expression is IdentifierNameSyntax or MemberAccessExpressionSyntax or InvocationExpressionSyntax or LiteralExpressionSyntax or ElementAccessExpressionSyntax or ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax || written != expression.ToString();
        return isText ? AsText(written, isBare, type, comparison.IgnoresCase) : AsBytes(written, isBare, type);
    }

    /// <summary>Asks whether a value is there; one that is computed gets a name, so that it is computed once.</summary>
    string Guarded(IOperation operand, ExpressionSyntax expression, ref string guards)
    {
        if (IsPath(expression))
        {
            guards += $"{expression} is not null && ";
            return expression.ToString();
        }
        var name = Free(SecretOperand.OwnName(operand) is { } own ? char.ToLowerInvariant(own.TrimStart('_')[0]) + own.TrimStart('_').Substring(1) : "shown", expression);
        guards += $"{(expression is BinaryExpressionSyntax or ConditionalExpressionSyntax or AssignmentExpressionSyntax ? $"({expression})" : expression.ToString())} is {{ }} {name} && ";
        return name;
    }

    static bool IsPath(ExpressionSyntax expression) => expression is IdentifierNameSyntax or ThisExpressionSyntax || expression is MemberAccessExpressionSyntax { RawKind: (int)SyntaxKind.SimpleMemberAccessExpression } access && IsPath(access.Expression);

    /// <summary>A name that means nothing yet where the expression stands.</summary>
    string Free(string name, ExpressionSyntax expression)
    {
        var member = expression.FirstAncestorOrSelf<MemberDeclarationSyntax>() ?? root;
        var used = new HashSet<string>(member.DescendantTokens().Where(t => t.IsKind(SyntaxKind.IdentifierToken)).Select(t => t.ValueText), StringComparer.Ordinal);
        if (SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None) name += "Text";
        var free = name;
        for (var i = 2; used.Contains(free) || taken.Contains((member, free)) || model.LookupSymbols(expression.SpanStart, name: free).Any(); i++) free = name + i;
        taken.Add((member, free));
        return free;
    }

    string? AsText(string written, bool isBare, ITypeSymbol type, bool ignoresCase)
    {
        var whole = isBare ? written : $"({written})";
        var value = type.SpecialType == SpecialType.System_String ? ignoresCase ? $"{whole}.ToUpperInvariant()" : written
            : type is IArrayTypeSymbol && !ignoresCase && !isRuntime ? written : type is IArrayTypeSymbol ? $"new string({written})" : $"{whole}.ToString()";
        return isRuntime ? value : $"Encoding.UTF8.GetBytes({value})";
    }

    static string? AsBytes(string written, bool isBare, ITypeSymbol type)
    {
        var whole = isBare ? written : $"({written})";
        return type switch
        {
            IArrayTypeSymbol or { Name: "Span" or "ReadOnlySpan" or "ArraySegment" } => written,
            { Name: "Memory" or "ReadOnlyMemory" } => $"{whole}.Span",
            { Name: "ImmutableArray" } => $"{whole}.AsSpan()",
            { Name: "IStructuralEquatable" } => $"(byte[]){whole}",
            _ => $"{whole}.ToArray()",
        };
    }

    static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String } or { Name: "StringValues" } or IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Char }
        || type is INamedTypeSymbol { TypeArguments: [{ SpecialType: SpecialType.System_Char }] };
}
