using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Security;

/// <summary>Comparisons of values with the name of a secret that let nobody in: equality of objects, changes, grammars, look-ups by name.</summary>
static class Harmless
{
    static readonly HashSet<string> Grammars = ["lexer", "parser", "tokenizer", "tokeniser", "scanner", "grammar", "syntax", "compiler", "interpreter", "assembler", "disassembler", "highlighter", "lexical", "expression", "template", "formatter", "linter", "transpiler", "tokenization"];

    static readonly HashSet<string> Changes = ["old", "new", "previous", "prev", "last", "original", "updated", "next", "initial", "before", "after", "latest", "current"];

    static readonly HashSet<string> Labels = ["name", "key", "id", "type", "kind", "label", "scheme", "prefix", "suffix", "separator", "delimiter", "option", "keyword", "flag", "switch", "role", "field", "column", "category", "title", "algorithm", "format", "command", "verb", "path", "url", "uri", "namespace", "identifier"];

    static readonly HashSet<string> Access = ["access", "refresh", "auth", "authentication", "authorization", "api", "csrf", "xsrf", "bearer", "session", "hmac", "reset", "webhook", "verification", "antiforgery", "id", "user", "device", "security", "login", "secret", "sas", "invitation", "expected"];

    static readonly HashSet<string> Confirming = ["confirm", "confirmation", "confirmed", "repeat", "repeated", "retype", "retyped", "again", "reentered", "duplicate"];

    /// <summary>Whether a comparison that only a name speaks against decides nothing about access.</summary>
    public static bool Is(Comparison comparison, string secret, ISymbol container, CancellationToken cancel)
    {
        var (left, right) = (comparison.Left, comparison.Right);
        if (left.ConstantValue.HasValue || right.ConstantValue.HasValue || IsText(left) || IsText(right)) return true;
        if (comparison.Left.IsInExpressionTree() || IsAboutObjects(container) || IsInChange(comparison.Whole)) return true;
        if (IsOfGrammar(secret, container) || IsMereToken(secret) && (IsOfOpenTokens(comparison.Whole) || IsOfPublicKey(left, cancel) || IsOfPublicKey(right, cancel) || IsCharacter(left) || IsCharacter(right)) || comparison.IgnoresCase && IsMereToken(secret)) return true;
        var (leftSymbol, rightSymbol) = (SecretOperand.SymbolOf(left), SecretOperand.SymbolOf(right));
        if (leftSymbol is IPropertySymbol or IFieldSymbol && SymbolEqualityComparer.Default.Equals(leftSymbol, rightSymbol)) return true;
        var (leftName, rightName) = (SecretOperand.OwnName(left), SecretOperand.OwnName(right));
        if (IsOf(leftName, Confirming) || IsOf(rightName, Confirming) || IsLabel(leftName) || IsLabel(rightName)) return true;
        if (leftName is not null && rightName is not null && IsChange(leftName, rightName)) return true;
        if (leftName is not null && leftName == rightName && IsBeforeUpdate(comparison.Whole, left, right)) return true;
        return leftSymbol is not null && rightSymbol is not null && (IsAssigned(comparison.Whole, left, right) || IsReadAgain(leftSymbol, rightSymbol, cancel));
    }

    /// <summary>string.Empty and other members that stand for a text of the program.</summary>
    static bool IsText(IOperation operand) => operand is IFieldReferenceOperation { Field: { Name: "Empty", ContainingType.SpecialType: SpecialType.System_String } } or IDefaultValueOperation
        or ICollectionExpressionOperation { Elements.IsEmpty: true } or IInvocationOperation { TargetMethod: { Name: "Empty", ContainingType.Name: "Array" } };

    static bool IsOf(string? name, HashSet<string> words) => name is not null && NameWords.Of(name).Words.Any(words.Contains);

    static bool IsLabel(string? name) => name is not null && NameWords.Of(name) is { Words: [.., var last] } words && Labels.Contains(last) && !SecretNames.IsShown(name);

    /// <summary>Equality, order and hash codes of objects.</summary>
    static bool IsAboutObjects(ISymbol container)
    {
        for (var at = container; at is not null and not ITypeSymbol; at = at.ContainingSymbol)
        {
            if (at is not IMethodSymbol method) continue;
            if (method.MethodKind is MethodKind.UserDefinedOperator or MethodKind.PropertySet) return true;
            if (method.ReturnType is INamedTypeSymbol { Name: "ValidationResult" } or INamedTypeSymbol { TypeArguments: [{ Name: "ValidationResult" }] }) return true;
            var name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
            if (name is "Equals" or "CompareTo" or "GetHashCode" or "Compare" or "DeepEquals" or "ContentEquals" or "ValueEquals" or "EqualsCore") return true;
            if (name.EndsWith("Changed", StringComparison.Ordinal) || name.StartsWith("HasChange", StringComparison.Ordinal) || name.EndsWith("Differs", StringComparison.Ordinal) || name.StartsWith("Dispose", StringComparison.Ordinal)) return true;
        }
        return false;
    }

    static bool IsInChange(SyntaxNode whole) => whole.FirstAncestorOrSelf<AccessorDeclarationSyntax>() is { RawKind: (int)SyntaxKind.SetAccessorDeclaration or (int)SyntaxKind.InitAccessorDeclaration };

    /// <summary>A token that nothing says is one of access.</summary>
    static bool IsMereToken(string secret) => NameWords.Of(secret).Bare is [.., "token"] words && (words.Length < 2 || !Access.Contains(words[words.Length - 2]));

    /// <summary>token == separatorTokens.Last(): one of many whose name says of what they are.</summary>
    static bool IsOfOpenTokens(SyntaxNode whole) => whole.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => SecretNames.IsOpenTokens(n.Identifier.ValueText));

    /// <summary>The token of the key that an assembly is signed with, or a local that got it.</summary>
    static bool IsOfPublicKey(IOperation operand, CancellationToken cancel) => (SecretOperand.SymbolOf(operand) is ILocalSymbol local ? InitializerOf(local, cancel) : operand.Syntax)?.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().Any(n => n.Identifier.ValueText == "GetPublicKeyToken") == true;

    /// <summary>One character by itself, not one of a text that is compared in a loop.</summary>
    static bool IsCharacter(IOperation operand) => Made.Bare(operand) is ILocalReferenceOperation { Type.SpecialType: SpecialType.System_Char } or IParameterReferenceOperation { Type.SpecialType: SpecialType.System_Char } or IFieldReferenceOperation { Type.SpecialType: SpecialType.System_Char };

    /// <summary>A token of a language, in a type that reads one.</summary>
    static bool IsOfGrammar(string secret, ISymbol container)
    {
        if (NameWords.Of(secret) is not { Bare: [.., "token" or "signature"] words } || words.Length > 1 && Access.Contains(words[words.Length - 2])) return false;
        for (ISymbol? at = container; at is not null and not INamespaceSymbol { IsGlobalNamespace: true }; at = at.ContainingSymbol)
        {
            if (NameWords.Of(at.Name).Words is var names && names.Any(Grammars.Contains) && !names.Any(n => n is "jwt" or "auth" or "webhook" or "signature" or "security")) return true;
        }
        return false;
    }

    /// <summary>oldToken == newToken, token != lastToken: the same noun, now and then.</summary>
    static bool IsChange(string left, string right)
    {
        var (first, second) = (NameWords.Of(left).Bare, NameWords.Of(right).Bare);
        if (first.IsEmpty || second.IsEmpty || first[first.Length - 1] != second[second.Length - 1]) return false;
        return first.Any(Changes.Contains) || second.Any(Changes.Contains);
    }

    /// <summary>if (model.Secret != settings.Secret) Forget(); settings.Secret = …: the same member of two objects, one of which then takes over what the other has.</summary>
    static bool IsBeforeUpdate(SyntaxNode whole, IOperation left, IOperation right)
    {
        if (ReceiverOf(left) is not { } first || ReceiverOf(right) is not { } second || whole.FirstAncestorOrSelf<IfStatementSyntax>(i => i.Condition.Span.Contains(whole.Span)) is not { Else: null, Parent: BlockSyntax block } branch) return false;
        if (branch.Statement.DescendantNodesAndSelf().Any(n => n is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or BreakStatementSyntax or ContinueStatementSyntax or GotoStatementSyntax)) return false;
        return block.Statements.Where(s => s.SpanStart > branch.SpanStart).SelectMany(s => s.DescendantNodes()).Any(n => n switch
        {
            AssignmentExpressionSyntax { Left: MemberAccessExpressionSyntax { Expression: var owner } } => owner.ToString() is var target && (target == first || target == second),
            InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } => arguments.Any(a => a.ToString() == first) && arguments.Any(a => a.ToString() == second),
            _ => false,
        });
    }

    static string? ReceiverOf(IOperation operand) => SecretOperand.SymbolOf(operand) is IPropertySymbol or IFieldSymbol && operand.Syntax is MemberAccessExpressionSyntax access ? access.Expression.ToString() : null;

    /// <summary>Two locals that the same expression gave, one after the other: what is stored, before and after.</summary>
    static bool IsReadAgain(ISymbol left, ISymbol right, CancellationToken cancel) =>
        left is ILocalSymbol && right is ILocalSymbol && InitializerOf(left, cancel) is { } first && InitializerOf(right, cancel) is { } second && first.IsEquivalentTo(second, topLevel: false);

    static SyntaxNode? InitializerOf(ISymbol local, CancellationToken cancel) => local.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax(cancel) is VariableDeclaratorSyntax { Initializer.Value: { } value } ? value : null;

    /// <summary>if (a != b) a = b: what is compared is then taken over.</summary>
    static bool IsAssigned(SyntaxNode whole, IOperation left, IOperation right)
    {
        if (whole.FirstAncestorOrSelf<IfStatementSyntax>(i => i.Condition.Span.Contains(whole.Span)) is not { } branch) return false;
        var (a, b) = (TextOf(left), TextOf(right));
        var scope = branch.Parent is BlockSyntax block ? (SyntaxNode)block : branch;
        return scope.DescendantNodes().OfType<AssignmentExpressionSyntax>().Any(s => s.SpanStart > whole.Span.End && (Is(s, a, b) || Is(s, b, a)));
    }

    /// <summary>a = b, or a is a member of what is copied with b in it.</summary>
    static bool Is(AssignmentExpressionSyntax assignment, string target, string value) =>
        (Stripped(assignment.Left.ToString()) == target || assignment.Parent is InitializerExpressionSyntax { Parent: WithExpressionSyntax copy } && Stripped($"{copy.Expression}.{assignment.Left}") == target) && Stripped(assignment.Right.ToString()) == value;

    static string TextOf(IOperation operand) => Stripped(operand.Syntax.ToString());

    static string Stripped(string text) => text.StartsWith("this.", StringComparison.Ordinal) ? text.Substring(5) : text;
}
