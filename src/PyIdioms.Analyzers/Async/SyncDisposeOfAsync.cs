using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A <c>using</c> that blocks where <c>await using</c> would wait, and what is disposed of asynchronously or not at all.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SyncDisposeOfAsync() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0311",
        title: "Asynchronous disposal missed", message: "'{0}' {1}", DiagnosticSeverity.Warning);

    static readonly Words Usings = Words.Of(["using"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("System.IAsyncDisposable") is null) return;
        var disposal = AsyncDisposal.Of(context.Compilation);
        var analysed = new ConditionalWeakTable<ControlFlowGraph, object>();
        context.Watch(static tree => Words.Seen(Usings, tree, IsSynchronous), c => CheckUsing(c, disposal), OperationKind.Using, OperationKind.UsingDeclaration);
        var owned = TypedNames.AsyncDisposables.In(context.Compilation, context.CancellationToken);
        context.Watch(_ => owned, CheckLocal, OperationKind.VariableDeclarator);

        void CheckLocal(Sighting c)
        {
            var declarator = (IVariableDeclaratorOperation)c.Operation;
            if (declarator.Symbol.IsUsing || declarator.Initializer is not { Value: var value } || !IsOwned(Bare(value), disposal)) return;
            Undisposed.Check(c, analysed, made => IsOwned(made, disposal), (made, isNever) => c.ReportDiagnostic(Diagnostic.Create(Descriptor, made.Syntax.GetLocation(),
                TypeName(made.Type, made), isNever ? "is never disposed of: use 'await using'" : "is not disposed of on every path: use 'await using'")));
        }
    }

    static bool IsSynchronous(SyntaxToken word) => word.Parent is UsingStatementSyntax { AwaitKeyword.RawKind: 0 } or LocalDeclarationStatementSyntax { AwaitKeyword.RawKind: 0 };

    static IOperation Bare(IOperation value)
    {
        value = value.Unwrap();
        return value is IConversionOperation { OperatorMethod: null, Operand: var operand } ? operand.Unwrap() : value;
    }

    /// <summary>What is made here and can only be disposed of asynchronously. Types that can be disposed of in both ways are other rules' business.</summary>
    static bool IsOwned(IOperation made, AsyncDisposal disposal) => made switch
    {
        IObjectCreationOperation creation => disposal.IsOnlyAsync(creation.Type) && !creation.Arguments.Any(a => a.ArgumentKind != ArgumentKind.DefaultValue && disposal.Waits(Bare(a.Value).Type)),
        IAwaitOperation { Operation: var awaited } => disposal.IsOnlyAsync(made.Type) && Bare(awaited) is IInvocationOperation call && (IsFactory(call.TargetMethod) || call.Instance is IInvocationOperation inner && IsFactory(inner.TargetMethod)),
        IInvocationOperation call => disposal.IsOnlyAsync(made.Type) && IsFactory(call.TargetMethod),
        _ => false,
    };

    static readonly string[] Factories = ["Create", "Open", "Connect", "Begin", "Build", "Make", "New", "Acquire", "Rent"];

    static bool IsFactory(IMethodSymbol method) => Array.Exists(Factories, f => method.Name.StartsWith(f, StringComparison.Ordinal)) && method.ReturnType is not ITypeParameterSymbol;

    static void CheckUsing(Sighting context, AsyncDisposal disposal)
    {
        var (resources, isAsync) = context.Operation switch
        {
            IUsingOperation scope => (scope.Resources, scope.IsAsynchronous),
            IUsingDeclarationOperation declaration => (declaration.DeclarationGroup, declaration.IsAsynchronous),
            _ => (null, true),
        };
        if (isAsync || resources is null || Missed(resources, disposal) is not { } missed || !IsInAsync(context.Operation, context.ContainingSymbol) || !AllowsAwait(context.Operation.Syntax)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, Keyword(context.Operation.Syntax).GetLocation(), TypeName(missed, resources), "is disposed of synchronously in an async member: use 'await using'"));
    }

    static SyntaxToken Keyword(SyntaxNode node) => node switch
    {
        UsingStatementSyntax statement => statement.UsingKeyword,
        LocalDeclarationStatementSyntax declaration => declaration.UsingKeyword,
        _ => node.GetFirstToken(),
    };

    /// <summary>The type of the first resource that has something to wait for.</summary>
    static ITypeSymbol? Missed(IOperation resources, AsyncDisposal disposal)
    {
        if (resources is not IVariableDeclarationGroupOperation group) return Waiting(resources, disposal);
        foreach (var declarator in group.Declarations.SelectMany(static d => d.Declarators))
        {
            if (declarator.Initializer is { Value: var value } && Waiting(value, disposal) is { } type) return type;
        }
        return null;
    }

    static ITypeSymbol? Waiting(IOperation value, AsyncDisposal disposal)
    {
        var made = Bare(value);
        return disposal.Waits(made.Type) && !AsyncDisposal.IsAtOnce(made) ? made.Type : null;
    }

    static bool IsInAsync(IOperation operation, ISymbol container)
    {
        for (var outer = operation.Parent; outer is not null; outer = outer.Parent)
        {
            switch (outer)
            {
                case IAnonymousFunctionOperation lambda: return lambda.Symbol.IsAsync;
                case ILocalFunctionOperation function: return function.Symbol.IsAsync;
            }
        }
        return container is IMethodSymbol { IsAsync: true };
    }

    static bool AllowsAwait(SyntaxNode node) => !node.Ancestors().TakeWhile(static a => a is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax))
        .Any(static a => a is LockStatementSyntax or UnsafeStatementSyntax);

    static string TypeName(ITypeSymbol? type, IOperation at) => at.SemanticModel is { } model && type is not null ? type.ToMinimalDisplayString(model, at.Syntax.SpanStart) : type?.Name ?? "";
}
