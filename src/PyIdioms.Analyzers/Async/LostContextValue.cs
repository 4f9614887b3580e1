using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A context variable that is set where nobody sees it: in an async method for its caller, or in an async iterator before a <c>yield</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LostContextValue() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0313",
        title: "Context value that is lost", message: "'{0}' {1}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (ContextSetters.In(types) is { } setters) context.Watch(static _ => ContextSetters.Named, c => Check(c, setters), OperationKind.Invocation);
    }

    static void Check(Sighting context, ContextSetters setters)
    {
        var call = (IInvocationOperation)context.Operation;
        var isUse = setters.IsUse(call);
        if (!isUse && !setters.IsSet(call)) return;
        var function = call.Function();
        var symbol = function switch
        {
            IAnonymousFunctionOperation lambda => lambda.Symbol,
            ILocalFunctionOperation local => local.Symbol,
            _ => context.ContainingSymbol as IMethodSymbol,
        };
        if (symbol is not { IsAsync: true }) return;
        var fate = isUse ? ValueFate.Of(call) : new(Fate.Dropped);
        var yields = Own(function).OfType<IReturnOperation>().Where(static r => r.Kind == OperationKind.YieldReturn).ToList();
        if (yields.Count > 0)
        {
            if (Region(call, fate, function) is { } region && yields.Any(y => region(y))) Report("is lost at the next 'yield': the code behind it runs in the flow of whoever enumerates");
            return;
        }
        if (context.Compilation.GetEntryPoint(context.CancellationToken) is { } main && SymbolEqualityComparer.Default.Equals(main, symbol)) return;
        if (fate.Fate is Fate.Returned or Fate.Stored || fate.Fate == Fate.Escapes && IsReturned(fate.At) || fate is { Fate: Fate.Local, Local: { } held } && ValueFate.OfLocal(held, call).Any(static f => f.Fate.Fate is Fate.Returned or Fate.Stored) || fate.Fate == Fate.Dropped && !IsSeen(call, function, setters))
        {
            Report($"does not reach the caller: {Described(symbol)} has a flow of its own");
        }

        void Report(string problem) => context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name, problem));
    }

    static string Described(IMethodSymbol symbol) => symbol.MethodKind == MethodKind.AnonymousFunction ? "an async lambda" : $"'{symbol.Name}', which is async,";

    /// <summary>Whether an operation lies where the value is meant to hold, in the order of the text or through a loop; null for tokens that go elsewhere.</summary>
    static Func<IOperation, bool>? Region(IInvocationOperation call, ValueFate fate, IOperation function)
    {
        if (fate.Fate is Fate.Returned or Fate.Stored or Fate.Escapes or Fate.Called) return null;
        if (fate is { Fate: Fate.Used, At: var user } && UsingAround(user) is { } statement) return y => statement.Body.Syntax.Span.Contains(y.Syntax.Span);
        var block = fate.Fate == Fate.Used ? Ancestor<IBlockOperation>(call) : null;
        // A token that is disposed before the yield has done its work.
        var end = fate is { Fate: Fate.Local, Local: { } local } ? ValueFate.OfLocal(local, call).Where(static f => f.Fate is { Fate: Fate.Called, At: IInvocationOperation { TargetMethod.Name: "Dispose" } }).Select(static f => f.Use.Syntax.SpanStart).DefaultIfEmpty(int.MaxValue).Max() : int.MaxValue;
        var loop = fate.Fate == Fate.Used ? null : Ancestor<ILoopOperation>(call, function);
        return y => (block is null || block.Syntax.Span.Contains(y.Syntax.Span))
            && (y.Syntax.SpanStart > call.Syntax.SpanStart && y.Syntax.SpanStart < end || end == int.MaxValue && loop?.Syntax.Span.Contains(y.Syntax.Span) == true);
    }

    static IUsingOperation? UsingAround(IOperation? user)
    {
        for (var at = user; at is not null; at = at.Parent)
        {
            if (at is IUsingOperation statement) return statement;
            if (at is IUsingDeclarationOperation or IBlockOperation) return null;
        }
        return null;
    }

    static T? Ancestor<T>(IOperation operation, IOperation? upTo = null) where T : class, IOperation
    {
        for (var at = operation.Parent; at is not null && at != upTo; at = at.Parent)
        {
            if (at is T found) return found;
        }
        return null;
    }

    /// <summary>Whether a value goes to the caller in what is made of it: <c>return new Scope(UseX(v));</c></summary>
    static bool IsReturned(IOperation? taker)
    {
        for (var at = taker; at is not null; at = at.Parent)
        {
            if (at is IReturnOperation { Kind: OperationKind.Return }) return true;
            if (at is not (IArgumentOperation or IObjectCreationOperation or ITupleOperation or IConversionOperation or IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation)) return false;
        }
        return false;
    }

    /// <summary>Whether code behind it in the function, or around it in a loop, may read the value.</summary>
    static bool IsSeen(IInvocationOperation call, IOperation function, ContextSetters setters)
    {
        var loop = Ancestor<ILoopOperation>(call, function);
        return Own(function).Any(o => o != call && Reads(o, setters) && !o.Syntax.Span.Contains(call.Syntax.Span) && !call.Syntax.Span.Contains(o.Syntax.Span)
            && (o.Syntax.SpanStart > call.Syntax.SpanStart && !IsExclusive(call, o) || loop?.Syntax.Span.Contains(o.Syntax.Span) == true || FinallyAround(call).Any(f => f.Syntax.Span.Contains(o.Syntax.Span))));
    }

    static bool Reads(IOperation operation, ContextSetters setters) => operation switch
    {
        IInvocationOperation call => !setters.IsSet(call),
        IAwaitOperation { Operation: IInvocationOperation } => false, // the call is asked itself
        IAwaitOperation or IObjectCreationOperation or IDynamicInvocationOperation or IForEachLoopOperation { IsAsynchronous: true } => true,
        IPropertyReferenceOperation property => property.Property.GetMethod is not null,
        IUsingOperation or IUsingDeclarationOperation => true,
        _ => false,
    };

    /// <summary>Whether only one of two places of an <c>if</c>, a <c>switch</c> or a <c>?:</c> runs.</summary>
    static bool IsExclusive(IOperation one, IOperation other)
    {
        for (var at = one; at.Parent is { } parent; at = parent)
        {
            if (parent is IConditionalOperation choice && at != choice.Condition && choice.Syntax.Span.Contains(other.Syntax.Span)) return true;
            if (parent is ISwitchOperation or ISwitchExpressionOperation && parent.Syntax.Span.Contains(other.Syntax.Span) && !at.Syntax.Span.Contains(other.Syntax.Span)) return true;
        }
        return false;
    }

    static IEnumerable<IOperation> FinallyAround(IOperation operation)
    {
        for (var (at, parent) = (operation, operation.Parent); parent is not null; (at, parent) = (parent, parent.Parent))
        {
            if (parent is ITryOperation { Finally: { } last } && at != last) yield return last;
        }
    }

    /// <summary>The operations of a function without those of the functions in it.</summary>
    static IEnumerable<IOperation> Own(IOperation function)
    {
        var open = new Stack<IOperation>(function.ChildOperations.Reverse());
        while (open.Count > 0)
        {
            var next = open.Pop();
            yield return next;
            if (next is IAnonymousFunctionOperation or ILocalFunctionOperation) continue;
            foreach (var child in next.ChildOperations.Reverse()) open.Push(child);
        }
    }
}
