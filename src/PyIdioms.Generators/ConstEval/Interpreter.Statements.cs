using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Statements.</summary>
sealed partial class Interpreter
{
    /// <summary>How a statement ends.</summary>
    enum End { Next, Break, Continue, Return, Goto }

    End Execute(IOperation statement, Frame frame)
    {
        at = statement;
        Burn();
        switch (statement)
        {
            case IBlockOperation block: return ExecuteAll(block.Operations, frame);
            case IConstructorBodyOperation constructor:
                if (constructor.Initializer is { } chained) Evaluate(chained is IExpressionStatementOperation said ? said.Operation : chained, frame);
                return Execute((IOperation?)constructor.BlockBody ?? constructor.ExpressionBody!, frame);
            case IVariableDeclarationGroupOperation group:
                foreach (var declaration in group.Declarations) Declare(declaration, frame);
                return End.Next;
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation, frame);
                return End.Next;
            case IConditionalOperation choice:
                if (IsTrue(choice.Condition, frame)) return Execute(choice.WhenTrue, frame);
                return choice.WhenFalse is { } otherwise ? Execute(otherwise, frame) : End.Next;
            case IForLoopOperation loop:
                foreach (var before in loop.Before) Execute(before, frame);
                return Loop(loop.Body, frame, () => loop.Condition is null || IsTrue(loop.Condition, frame), () =>
                {
                    foreach (var step in loop.AtLoopBottom) Execute(step, frame);
                });
            case IWhileLoopOperation loop: return While(loop, frame);
            case IForEachLoopOperation loop: return ForEach(loop, frame);
            case IReturnOperation { Kind: OperationKind.Return } back:
                if (back.ReturnedValue is { } value) frame.Result = StructValue.Copied(Evaluate(value, frame));
                return End.Return;
            case IBranchOperation branch:
                frame.Target = branch.Target;
                return branch.BranchKind switch { BranchKind.Break => End.Break, BranchKind.Continue => End.Continue, _ => End.Goto };
            case ISwitchOperation choice: return Switch(choice, frame);
            case ITryOperation attempt: return Try(attempt, frame);
            case ILabeledOperation { Operation: { } labelled }: return Execute(labelled, frame);
            case ILocalFunctionOperation or IEmptyOperation or ILabeledOperation: return End.Next;
            case IUsingOperation or IUsingDeclarationOperation: throw Refuse("'using' disposes of something");
            case ILockOperation: throw Refuse("'lock' is for several threads");
            default:
                Evaluate(statement, frame);
                return End.Next;
        }
    }

    End ExecuteAll(IReadOnlyList<IOperation> statements, Frame frame)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            var end = Execute(statements[i], frame);
            if (end == End.Next) continue;
            if (end != End.Goto) return end;
            var to = IndexOfLabel(statements, frame.Target!);
            if (to < 0) return end;
            i = to - 1;
        }
        return End.Next;
    }

    static int IndexOfLabel(IReadOnlyList<IOperation> statements, ILabelSymbol label)
    {
        for (var i = 0; i < statements.Count; i++)
        {
            for (var statement = statements[i]; statement is ILabeledOperation labelled; statement = labelled.Operation)
            {
                if (SymbolEqualityComparer.Default.Equals(labelled.Label, label)) return i;
            }
        }
        return -1;
    }

    void Declare(IVariableDeclarationOperation declaration, Frame frame)
    {
        foreach (var one in declaration.Declarators)
        {
            var value = (one.Initializer ?? declaration.Initializer)?.Value;
            if (one.Symbol.RefKind != RefKind.None && value is not null) frame.Declare(one.Symbol, PlaceOf(value, frame));
            else
            {
                var initial = value is null ? one.Symbol.Type.IsValueType ? DefaultOf(one.Symbol.Type) : null : StructValue.Copied(Evaluate(value, frame));
                frame.Declare(one.Symbol).Value = initial;
            }
        }
    }

    End Loop(IOperation body, Frame frame, Func<bool> goesOn, Action bottom)
    {
        while (goesOn())
        {
            Burn();
            var end = Execute(body, frame);
            if (end == End.Break) break;
            if (end is End.Return or End.Goto) return end;
            bottom();
        }
        return End.Next;
    }

    End While(IWhileLoopOperation loop, Frame frame)
    {
        var isFirst = !loop.ConditionIsTop;
        return Loop(loop.Body, frame, () =>
        {
            if (isFirst)
            {
                isFirst = false;
                return true;
            }
            return loop.Condition is null || IsTrue(loop.Condition, frame) != loop.ConditionIsUntil;
        }, static () => { });
    }

    End ForEach(IForEachLoopOperation loop, Frame frame)
    {
        if (loop.IsAsynchronous) throw Refuse("'await' waits for something");
        var collection = Evaluate(Unboxed(loop.Collection), frame);
        foreach (var item in Items(collection))
        {
            Burn();
            if (loop.LoopControlVariable is IVariableDeclaratorOperation variable)
            {
                if (variable.Symbol.RefKind != RefKind.None) throw Refuse("a loop by reference", variable);
                frame.Declare(variable.Symbol).Value = StructValue.Copied(Converted(item, variable.Symbol.Type));
            }
            else Deconstruct(loop.LoopControlVariable is IDeclarationExpressionOperation declared ? declared.Expression : loop.LoopControlVariable, item, frame);
            var end = Execute(loop.Body, frame);
            if (end == End.Break) break;
            if (end is End.Return or End.Goto) return end;
        }
        return End.Next;

        // A foreach over int converts to a long variable.
        object? Converted(object? item, ITypeSymbol to) => item is not null && Numbers.IsNumber(item) && Numbers.KindOf(to) is { } kind ? Numbers.Convert(item, kind, isChecked: false) : item;
    }

    /// <summary>The collection itself, not the interface it is looked at through.</summary>
    static IOperation Unboxed(IOperation collection) => collection is IConversionOperation { IsImplicit: true, OperatorMethod: null } conversion ? conversion.Operand : collection;

    End Switch(ISwitchOperation choice, Frame frame)
    {
        var value = Evaluate(choice.Value, frame);
        var chosen = choice.Cases.FirstOrDefault(c => c.Clauses.Any(clause => Matches(clause, value, frame)))
            ?? choice.Cases.FirstOrDefault(static c => c.Clauses.Any(static clause => clause is IDefaultCaseClauseOperation));
        while (chosen is not null)
        {
            var end = ExecuteAll(chosen.Body, frame);
            if (end == End.Break) return End.Next;
            if (end != End.Goto) return end;
            var next = choice.Cases.FirstOrDefault(c => c.Clauses.Any(clause => clause.Label is { } label && SymbolEqualityComparer.Default.Equals(label, frame.Target)));
            if (next is null) return end;
            Burn();
            chosen = next;
        }
        return End.Next;
    }

    bool Matches(ICaseClauseOperation clause, object? value, Frame frame) => clause switch
    {
        ISingleValueCaseClauseOperation single => AreEqual(value, Evaluate(single.Value, frame)),
        IPatternCaseClauseOperation pattern => Matches(pattern.Pattern, value, frame) && (pattern.Guard is null || IsTrue(pattern.Guard, frame)),
        IRelationalCaseClauseOperation or IRangeCaseClauseOperation => throw Refuse("a case of another language", clause),
        _ => false,
    };

    End Try(ITryOperation attempt, Frame frame)
    {
        var (end, calls) = (End.Next, depth);
        try
        {
            end = Execute(attempt.Body, frame);
        }
        catch (Thrown thrown)
        {
            depth = calls;
            if (HandlerOf(attempt, thrown, frame) is not { } handler)
            {
                if (attempt.Finally is { } always) EndOf(always);
                throw;
            }
            var outer = frame.Handled;
            frame.Handled = thrown;
            try
            {
                end = Execute(handler.Handler, frame);
            }
            catch (Thrown)
            {
                depth = calls;
                if (attempt.Finally is { } always) EndOf(always);
                throw;
            }
            finally
            {
                frame.Handled = outer;
            }
        }
        if (attempt.Finally is not { } last) return end;
        var (result, target) = (frame.Result, frame.Target);
        EndOf(last);
        (frame.Result, frame.Target) = (result, target);
        return end;

        void EndOf(IBlockOperation block) => _ = Execute(block, frame);
    }

    ICatchClauseOperation? HandlerOf(ITryOperation attempt, Thrown thrown, Frame frame)
    {
        foreach (var handler in attempt.Catches)
        {
            if (handler.ExceptionType is { SpecialType: not SpecialType.System_Object } type && !IsOrDerives(thrown.Type, type)) continue;
            switch (handler.ExceptionDeclarationOrExpression)
            {
                case IVariableDeclaratorOperation variable: frame.Declare(variable.Symbol).Value = thrown.Value; break;
                case ILocalReferenceOperation local: frame.Declare(local.Local).Value = thrown.Value; break;
            }
            if (handler.Filter is null || IsTrue(handler.Filter, frame)) return handler;
        }
        return null;
    }

    static bool IsOrDerives(ITypeSymbol? type, ITypeSymbol wanted)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(type, wanted)) return true;
        }
        return false;
    }
}
