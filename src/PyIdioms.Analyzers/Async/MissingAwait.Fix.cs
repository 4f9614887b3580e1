using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Symbols;
using static Microsoft.CodeAnalysis.CSharp.SyntaxFactory;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Async;

/// <summary>Awaits, making functions async up the callers; else returns the task, waits for the collection, or says that it is dropped on purpose.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MissingAwaitFix : CodeFixProvider
{
    const string Awaits = "Await it", Returns = "Return it", All = "Await all of them", Discards = "Discard it with '_ ='";

    static readonly FixTogether Together = new(Carry);

    public override ImmutableArray<string> FixableDiagnosticIds => [MissingAwait.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => Together;

    public override async Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var finding in context.Diagnostics)
        {
            if (await Finding.Of(context.Document, finding, context.CancellationToken).ConfigureAwait(false) is not { } found) continue;
            foreach (var key in await found.Actions(context.CancellationToken).ConfigureAwait(false))
            {
                context.RegisterCodeFix(Together.One(key, key, context.Document, finding), finding);
            }
        }
    }

    static async Task Carry(Document document, Diagnostic finding, string key, Edits edits, CancellationToken cancel)
    {
        if (await Finding.Of(document, finding, cancel).ConfigureAwait(false) is not { } found) return;
        if ((await found.Actions(cancel).ConfigureAwait(false)).Contains(key)) await found.Apply(key, edits, cancel).ConfigureAwait(false);
    }

    /// <summary>A reported call, where it stands, and what can be done about it.</summary>
    sealed class Finding(Document document, SemanticModel model, InvocationExpressionSyntax call)
    {
        readonly AsyncFunction function = AsyncFunction.Around(call, document, model);

        public static async Task<Finding?> Of(Document document, Diagnostic finding, CancellationToken cancel)
        {
            var root = await document.GetSyntaxRootAsync(cancel).ConfigureAwait(false);
            var model = await document.GetSemanticModelAsync(cancel).ConfigureAwait(false);
            var node = root?.FindNode(finding.Location.SourceSpan, getInnermostNodeForTie: true);
            return model is not null && node is InvocationExpressionSyntax call ? new(document, model, call) : null;
        }

        /// <summary>The whole expression that the call is the value of: through <c>?.</c>, <c>!</c> and parentheses.</summary>
        ExpressionSyntax Whole
        {
            get
            {
                ExpressionSyntax whole = call;
                while (whole.Parent is ConditionalAccessExpressionSyntax { WhenNotNull: var inner } access && inner == whole
                    || whole.Parent is ParenthesizedExpressionSyntax or PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression })
                {
                    whole = (ExpressionSyntax)whole.Parent;
                }
                return whole;
            }
        }

        bool IsDropped => Whole.Parent is ExpressionStatementSyntax or ArrowExpressionClauseSyntax or AnonymousFunctionExpressionSyntax or ForStatementSyntax;

        ITypeSymbol? CallType => model.GetTypeInfo(call).Type;

        bool HasResult => CallType is INamedTypeSymbol { IsGenericType: true };

        bool IsAwaitable => Awaitables.Of(model.Compilation).IsAwaitable(CallType);

        public async Task<ImmutableArray<string>> Actions(CancellationToken cancel)
        {
            var actions = ImmutableArray.CreateBuilder<string>();
            if (CanAwaitHere && (function.IsAsync || await function.CanBecomeAsync(cancel).ConfigureAwait(false)))
            {
                if (IsDropped && IsAwaitable || IsMisread || DeclaredLocal is not null) actions.Add(Awaits);
                if (Collection is not null) actions.Add(All);
            }
            if (ReturnedAfter is not null && !function.IsAsync) actions.Insert(0, Returns);
            if (IsDropped && Whole.Parent is not AnonymousFunctionExpressionSyntax) actions.Add(Discards);
            return actions.ToImmutable();
        }

        bool CanAwaitHere => AsyncFunction.AllowsAwait(call);

        public async Task Apply(string key, Edits edits, CancellationToken cancel)
        {
            switch (key)
            {
                case Discards:
                    edits.Rewrite(document, Whole, key, static current => AssignmentExpression(SyntaxKind.SimpleAssignmentExpression, IdentifierName("_").WithTrailingTrivia(Space),
                        Token(SyntaxKind.EqualsToken).WithTrailingTrivia(Space), ((ExpressionSyntax)current).WithoutTrivia()).WithTriviaFrom(current));
                    return;
                case Returns:
                    edits.Rewrite(document, Whole.Parent!, key, static current => ReturnStatement(Token(SyntaxKind.ReturnKeyword).WithTrailingTrivia(Space),
                        ((ExpressionStatementSyntax)current).Expression.WithoutTrivia(), Token(SyntaxKind.SemicolonToken)).WithTriviaFrom(current));
                    edits.Remove(document, ReturnedAfter!);
                    return;
                case All:
                    Insert(edits, Collection!, $"await global::System.Threading.Tasks.Task.WhenAll({Collection!.Name});");
                    break;
                case Awaits when IsDropped || IsMisread:
                    AwaitWhole(edits);
                    break;
                case Awaits:
                    AwaitLocal(edits, DeclaredLocal!);
                    break;
            }
            await function.MakeAsync(edits, cancel).ConfigureAwait(false);
        }

        /// <summary>Awaiting null fails, so a <c>?.</c> falls back to a finished task.</summary>
        void AwaitWhole(Edits edits)
        {
            var isConditional = Whole.DescendantNodesAndSelf().TakeWhile(n => n != call).Any(n => n is ConditionalAccessExpressionSyntax);
            var fallback = CallType?.IsValueType == true ? "default" : "global::System.Threading.Tasks.Task.CompletedTask";
            edits.Rewrite(document, Whole, Awaits, current =>
            {
                var expression = (ExpressionSyntax)current;
                if (!isConditional) return AsyncFunction.Await(expression);
                var filled = ParenthesizedExpression(BinaryExpression(SyntaxKind.CoalesceExpression, expression.WithoutTrivia().WithTrailingTrivia(Space),
                    Token(SyntaxKind.QuestionQuestionToken).WithTrailingTrivia(Space), Qualified(fallback)));
                return AwaitExpression(Token(SyntaxKind.AwaitKeyword).WithTrailingTrivia(Space), filled).WithTriviaFrom(current);
            });
        }

        static ExpressionSyntax Qualified(string name) => ParseExpression(name).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation);

        /// <summary>Printed, compared, formatted: the result was meant, and there is one.</summary>
        bool IsMisread => !IsDropped && HasResult && IsAwaitable && model.Bind(call)?.UseOf() == TaskUse.Misread;

        /// <summary>The local that the call initializes.</summary>
        ILocalSymbol? DeclaredLocal => Whole.Parent is EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } declarator }
            && ((VariableDeclarationSyntax)declarator.Parent!).Variables.Count == 1 && IsAwaitable && !IsAwaitedSomewhere(declarator)
            ? model.GetDeclaredSymbol(declarator) as ILocalSymbol : null;

        bool IsAwaitedSomewhere(VariableDeclaratorSyntax declarator) =>
            model.GetDeclaredSymbol(declarator) is ILocalSymbol local && Mentions(local).Any(m => m.Parent is not InterpolationSyntax and not ArgumentSyntax and not MemberAccessExpressionSyntax);

        IEnumerable<IdentifierNameSyntax> Mentions(ILocalSymbol local) => (Block?.DescendantNodes() ?? []).OfType<IdentifierNameSyntax>()
            .Where(name => name.Identifier.ValueText == local.Name && SymbolEqualityComparer.Default.Equals(model.GetSymbolInfo(name).Symbol, local));

        SyntaxNode? Block => call.Ancestors().LastOrDefault(n => n is BlockSyntax or CompilationUnitSyntax);

        void AwaitLocal(Edits edits, ILocalSymbol local)
        {
            var mentions = Mentions(local).ToArray();
            var statement = (LocalDeclarationStatementSyntax)Whole.Parent!.Parent!.Parent!.Parent!;
            if (mentions.Length == 0) edits.Rewrite(document, statement, Awaits, current => ExpressionStatement(AsyncFunction.Await(Initial(current).WithoutTrivia())).WithTriviaFrom(current));
            else if (HasResult && statement.Declaration.Type.IsVar && mentions.All(m => m.Parent is not MemberAccessExpressionSyntax)) AwaitWhole(edits);
            else Insert(edits, local, $"await {local.Name};");
        }

        static ExpressionSyntax Initial(SyntaxNode statement) => ((LocalDeclarationStatementSyntax)statement).Declaration.Variables[0].Initializer!.Value;

        /// <summary>The local collection of tasks that the call's task went into.</summary>
        ILocalSymbol? Collection
        {
            get
            {
                var name = call.Ancestors().TakeWhile(n => n is not (StatementSyntax or AnonymousFunctionExpressionSyntax)).Select(n => n switch
                {
                    InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax receiver } } => model.GetSymbolInfo(receiver).Symbol,
                    VariableDeclaratorSyntax declarator => model.GetDeclaredSymbol(declarator),
                    AssignmentExpressionSyntax { Left: ElementAccessExpressionSyntax { Expression: IdentifierNameSyntax array } } => model.GetSymbolInfo(array).Symbol,
                    _ => null,
                }).OfType<ILocalSymbol>().FirstOrDefault();
                return name is not null && HoldsTasks(name.Type) ? name : null;
            }
        }

        static bool HoldsTasks(ITypeSymbol type) => type is IArrayTypeSymbol { ElementType.Name: "Task" }
            || type.AllInterfaces.Append(type).OfType<INamedTypeSymbol>().Any(i => i is { Name: "IEnumerable", TypeArguments: [{ Name: "Task" }] });

        /// <summary>Behind the last statement that mentions the local, in the block that declares it.</summary>
        void Insert(Edits edits, ILocalSymbol local, string text)
        {
            var declaration = local.DeclaringSyntaxReferences[0].GetSyntax().FirstAncestorOrSelf<StatementSyntax>()!;
            IEnumerable<StatementSyntax> statements = declaration.Parent switch
            {
                BlockSyntax block => block.Statements,
                SwitchSectionSyntax section => section.Statements,
                GlobalStatementSyntax { Parent: CompilationUnitSyntax unit } => unit.Members.OfType<GlobalStatementSyntax>().Select(g => g.Statement),
                _ => [],
            };
            if (!statements.Contains(declaration)) return;
            var last = statements.Last(s => s == declaration || s.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == local.Name));
            var added = ParseStatement(text).WithAdditionalAnnotations(Microsoft.CodeAnalysis.Formatting.Formatter.Annotation);
            added = added.ReplaceNodes(added.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Take(1), static (_, current) => current.WithAdditionalAnnotations(Microsoft.CodeAnalysis.Simplification.Simplifier.Annotation));
            added = added.WithTrailingTrivia(ElasticLineFeed);
            edits.Insert(document, last.Parent is GlobalStatementSyntax global ? global : last, last.Parent is GlobalStatementSyntax ? GlobalStatement(added) : added, before: last is ReturnStatementSyntax or ThrowStatementSyntax);
        }

        /// <summary>The <c>return Task.CompletedTask;</c> behind a dropped call whose task can be returned instead.</summary>
        ReturnStatementSyntax? ReturnedAfter =>
            Whole.Parent is ExpressionStatementSyntax { Parent: BlockSyntax block } statement && Whole == call
            && block.Statements.IndexOf(statement) + 1 is var next && next < block.Statements.Count
            && block.Statements[next] is ReturnStatementSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "CompletedTask" } } after
            && function.ReturnType is { } returned && model.ClassifyConversion(call, returned).IsImplicit
            ? after : null;
    }
}
