using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>Statements.</summary>
sealed partial class LoopReader
{
    readonly Stack<ILoopOperation> inner = new();

    List<Stmt> ReadAll(IEnumerable<IOperation> statements)
    {
        var all = new List<Stmt>();
        foreach (var statement in statements) Read(statement, all);
        return all;
    }

    void Read(IOperation statement, List<Stmt> into)
    {
        cancel.ThrowIfCancellationRequested();
        switch (statement)
        {
            case IEmptyOperation or ILocalFunctionOperation: break;
            case IBlockOperation block:
                foreach (var part in block.Operations) Read(part, into);
                break;
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(static d => d.Declarators)) Calling(into, () => Declare(declarator, into));
                break;
            case IExpressionStatementOperation { Operation: var expression }: Calling(into, () => Execute(expression, into)); break;
            case IConditionalOperation choice: Calling(into, () => into.Add(new If(choice.Syntax, Value(choice.Condition), [], []))); Choose(choice, into); break;
            case ISwitchOperation choice: into.Add(Perhaps(() => SwitchStatement(choice))); break;
            case IForLoopOperation loop: Perhaps(() => CountedInside(loop, into)); break;
            case IForEachLoopOperation loop when IsOverRange(loop): Perhaps(() => RangeInside(loop, into)); break;
            case IForEachLoopOperation loop: Perhaps(() => EachInside(loop, into)); break;
            case IWhileLoopOperation { Condition: { } condition, ConditionIsUntil: false } loop: into.Add(new WhileLoop(loop.Syntax, Perhaps(() => Value(condition)), Within(loop, loop.Body), !loop.ConditionIsTop)); break;
            case IBranchOperation { BranchKind: BranchKind.Break } branch: into.Add(LoopOf(branch) is null ? new Leave(branch.Syntax) : new Break(branch.Syntax)); break;
            case IBranchOperation { BranchKind: BranchKind.Continue } branch: into.Add(new Continue(branch.Syntax)); break;
            case IReturnOperation leave: into.Add(new Leave(leave.Syntax)); break;
            default: throw new NotVector(Unknown(statement), statement.Syntax);
        }
    }

    /// <summary>What a choice does, behind what its condition is.</summary>
    void Choose(IConditionalOperation choice, List<Stmt> into)
    {
        var condition = (If)into[into.Count - 1];
        into[into.Count - 1] = condition with { Then = ReadAll([choice.WhenTrue]), Else = choice.WhenFalse is { } otherwise ? ReadAll([otherwise]) : [] };
    }

    /// <summary>The inner loop that a branch ends; null for the one whose iterations are lanes.</summary>
    ILoopOperation? LoopOf(IBranchOperation branch)
    {
        if (inner.Count > 0 && SymbolEqualityComparer.Default.Equals(inner.Peek().ExitLabel, branch.Target)) return inner.Peek();
        return inner.Count == 0 ? null : throw new NotVector("the branch leaves more than one loop", branch.Syntax);
    }

    List<Stmt> Within(ILoopOperation loop, IOperation body)
    {
        inner.Push(loop);
        var all = ReadAll([body]);
        inner.Pop();
        return all;
    }

    void CountedInside(IForLoopOperation loop, List<Stmt> into)
    {
        if (loop.AtLoopBottom is not [var step] || loop.Before is not [IVariableDeclarationGroupOperation { Declarations: [{ Declarators: [{ Symbol: var symbol, Initializer.Value: var first }] }] }])
            throw new NotVector("the loop does not declare the one variable that it counts", loop.Syntax);
        var (counted, by) = StepOf(step);
        if (!SymbolEqualityComparer.Default.Equals(counted, symbol) || Nums.Of(symbol.Type) is not ((Num.I32 or Num.I64) and var type)) throw new NotVector("the loop does not count the variable that it declares, or that is neither an int nor a long", step.Syntax);
        var (bound, op, beyond) = BoundOf(loop.Condition, symbol);
        if (Written.By(loop.Body).Contains(symbol)) throw new NotVector($"'{symbol.Name}' counts the loop and is set in it too", loop.Syntax);
        var from = Value(first);
        var to = As(Num.I64, Value(bound));
        if (beyond != 0) to = new Binary("-", Num.I64, to, Constants.Of(Num.I64, beyond));
        to = op switch
        {
            "<" when by > 0 => to,
            ">" when by < 0 => to,
            "<=" when by > 0 => new Binary("+", Num.I64, to, Constants.Of(Num.I64, 1)),
            ">=" when by < 0 => new Binary("-", Num.I64, to, Constants.Of(Num.I64, 1)),
            _ => throw new NotVector("the loop counts away from its end", loop.Condition!.Syntax),
        };
        var counter = variables[symbol] = new(names.Next(symbol.Name), type, VariableKind.Counter);
        into.Add(new CountLoop(loop.Syntax, counter, from, to, by, Within(loop, loop.Body)));
    }

    void EachInside(IForEachLoopOperation loop, List<Stmt> into)
    {
        var counter = new Variable(names.Next("at"), Num.I32, VariableKind.Counter);
        var (place, body) = Taken(loop, counter);
        body.AddRange(Within(loop, loop.Body));
        into.Add(new CountLoop(loop.Syntax, counter, Constants.Zero(Num.I32), As(Num.I64, new LengthOf(place)), 1, body));
    }

    void Declare(IVariableDeclaratorOperation declarator, List<Stmt> into)
    {
        var symbol = declarator.Symbol;
        if (symbol.IsRef) throw new NotVector($"'{symbol.Name}' is a reference", declarator.Syntax);
        if (Nums.Of(symbol.Type) is not { } num) throw new NotVector($"'{symbol.Name}' is not a number that lanes can hold", declarator.Syntax);
        var initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        var value = initializer is null ? Constants.Zero(num) : Value(initializer.Value);
        into.Add(new Set(declarator.Syntax, NewLocal(symbol, num), value, IsNew: true));
    }

    void Execute(IOperation expression, List<Stmt> into)
    {
        switch (expression)
        {
            case ISimpleAssignmentOperation { IsRef: false } set: Assign(set.Target, Value(set.Value), into); break;
            case ICompoundAssignmentOperation set: Assign(set.Target, Compound(set), into); break;
            case IIncrementOrDecrementOperation step: Assign(step.Target, Stepped(step), into); break;
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var source } apart: TakeApart(targets, source, apart, into); break;
            case IDeconstructionAssignmentOperation { Target: IDeclarationExpressionOperation { Expression: ITupleOperation targets }, Value: var source } apart: TakeApart(targets, source, apart, into); break;
            case IInvocationOperation call when call.TargetMethod.ReturnsVoid: Inlined(call, into); break;
            default: throw new NotVector(Unknown(expression), expression.Syntax);
        }
    }

    /// <summary>The value after <c>x op= y</c>, as C# computes it: in the promoted type, and back.</summary>
    Expr Compound(ICompoundAssignmentOperation set)
    {
        if (set.OperatorMethod is not null || set.IsLifted || Operator(set.OperatorKind) is not { } op) throw new NotVector("the operator is a method", set.Syntax);
        var (target, value) = (Value(set.Target), Value(set.Value));
        var type = op is "<<" or ">>" or ">>>" ? target.Type.Promoted() : value.Type;
        var result = Computed(op, As(type, target), value, set.IsChecked, set);
        Unchecked(set.IsChecked && !type.Fits(target.Type), target.Type, set);
        return As(target.Type, result);
    }

    Expr Stepped(IIncrementOrDecrementOperation step)
    {
        if (step.OperatorMethod is not null || step.IsLifted) throw new NotVector("the operator is a method", step.Syntax);
        var target = Value(step.Target);
        Unchecked(step.IsChecked, target.Type, step);
        var type = target.Type.Promoted();
        return As(target.Type, new Binary(step.Kind == OperationKind.Increment ? "+" : "-", type, As(type, target), Constants.Of(type, 1)));
    }

    void TakeApart(ITupleOperation targets, IOperation source, IOperation at, List<Stmt> into)
    {
        if (source is IConversionOperation { Operand: ITupleOperation tuple }) source = tuple;
        if (source is not ITupleOperation { Elements: var values } || values.Length != targets.Elements.Length) throw new NotVector(Unknown(at), at.Syntax);
        var kept = new List<Variable>();
        for (var i = 0; i < values.Length; i++)
        {
            if (Nums.Of(targets.Elements[i].Type) is not { } num) throw new NotVector(Unknown(at), at.Syntax);
            kept.Add(new(names.Next(), num, VariableKind.Local));
            into.Add(new Set(at.Syntax, kept[i], As(num, Value(values[i])), IsNew: true));
        }
        for (var i = 0; i < kept.Count; i++) Assign(targets.Elements[i], new VarRef(kept[i]), into);
    }

    void Assign(IOperation target, Expr value, List<Stmt> into)
    {
        switch (target)
        {
            case IDiscardOperation: break;
            case IDeclarationExpressionOperation { Expression: ILocalReferenceOperation declared } when Nums.Of(declared.Type) is { } num: into.Add(new Set(target.Syntax, NewLocal(declared.Local, num), value, IsNew: true)); break;
            case ILocalReferenceOperation { IsDeclaration: true } declared when Nums.Of(declared.Type) is { } num: into.Add(new Set(target.Syntax, NewLocal(declared.Local, num), value, IsNew: true)); break;
            case ILocalReferenceOperation or IParameterReferenceOperation when SymbolOf(target) is { } symbol: AssignTo(symbol, value, target, into); break;
            case IArrayElementReferenceOperation { Indices: [IIncrementOrDecrementOperation { IsPostfix: true } step] }: AssignNext(target, step, value, into); break;
            case IPropertyReferenceOperation { Arguments: [{ Value: IIncrementOrDecrementOperation { IsPostfix: true } step }] }: AssignNext(target, step, value, into); break;
            case IArrayElementReferenceOperation or IPropertyReferenceOperation { Arguments.Length: > 0 } or IImplicitIndexerReferenceOperation: StoreTo(ElementOf(target), value, target, into); break;
            default: throw new NotVector($"'{TokenText.Of(target.Syntax)}' is neither a local variable nor an element: set it after the loop", target.Syntax);
        }
    }

    /// <summary><c>a[j++] = x</c> is <c>a[j] = x; j++</c>, as long as x does not read j: nothing that is read does.</summary>
    void AssignNext(IOperation target, IIncrementOrDecrementOperation step, Expr value, List<Stmt> into)
    {
        StoreTo(ElementOf(target), value, target, into);
        Assign(step.Target, Stepped(step), into);
    }

    void AssignTo(ISymbol symbol, Expr value, IOperation at, List<Stmt> into)
    {
        if (arguments.TryGetValue(symbol, out var argument)) // a reference that a function was given
        {
            if (argument is Load passed) StoreTo(passed, value, at, into);
            else into.Add(new Set(at.Syntax, ((VarRef)argument).Var, value));
            return;
        }
        if (elements.TryGetValue(symbol, out var element))
        {
            StoreTo(element, value, at, into);
            return;
        }
        if (symbol is ILocalSymbol { IsRef: true } or IParameterSymbol { RefKind: not RefKind.None }) throw new NotVector($"'{symbol.Name}' is a reference, which may point into what the loop reads: set it after the loop", at.Syntax);
        if (!variables.TryGetValue(symbol, out var variable))
        {
            if (Nums.Of(TypeOf(symbol)) is not { } num) throw new NotVector($"'{symbol.Name}' is not a number that lanes can hold", at.Syntax);
            variable = Carried(symbol, num);
        }
        into.Add(new Set(at.Syntax, variable, value));
    }

    static void StoreTo(Load element, Expr value, IOperation at, List<Stmt> into)
    {
        if (!element.Place.IsWritable) throw new NotVector($"'{element.Place}' cannot be written to", at.Syntax);
        into.Add(new Store(at.Syntax, element.Place, element.Index, value));
    }
}
