using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Several tasks are awaited together, and all failures but the first are lost; or a catch waits for a group that <c>await</c> has taken apart.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class GroupLost() : Rule(Descriptor, NeverDescriptor)
{
    const string Id = "PYI0603";
    const string Title = "Exception group lost";

    public static readonly DiagnosticDescriptor Descriptor = Define(Id, Title, "'{0}' is given only the first exception of 'WhenAll': keep its task, whose 'Exception' has all of them", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor NeverDescriptor = Define(Id, Title, "'await' throws the first exception, not the group: this catch of '{0}' never runs", DiagnosticSeverity.Warning);

    static readonly Words Named = Words.Of(["WhenAll", "AggregateException"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Task is null) return;
        context.Watch(static _ => Named, Check, OperationKind.Try);
    }

    static void Check(Sighting context)
    {
        var attempt = (ITryOperation)context.Operation;
        foreach (var handler in attempt.Catches)
        {
            if (handler.ExceptionType.IsAggregate()) CheckGroup(context, attempt, handler);
            else if (handler.Locals is [var caught] && !handler.ExceptionType.IsCancellation() && IsUsed(handler, caught)) CheckFirst(context, attempt, handler, caught);
        }
    }

    /// <summary><c>await Task.WhenAll(…)</c> whose task nobody keeps, and a catch that works with what it got.</summary>
    static void CheckFirst(Sighting context, ITryOperation attempt, ICatchClauseOperation handler, ILocalSymbol caught)
    {
        foreach (var part in attempt.Body.InOrder())
        {
            if (part is not IAwaitOperation wait || Awaited(wait.Operation) is not { } all || !IsFirstTry(part, attempt) || IsLookedAt(all, handler, attempt)) continue;
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, all.Syntax.GetLocation(), [handler.Syntax.GetLocation()], caught.Name));
        }
    }

    /// <summary>The call of <c>WhenAll</c> for more than one task that an await stands before.</summary>
    static IInvocationOperation? Awaited(IOperation operation)
    {
        operation = operation.Unwrap();
        if (operation is not IInvocationOperation call) return null;
        if (call.TargetMethod is { Name: "ConfigureAwait" or "WaitAsync" } && call.Instance is { } task)
            return call.Arguments.Any(a => a.Value.Type is { Name: "ConfigureAwaitOptions" }) ? null : Awaited(task);
        return call.TargetMethod is { Name: "WhenAll", ContainingType: { Name: "Task", ContainingNamespace.Name: "Tasks" } } && !IsSingle(call) ? call : null;
    }

    static bool IsSingle(IInvocationOperation call) => call.Arguments is [{ Value: var tasks }] && (tasks is IConversionOperation conversion ? conversion.Operand : tasks) switch
    {
        IArrayCreationOperation { Initializer.ElementValues.Length: < 2 } => true,
        ICollectionExpressionOperation { Elements: [not ISpreadOperation] or [] } => true,
        _ => false,
    };

    /// <summary>Whether no inner try catches before.</summary>
    static bool IsFirstTry(IOperation part, ITryOperation attempt)
    {
        for (var (at, parent) = (part, part.Parent); parent is not null && parent != attempt; (at, parent) = (parent, parent.Parent))
        {
            if (parent is ITryOperation inner && inner.Body == at && inner.Catches.Any(c => c.ExceptionType.IsExceptionItself() || c.ExceptionType.SpecialType == SpecialType.System_Object)) return false;
        }
        return true;
    }

    /// <summary>Whether the exception matters: beyond throwing it again.</summary>
    static bool IsUsed(ICatchClauseOperation handler, ILocalSymbol caught) => handler.Handler.Descendants()
        .Any(o => o is ILocalReferenceOperation { Local: var local, Parent: not (IThrowOperation or IIsTypeOperation or IIsPatternOperation or ISimpleAssignmentOperation { Target: IDiscardOperation }) } && SymbolEqualityComparer.Default.Equals(local, caught));

    /// <summary>Whether the tasks themselves are asked how they ended: their failures are not lost.</summary>
    static bool IsLookedAt(IInvocationOperation all, ICatchClauseOperation handler, ITryOperation attempt)
    {
        var tasks = new HashSet<string>(all.Arguments.SelectMany(a => a.Syntax.DescendantNodesAndSelf()).OfType<IdentifierNameSyntax>().Select(n => n.Identifier.ValueText));
        var function = attempt.Syntax.Ancestors().FirstOrDefault(CaughtPlaces.IsFunction) ?? attempt.Syntax;
        return function.DescendantNodes().OfType<MemberAccessExpressionSyntax>().Any(m => m.Name.Identifier.ValueText is "IsFaulted" or "Exception" or "Status" or "IsCompletedSuccessfully"
            && m.SpanStart > attempt.Syntax.SpanStart && (IsOneOf(m.Expression, tasks) || Loops(m, tasks)));
    }

    static bool IsOneOf(ExpressionSyntax expression, HashSet<string> tasks) =>
        expression.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => tasks.Contains(n.Identifier.ValueText) && char.IsLower(n.Identifier.ValueText.TrimStart('_').FirstOrDefault()));

    /// <summary><c>foreach (var t in tasks) if (t.IsFaulted) …</c>, <c>tasks.Where(t =&gt; t.IsFaulted)</c>.</summary>
    static bool Loops(MemberAccessExpressionSyntax member, HashSet<string> tasks) => member.Ancestors().Any(a => a switch
    {
        ForEachStatementSyntax loop => IsOneOf(loop.Expression, tasks),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var source } } => IsOneOf(source, tasks),
        _ => false,
    });

    /// <summary>A catch of a group around awaits that only ever throw one exception.</summary>
    static void CheckGroup(Sighting context, ITryOperation attempt, ICatchClauseOperation handler)
    {
        if (!handler.ExceptionType.IsAggregate() || handler.ExceptionType.Name != "AggregateException") return;
        var awaits = false;
        foreach (var part in attempt.Body.InOrder())
        {
            awaits |= part is IAwaitOperation;
            // What a lambda throws, its task throws: Task.Run(() => Parallel.For(…)).
            var parts = part is IAnonymousFunctionOperation lambda ? lambda.Body.Descendants() : [part];
            if (parts.Any(p => MayThrowGroup(p, context.Compilation, context.CancellationToken))) return;
        }
        if (!awaits || handler.Syntax is not CatchClauseSyntax { Declaration: { } declaration } syntax) return;
        context.ReportDiagnostic(Diagnostic.Create(NeverDescriptor, Location.Create(syntax.SyntaxTree, Microsoft.CodeAnalysis.Text.TextSpan.FromBounds(syntax.SpanStart, declaration.Span.End)), handler.ExceptionType.Name));
    }

    /// <summary>What may throw several exceptions as one: waiting without await, parallel loops, cancelling, code of the program that says so, and whatever is not known.</summary>
    static bool MayThrowGroup(IOperation part, Compilation compilation, CancellationToken cancel)
    {
        switch (part)
        {
            case IThrowOperation or IInvalidOperation or IDynamicInvocationOperation: return true;
            case IPropertyReferenceOperation { Property: { Name: "Result" or "Value", ContainingType.Name: "Task" or "ValueTask" or "Lazy" } }: return true;
            case IPropertyReferenceOperation { Property: var property }: return Says(property.GetMethod, compilation, cancel);
            case IObjectCreationOperation { Constructor: { } constructor }: return Says(constructor, compilation, cancel);
            case IForEachLoopOperation { IsAsynchronous: false, Collection.Type: { Name: "ParallelQuery" } }: return true;
            case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.DelegateInvoke } } call: return !IsAwaited(call);
            case IInvocationOperation { TargetMethod: var method } call:
                if (method is { Name: "ForEachAsync" or "ForAsync", ContainingType.Name: "Parallel" }) return !IsAwaited(call);
                if (Groups.Contains(method.Name) || method.ContainingType?.Name is "Parallel" or "ParallelEnumerable" or "TaskGroup") return true;
                return Says(method, compilation, cancel);
            default: return false;
        }
    }

    static readonly HashSet<string> Groups = NameWords.Set("Wait WaitAll GetResult Cancel CancelAsync Invoke DynamicInvoke InvokeAsync Publish ForAll RunAsync OnNext OnError");

    static bool IsAwaited(IOperation call)
    {
        var parent = call.Parent;
        while (parent is IConversionOperation or IParenthesizedOperation or IArgumentOperation or IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WaitAsync" or "WhenAll" or "WhenAny" or "AsTask" } or IArrayInitializerOperation or IArrayCreationOperation or IVariableInitializerOperation) parent = parent.Parent;
        return parent is IAwaitOperation;
    }

    /// <summary>Whether the code of a method may make a group, as far as its text tells. A library may throw what it likes; the platform's own methods throw no group but where they are named above.</summary>
    static bool Says(IMethodSymbol? method, Compilation compilation, CancellationToken cancel)
    {
        if (method is null || method.IsImplicitlyDeclared) return false;
        if (!method.DeclaringSyntaxReferences.Any(r => compilation.ContainsSyntaxTree(r.SyntaxTree))) return !IsOfPlatform(method);
        if (method.IsAbstract || method.ContainingType.TypeKind == TypeKind.Interface) return false;
        return method.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancel).DescendantTokens().Any(t => t.ValueText is "AggregateException" or "ExceptionGroup" or "Wait" or "WaitAll" or "Result" or "Parallel" or "AsParallel"));
    }

    static bool IsOfPlatform(IMethodSymbol method)
    {
        var space = method.ContainingNamespace;
        while (space is { ContainingNamespace.IsGlobalNamespace: false }) space = space.ContainingNamespace;
        return space?.Name is "System" or "Microsoft" or "PyIdioms";
    }
}
