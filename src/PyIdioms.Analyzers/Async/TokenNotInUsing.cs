using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A context variable that is set and not given back: its token is in no <c>using</c>.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class TokenNotInUsing() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0312",
        title: "Context token not in a using", message: "'{0}' {1}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (ContextSetters.In(types) is { } setters) context.Watch(static _ => ContextSetters.Named, c => Check(c, setters), OperationKind.Invocation);
    }

    static void Check(Sighting context, ContextSetters setters)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!setters.IsUse(call) || call.IsInExpressionTree()) return;
        var problem = ValueFate.Of(call) switch
        {
            { Fate: Fate.Dropped or Fate.Read } => "is never given back: its token is dropped",
            { Fate: Fate.Local, Local: { } local } => OfLocal(call, local, context.ContainingSymbol, setters),
            _ => null,
        };
        if (problem is not null) context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name, problem));
    }

    /// <summary>What is wrong with a token that a local holds; null for nothing.</summary>
    static string? OfLocal(IInvocationOperation call, ILocalSymbol local, ISymbol member, ContextSetters setters)
    {
        var resets = ImmutableArray.CreateBuilder<IOperation>();
        foreach (var (use, fate) in ValueFate.OfLocal(local, call))
        {
            var taker = fate.At is IArgumentOperation { Parent: var passed } ? passed : fate.At;
            if (setters.IsReset(taker))
            {
                // A function of its own, or a finally: who wrote that has thought about when.
                if (use.Function() != call.Function() || IsInFinally(use)) return null;
                resets.Add(taker!);
            }
            else if (fate.Fate is not (Fate.Read or Fate.Dropped or Fate.Called))
            {
                return null;
            }
        }
        var later = resets.Where(r => r.Syntax.SpanStart > call.Syntax.SpanStart).OrderBy(r => r.Syntax.SpanStart).ToList();
        if (later.Count == 0) return resets.Count > 0 ? null : $"is never given back: '{local.Name}' is not disposed";
        var sure = later.FirstOrDefault(r => BlockOf(r)?.Syntax.Span.Contains(call.Syntax.Span) == true);
        if (sure is null) return later.Count > 1 ? null : "is not given back on every path: put the token into a 'using'";
        return TestCode.IsTest(member) || !MayThrowBetween(call, sure) ? null : "is not given back when the code in between throws: put the token into a 'using'";
    }

    static bool IsInFinally(IOperation use)
    {
        for (var (at, parent) = (use, use.Parent); parent is not null; (at, parent) = (parent, parent.Parent))
        {
            if (parent is ITryOperation { Finally: var last } && at == last) return true;
        }
        return false;
    }

    static IBlockOperation? BlockOf(IOperation operation)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is IBlockOperation block) return block;
            if (at is IConditionalOperation or ISwitchCaseOperation or ILoopOperation) return null;
        }
        return null;
    }

    static bool MayThrowBetween(IOperation call, IOperation reset) => call.Root().Descendants().Any(o =>
        o is IInvocationOperation or IAwaitOperation or IObjectCreationOperation or IThrowOperation or IDynamicInvocationOperation
            && o.Syntax.SpanStart >= call.Syntax.Span.End && o.Syntax.Span.End <= reset.Syntax.SpanStart);
}
