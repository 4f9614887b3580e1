using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.CodeFixes.Loops;

/// <summary>A list that is used at its ends only, as a <c>Queue</c>, or as a <c>LinkedList</c> where something is put to its front.</summary>
sealed class QueuePlan(Draft draft, ISymbol list, CancellationToken cancel)
{
    readonly TextEdits edits = new(draft.Text);
    bool isLinked;

    /// <summary>The edits; null where the list is also used in another way.</summary>
    public TextEdits? Edits()
    {
        if (list.DeclaringSyntaxReferences is not [var reference] || reference.SyntaxTree != draft.Root.SyntaxTree || reference.GetSyntax(cancel) is not VariableDeclaratorSyntax { Parent: VariableDeclarationSyntax { Variables.Count: 1 } declaration } declarator) return null;
        if (ScopeOf(declaration) is not { } scope) return null;
        var uses = scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == list.Name && SymbolEqualityComparer.Default.Equals(draft.Model.GetSymbolInfo(n, cancel).Symbol, list)).ToList();
        isLinked = uses.Any(static u => Call(Whole(u)) is ("Insert", [{ Expression: LiteralExpressionSyntax { Token.Value: 0 } }, _], _));
        if (!Declare(declaration, declarator)) return null;
        foreach (var use in uses)
        {
            if (!Rewrite(Whole(use))) return null;
        }
        return edits;
    }

    SyntaxNode? ScopeOf(VariableDeclarationSyntax declaration) => list switch
    {
        ILocalSymbol => declaration.Parent?.Parent,
        IFieldSymbol { DeclaredAccessibility: Accessibility.Private, ContainingType.DeclaringSyntaxReferences.Length: 1 } => declaration.FirstAncestorOrSelf<TypeDeclarationSyntax>(),
        _ => null,
    };

    string Kind => isLinked ? "LinkedList" : "Queue";

    bool Declare(VariableDeclarationSyntax declaration, VariableDeclaratorSyntax declarator)
    {
        var element = (list is ILocalSymbol local ? local.Type : ((IFieldSymbol)list).Type) is INamedTypeSymbol { Name: "List", TypeArguments: [var of] } ? of.ToMinimalDisplayString(draft.Model, declaration.SpanStart) : null;
        if (element is null || declarator.Initializer is not { Value: var value }) return false;
        var isImplied = declaration.Type.IsVar;
        if (!isImplied) edits.Replace(declaration.Type.Span, $"{Kind}<{element}>");
        var type = isImplied ? $" {Kind}<{element}>" : "";
        switch (value)
        {
            case BaseObjectCreationExpressionSyntax { Initializer: null } made when made.ArgumentList is not { Arguments: [var capacity] } || draft.Model.GetTypeInfo(capacity.Expression, cancel).Type?.SpecialType != SpecialType.System_Int32:
                edits.Replace(value.Span, $"new{type}{made.ArgumentList?.ToString() ?? "()"}");
                return true;
            case BaseObjectCreationExpressionSyntax { Initializer.Expressions: var elements } made when made.ArgumentList is null or { Arguments.Count: 0 }:
                edits.Replace(value.Span, $"new{type}([{elements}])");
                return true;
            case CollectionExpressionSyntax { Elements.Count: 0 }:
                edits.Replace(value.Span, $"new{type}()");
                return true;
            case CollectionExpressionSyntax { Elements: [SpreadElementSyntax spread] }:
                edits.Replace(value.Span, $"new{type}({spread.Expression})");
                return true;
            case CollectionExpressionSyntax written:
                edits.Replace(value.Span, $"new{type}({written})");
                return true;
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToList", Expression: var source }, ArgumentList.Arguments.Count: 0 }:
                edits.Replace(value.Span, $"new{type}({source})");
                return true;
            default:
                return false;
        }
    }

    /// <summary><c>this.list</c> for <c>list</c>.</summary>
    static ExpressionSyntax Whole(IdentifierNameSyntax use) => use.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access && access.Name == use ? access : use;

    static (string Method, SeparatedSyntaxList<ArgumentSyntax> Arguments, InvocationExpressionSyntax Call)? Call(ExpressionSyntax use) =>
        use.Parent is MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax call } access && access.Expression == use ? (access.Name.Identifier.ValueText, call.ArgumentList.Arguments, call) : null;

    bool Rewrite(ExpressionSyntax use)
    {
        var name = use.ToString();
        switch (use.Parent)
        {
            case ElementAccessExpressionSyntax { ArgumentList.Arguments: [var index] } element when element.Expression == use:
                if (IsWritten(element) || First(index.Expression) is not { } isFirst || !isFirst && !isLinked) return false;
                if (isFirst && Removal(element) is { } removal)
                {
                    edits.Replace(element.Span, isLinked ? $"{name}.First!.Value" : $"{name}.Dequeue()");
                    if (!isLinked) edits.Replace(edits.WholeLines(removal), "");
                    return true;
                }
                // The element that is taken out.
                if (element.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Remove", Expression: var owner } } } && owner.ToString() == name) return true;
                edits.Replace(element.Span, isLinked ? $"{name}.{(isFirst ? "First" : "Last")}!.Value" : $"{name}.Peek()");
                return true;
            case MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } when Call(use) is var (method, arguments, call):
                return RewriteCall(name, method, arguments, call);
            case MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" }:
            case ForEachStatementSyntax or SpreadElementSyntax:
            case ArgumentSyntax { RefKindKeyword.RawKind: 0 } argument when IsSequence(argument):
                return true;
            default:
                return false;
        }
    }

    bool RewriteCall(string name, string method, SeparatedSyntaxList<ArgumentSyntax> arguments, InvocationExpressionSyntax call)
    {
        var isStatement = call.Parent is ExpressionStatementSyntax or AnonymousFunctionExpressionSyntax;
        switch (method)
        {
            case "RemoveAt" when arguments is [var index] && First(index.Expression) is { } isFirst && (isFirst || isLinked):
                if (isFirst && !isLinked && call.Parent is StatementSyntax statement && IsTaken(statement, name)) return true;
                edits.Replace(call.Span, isLinked ? $"{name}.{(isFirst ? "RemoveFirst" : "RemoveLast")}()" : $"{name}.Dequeue()");
                return true;
            case "Remove" when arguments is [{ Expression: ElementAccessExpressionSyntax or InvocationExpressionSyntax }] && isStatement:
                edits.Replace(call.Span, isLinked ? $"{name}.RemoveFirst()" : $"{name}.Dequeue()");
                return true;
            case "Insert" when isLinked && arguments is [{ Expression: LiteralExpressionSyntax { Token.Value: 0 } }, var value]:
                edits.Replace(call.Span, $"{name}.AddFirst({value})");
                return true;
            case "Add" when arguments is [var value]:
                edits.Replace(call.Span, isLinked ? $"{name}.AddLast({value})" : $"{name}.Enqueue({value})");
                return true;
            case "AddRange" when arguments is [var values] && call.Parent is ExpressionStatementSyntax:
                edits.Replace(call.Parent.Span, $"foreach (var item in {values}) {name}.{(isLinked ? "AddLast" : "Enqueue")}(item);");
                return true;
            case "First" when arguments.Count == 0 && !isLinked:
                if (call.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Remove" } } }) return true;
                edits.Replace(call.Span, $"{name}.Peek()");
                return true;
            case "Any" or "Contains" or "Clear" or "ToArray" or "ToList" or "Select" or "Where" or "Sum" or "All":
                return true;
            default:
                return false;
        }
    }

    /// <summary>Whether an index is that of the first element; null where it is neither that nor the last one's.</summary>
    static bool? First(ExpressionSyntax index) => index switch
    {
        LiteralExpressionSyntax { Token.Value: 0 } => true,
        PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.IndexExpression, Operand: LiteralExpressionSyntax { Token.Value: 1 } } => false,
        BinaryExpressionSyntax { RawKind: (int)SyntaxKind.SubtractExpression, Left: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Count" }, Right: LiteralExpressionSyntax { Token.Value: 1 } } => false,
        _ => null,
    };

    static bool IsWritten(ElementAccessExpressionSyntax element) => element.Parent is AssignmentExpressionSyntax assignment && assignment.Left == element
        || element.Parent is PostfixUnaryExpressionSyntax { RawKind: not (int)SyntaxKind.SuppressNullableWarningExpression } or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.PreIncrementExpression or (int)SyntaxKind.PreDecrementExpression }
        || element.Parent is ArgumentSyntax { RefKindKeyword.RawKind: not 0 };

    /// <summary><c>var next = queue[0]; queue.RemoveAt(0);</c></summary>
    static ExpressionStatementSyntax? Removal(ElementAccessExpressionSyntax first) =>
        first.FirstAncestorOrSelf<StatementSyntax>() is LocalDeclarationStatementSyntax { Parent: BlockSyntax block } statement
            && statement.DescendantNodes().OfType<ElementAccessExpressionSyntax>().Count(e => e.Expression.ToString() == first.Expression.ToString()) == 1
            && block.Statements.ElementAtOrDefault(block.Statements.IndexOf(statement) + 1) is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "RemoveAt", Expression: var owner }, ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax { Token.Value: 0 } }] } } removal
            && owner.ToString() == first.Expression.ToString() ? removal : null;

    /// <summary>Whether the statement before has taken the element already.</summary>
    static bool IsTaken(StatementSyntax removal, string name) => removal.Parent is BlockSyntax block && block.Statements.ElementAtOrDefault(block.Statements.IndexOf(removal) - 1) is LocalDeclarationStatementSyntax before
        && before.DescendantNodes().OfType<ElementAccessExpressionSyntax>().Any(e => e.Expression.ToString() == name && Removal(e) == removal);

    bool IsSequence(ArgumentSyntax argument) => draft.Model.GetTypeInfo(argument.Expression, cancel).ConvertedType is { Name: "IEnumerable" };
}
