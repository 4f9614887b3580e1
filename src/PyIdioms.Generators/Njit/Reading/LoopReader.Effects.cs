using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.Njit;

/// <summary>Functions that change something before they return: what they do goes before the statement that calls them.</summary>
sealed partial class LoopReader
{
    List<Stmt>? calling;

    /// <summary>Reads a statement whose expressions are computed once, and always.</summary>
    void Calling(List<Stmt> into, Action read)
    {
        var outer = calling;
        var first = into.Count;
        calling = into;
        read();
        calling = outer;
        if (into.Count - first < 2) return;
        var last = into[into.Count - 1];
        var done = into.Skip(first).Take(into.Count - first - 1).All().ToList();
        foreach (var read1 in last.Values().SelectMany(static v => v.All()))
        {
            // What stood before the call was computed before it.
            if (read1 is VarRef { Var: var variable } && done.Any(s => s is Set { IsNew: false } set && set.Var == variable) || read1 is Load { Place: var place } && done.Any(s => s is Store store && store.Place == place))
                throw new NotVector("a function changes what the statement that calls it reads", last.At);
        }
    }

    /// <summary>Reads what is not computed always: nothing in it may change anything.</summary>
    T Perhaps<T>(Func<T> read)
    {
        var outer = calling;
        calling = null;
        var result = read();
        calling = outer;
        return result;
    }

    void Perhaps(Action read) => Perhaps(() => { read(); return 0; });

    /// <summary>The value of what also sets something.</summary>
    Expr Setting(IOperation set, List<Stmt> into)
    {
        var target = set is IIncrementOrDecrementOperation step ? step.Target : ((IAssignmentOperation)set).Target;
        var before = set is IIncrementOrDecrementOperation { IsPostfix: true } ? Keep(Value(target), set, into) : null;
        Execute(set, into);
        return before ?? Keep(Value(target), set, into);
    }

    /// <summary>The result of a function that changes something.</summary>
    Expr Done(IReadOnlyList<IOperation> body, IInvocationOperation call)
    {
        if (calling is not { } into) throw new NotVector("a function that changes something is not called in every case", call.Syntax);
        if (body[body.Count - 1] is not IReturnOperation { ReturnedValue: { } value }) throw new NotVector("the function does not end with its result", call.Syntax);
        foreach (var parameter in call.TargetMethod.OriginalDefinition.Parameters.Where(p => p.RefKind == RefKind.None && arguments[p] is not (Const or Free or Whole))) arguments[parameter] = Keep(arguments[parameter], call, into);
        foreach (var statement in body.Take(body.Count - 1))
        {
            if (statement.Descendants().OfType<IReturnOperation>().FirstOrDefault() is { } early) throw new NotVector("the function returns before its end", early.Syntax);
            Read(statement, into);
        }
        return Keep(Value(value), call, into);
    }

    VarRef Keep(Expr value, IOperation at, List<Stmt> into)
    {
        var kept = new Variable(names.Next(), value.Type, VariableKind.Local);
        into.Add(new Set(at.Syntax, kept, value, IsNew: true));
        return new(kept);
    }
}
