using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FindSymbols;
using Microsoft.CodeAnalysis.Formatting;
using Microsoft.CodeAnalysis.Simplification;
using PyIdioms.Kernel.Symbols;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;

namespace PyIdioms.CodeFixes;

/// <summary>The function around a node: whether it can await, or can be made to, and how that reaches its callers.</summary>
public sealed class AsyncFunction
{
    readonly Document document;
    readonly SemanticModel model;
    readonly SyntaxNode? declaration;

    AsyncFunction(Document document, SemanticModel model, SyntaxNode? declaration)
    {
        this.document = document;
        this.model = model;
        this.declaration = declaration;
    }

    public static AsyncFunction Around(SyntaxNode node, Document document, SemanticModel model) => new(document, model, node.Ancestors().FirstOrDefault(
        n => n is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or BasePropertyDeclarationSyntax or FieldDeclarationSyntax));

    /// <summary>Whether awaiting is allowed where a node stands, as far as the statements around it go.</summary>
    public static bool AllowsAwait(SyntaxNode node) => !node.Ancestors()
        .TakeWhile(n => n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax))
        .Any(n => n is LockStatementSyntax or UnsafeStatementSyntax or FixedStatementSyntax or CatchFilterClauseSyntax or QueryExpressionSyntax);

    public bool IsAsync => declaration switch
    {
        null => true,
        AnonymousFunctionExpressionSyntax lambda => lambda.Modifiers.Any(SyntaxKind.AsyncKeyword),
        LocalFunctionStatementSyntax function => function.Modifiers.Any(SyntaxKind.AsyncKeyword),
        MethodDeclarationSyntax method => method.Modifiers.Any(SyntaxKind.AsyncKeyword),
        _ => false,
    };

    /// <summary>Whether awaiting is allowed where the function returns.</summary>
    public bool ReturnsCanAwait => Returns.All(AllowsAwait);

    IEnumerable<ReturnStatementSyntax> Returns =>
        declaration?.DescendantNodes(n => n == declaration || n is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax)).OfType<ReturnStatementSyntax>() ?? [];

    public ITypeSymbol? ReturnType => Symbol?.ReturnType;

    public IMethodSymbol? Symbol => declaration switch
    {
        AnonymousFunctionExpressionSyntax lambda => model.GetSymbolInfo(lambda).Symbol as IMethodSymbol,
        LocalFunctionStatementSyntax or BaseMethodDeclarationSyntax => model.GetDeclaredSymbol(declaration) as IMethodSymbol,
        _ => null,
    };

    /// <summary>Whether an ordinary method or local function can become <c>async Task</c> without breaking a contract: void, free of overrides, by-ref parameters and uses as a delegate.</summary>
    public async Task<bool> CanBecomeAsync(CancellationToken cancel)
    {
        if (Symbol is not { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, IsVirtual: false, IsAbstract: false, IsOverride: false, IsExtern: false } method) return false;
        if (method.IsPartialDefinition || method.PartialDefinitionPart is not null || method.Parameters.Any(p => p.RefKind != RefKind.None || p.Type.IsRefLikeType)) return false;
        if (declaration!.DescendantNodes().Any(n => n is YieldStatementSyntax)) return false;
        if (Awaitables.Of(model.Compilation).IsTask(method.ReturnType)) return true;
        if (!method.ReturnsVoid || Implements(method)) return false;
        foreach (var reference in await SymbolFinder.FindReferencesAsync(method, document.Project.Solution, cancel).ConfigureAwait(false))
        {
            foreach (var place in reference.Locations)
            {
                var root = await place.Document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
                if (Call(root!.FindNode(place.Location.SourceSpan, getInnermostNodeForTie: true)) is null) return false;
            }
        }
        return true;
    }

    static bool Implements(IMethodSymbol method) => method.ContainingType is { } type && type.AllInterfaces
        .SelectMany(i => i.GetMembers(method.Name)).Any(m => SymbolEqualityComparer.Default.Equals(type.FindImplementationForInterfaceMember(m), method));

    /// <summary>Makes the function async if it is not, and awaits it in its callers, which become async in turn where they can.</summary>
    public async Task MakeAsync(Edits edits, CancellationToken cancel)
    {
        if (IsAsync || declaration is null) return;
        var method = Symbol!;
        var returnsVoid = method.ReturnsVoid;
        // Functions that call each other: the second visit ends here.
        if (!edits.Rewrite(document, declaration, "async", current => Rewrite(current, returnsVoid))) return;
        if (!returnsVoid)
        {
            RewriteReturns(edits, hasResult: method.ReturnType is INamedTypeSymbol { IsGenericType: true });
            return;
        }
        await AwaitInCallers(method, edits, cancel).ConfigureAwait(false);
    }

    /// <summary>Returns a task from a function that is <c>async void</c>, and awaits it in the callers that can.</summary>
    public async Task ReturnTask(Edits edits, CancellationToken cancel)
    {
        if (declaration is null || Symbol is not { IsAsync: true, ReturnsVoid: true } method) return;
        if (edits.Rewrite(document, declaration, "Task", static current => current switch
        {
            MethodDeclarationSyntax function => function.WithReturnType(Returned(function.ReturnType, returnsVoid: true)),
            LocalFunctionStatementSyntax function => function.WithReturnType(Returned(function.ReturnType, returnsVoid: true)),
            _ => current,
        })) await AwaitInCallers(method, edits, cancel).ConfigureAwait(false);
    }

    async Task AwaitInCallers(IMethodSymbol method, Edits edits, CancellationToken cancel)
    {
        foreach (var reference in await SymbolFinder.FindReferencesAsync(method, document.Project.Solution, cancel).ConfigureAwait(false))
        {
            foreach (var place in reference.Locations) await AwaitIn(place, edits, cancel).ConfigureAwait(false);
        }
    }

    static async Task AwaitIn(ReferenceLocation place, Edits edits, CancellationToken cancel)
    {
        var root = await place.Document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
        var model = await place.Document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
        if (Call(root!.FindNode(place.Location.SourceSpan, getInnermostNodeForTie: true)) is not { } call || !AllowsAwait(call)) return;
        if (call.Parent is not (ExpressionStatementSyntax or ArrowExpressionClauseSyntax)) return;
        var caller = Around(call, place.Document, model!);
        if (!caller.IsAsync && !await caller.CanBecomeAsync(cancel).ConfigureAwait(false)) return;
        edits.Rewrite(place.Document, call, "await", current => Await((ExpressionSyntax)current));
        await caller.MakeAsync(edits, cancel).ConfigureAwait(false);
    }

    static InvocationExpressionSyntax? Call(SyntaxNode name)
    {
        var expression = name.AncestorsAndSelf().OfType<ExpressionSyntax>().TakeWhile(n => n is SimpleNameSyntax or MemberAccessExpressionSyntax).LastOrDefault();
        return expression?.Parent is InvocationExpressionSyntax call && call.Expression == expression ? call : null;
    }

    /// <summary><c>await expression</c>, in parentheses where something is done with the result.</summary>
    public static ExpressionSyntax Await(ExpressionSyntax expression)
    {
        var operand = expression.WithoutTrivia();
        if (operand is ConditionalExpressionSyntax or BinaryExpressionSyntax or AssignmentExpressionSyntax or SwitchExpressionSyntax) operand = ParenthesizedExpression(operand);
        var awaited = AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), operand);
        ExpressionSyntax whole = expression.Parent is MemberAccessExpressionSyntax or ConditionalAccessExpressionSyntax or ElementAccessExpressionSyntax or BinaryExpressionSyntax or IsPatternExpressionSyntax
            ? ParenthesizedExpression(awaited) : awaited;
        return whole.WithTriviaFrom(expression);
    }

    static SyntaxNode Rewrite(SyntaxNode function, bool returnsVoid)
    {
        var keyword = Token(SyntaxKind.AsyncKeyword).WithTrailingTrivia(Space);
        return function switch
        {
            MethodDeclarationSyntax method when method.Modifiers.Count == 0 =>
                method.WithReturnType(Returned(method.ReturnType.WithoutLeadingTrivia(), returnsVoid)).WithModifiers(TokenList(keyword.WithLeadingTrivia(method.GetLeadingTrivia()))),
            MethodDeclarationSyntax method => method.WithReturnType(Returned(method.ReturnType, returnsVoid)).AddModifiers(keyword),
            LocalFunctionStatementSyntax local when local.Modifiers.Count == 0 =>
                local.WithReturnType(Returned(local.ReturnType.WithoutLeadingTrivia(), returnsVoid)).WithModifiers(TokenList(keyword.WithLeadingTrivia(local.GetLeadingTrivia()))),
            LocalFunctionStatementSyntax local => local.WithReturnType(Returned(local.ReturnType, returnsVoid)).AddModifiers(keyword),
            _ => function,
        };
    }

    static TypeSyntax Returned(TypeSyntax type, bool returnsVoid) => returnsVoid
        ? ParseTypeName("global::System.Threading.Tasks.Task").WithAdditionalAnnotations(Simplifier.Annotation).WithTriviaFrom(type)
        : type;

    /// <summary>What returned a task now awaits it.</summary>
    void RewriteReturns(Edits edits, bool hasResult)
    {
        foreach (var statement in Returns)
        {
            if (statement.Expression is not { } value) continue;
            if (hasResult) edits.Rewrite(document, value, "await", current => Completed(current) ?? Await((ExpressionSyntax)current));
            else if (value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } or LiteralExpressionSyntax)
            {
                if (statement.Parent == (declaration as BaseMethodDeclarationSyntax)?.Body && ((BlockSyntax)statement.Parent!).Statements.Last() == statement) edits.Remove(document, statement);
                else edits.Rewrite(document, statement, "return", static current => ((ReturnStatementSyntax)current).WithExpression(null).WithReturnKeyword(Token(SyntaxKind.ReturnKeyword)).WithTriviaFrom(current));
            }
            else if (IsLast(statement)) edits.Rewrite(document, statement, "return", AwaitReturned);
            else if (statement.Parent is BlockSyntax or SwitchSectionSyntax)
            {
                edits.Insert(document, statement, ReturnStatement().WithAdditionalAnnotations(Formatter.Annotation), before: false);
                edits.Rewrite(document, statement, "return", AwaitReturned);
            }
            else edits.Rewrite(document, statement, "return", static current => Block(AwaitReturned(current).WithoutTrivia(), ReturnStatement()).WithTriviaFrom(current).WithAdditionalAnnotations(Formatter.Annotation));
        }
    }

    static StatementSyntax AwaitReturned(SyntaxNode statement) => ExpressionStatement(Await(((ReturnStatementSyntax)statement).Expression!)).WithTriviaFrom(statement);

    /// <summary>Whether the function ends behind a statement without being told to.</summary>
    bool IsLast(SyntaxNode statement) => statement.Parent switch
    {
        BlockSyntax block when block.Statements.Last() == statement => block.Parent == declaration || IsLast(block),
        UsingStatementSyntax or LockStatementSyntax or TryStatementSyntax or CatchClauseSyntax or FinallyClauseSyntax or IfStatementSyntax or ElseClauseSyntax => IsLast(statement.Parent),
        _ => false,
    };

    /// <summary>Task.FromResult(x) is x.</summary>
    static ExpressionSyntax? Completed(SyntaxNode value) =>
        value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "FromResult" }, ArgumentList.Arguments: [var only] } ? only.Expression.WithTriviaFrom(value) : null;
}
