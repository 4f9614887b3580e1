using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>An expression of numbers.</summary>
sealed class NumericExpression<TSelf> : SafeExpression<TSelf, double>
{
    const int Small = 32;

    readonly NameTable names;
    readonly Func<TSelf, double>[] readers;
    readonly NumericCall<TSelf>[] calls;
    readonly NumericStep[] steps;
    readonly int depth;
    readonly Budget budget;

    public NumericExpression(string text, NameTable names, Func<TSelf, double>[] readers, NumericCall<TSelf>[] calls, Budget budget) : base(text)
    {
        (this.names, this.readers, this.calls, this.budget) = (names, readers, calls, budget);
        var program = ExpressionParser.Parse(text, names, budget, Failed);
        // There are no loops: no evaluation takes more steps than there are instructions.
        if (program.Instructions.Length > budget.Steps) throw Failed(EvalErrorKind.Budget, $"this takes more than {budget.Steps} steps", 0, text);
        (steps, depth, Variables) = (NumericStep.Of(program, text, Failed), program.Depth, VariablesOf(program, names));
    }

    public override IReadOnlyList<string> Variables { get; }

    [SkipLocalsInit]
    public override double Evaluate(TSelf values)
    {
        Span<double> stack = depth <= Small ? stackalloc double[Small] : new double[depth];
        return Run(values, stack);
    }

    double Run(TSelf values, Span<double> stack)
    {
        var (top, ends, value) = (-1, 0L, 0d);
        for (var at = 0; at < steps.Length; at++)
        {
            // The uppermost value is in a variable; below it are those of the stack.
            ref readonly var step = ref steps[at];
            switch (step.Code)
            {
                case Code.Constant:
                    if (top >= 0) stack[top] = value;
                    (top, value) = (top + 1, step.Number);
                    continue;
                case Code.Variable:
                    if (top >= 0) stack[top] = value;
                    (top, value) = (top + 1, ReadVariable(values, step));
                    continue;
                case Code.Call:
                    if (top >= 0) stack[top] = value;
                    if (ends == 0) ends = EndOfTime();
                    top -= step.Second - 1;
                    value = CallFunction(values, step, stack.Slice(top, step.Second));
                    if (Environment.TickCount64 > ends) throw Failed(EvalErrorKind.Budget, $"this takes more than {budget.Time.TotalSeconds:0.###} seconds", step.Position, Text);
                    continue;
                case Code.Builtin:
                    if (top >= 0) stack[top] = value;
                    top -= step.Second - 1;
                    value = CallBuiltin(step, stack.Slice(top, step.Second));
                    continue;
                case Code.Negate: value = -value; continue;
                case Code.Plus: continue;
                case Code.Not: value = value == 0 ? 1 : 0; continue;
                case Code.Jump: at += step.Argument; continue;
                case Code.JumpIfFalse:
                    if (value == 0) at += step.Argument;
                    if (--top >= 0) value = stack[top];
                    continue;
                case Code.JumpOrTake:
                    if (value == 0) at += step.Argument;
                    else if (--top >= 0) value = stack[top];
                    continue;
                case Code.JumpAndKeep:
                    if (value != 0) at += step.Argument;
                    else if (--top >= 0) value = stack[top];
                    continue;
                case Code.Chain:
                    if (Compare((Code)step.Second, stack[top - 1], value)) stack[--top] = value;
                    else
                    {
                        (top, value) = (top - 1, 0);
                        at += step.Argument;
                    }
                    continue;
            }
            // The right side of an operation is a number of its own step, a variable of it, or the uppermost value.
            double left;
            var right = value;
            if (step.Operand == Operand.Stack) left = stack[--top];
            else
            {
                left = value;
                right = step.Operand == Operand.Number ? step.Number : ReadVariable(values, step);
            }
            switch (step.Code)
            {
                case Code.Add: value = left + right; break;
                case Code.Subtract: value = left - right; break;
                case Code.Multiply: value = left * right; break;
                case Code.Divide when right != 0: value = left / right; break;
                case Code.FloorDivide when right != 0: value = PythonNumbers.FloorDivide(left, right); break;
                case Code.Modulo when right != 0: value = PythonNumbers.Modulo(left, right); break;
                case Code.Power: value = Power(left, right, step); break;
                case Code.Divide or Code.FloorDivide or Code.Modulo: throw Failed(EvalErrorKind.ZeroDivision, "division by zero", step.Position, Text);
                default: value = Compare(step.Code, left, right) ? 1 : 0; break;
            }
        }
        return value;
    }

    static bool Compare(Code code, double left, double right) => code switch
    {
        Code.Less => left < right,
        Code.LessOrEqual => left <= right,
        Code.Greater => left > right,
        Code.GreaterOrEqual => left >= right,
        Code.Equal => left == right,
        _ => left != right,
    };

    double Power(double number, double exponent, in NumericStep step)
    {
        var power = Math.Pow(number, exponent);
        return PythonNumbers.PowerProblem(number, exponent, power) is { } problem ? throw Failed(problem.Kind, problem.Problem, step.Position, Text) : power;
    }

    double CallBuiltin(in NumericStep step, ReadOnlySpan<double> arguments)
    {
        var value = arguments.Length > 0 ? arguments[0] : 0;
        switch ((SafeBuiltins)step.Argument)
        {
            case SafeBuiltins.Abs: return Math.Abs(value);
            case SafeBuiltins.Float: return value;
            case SafeBuiltins.Int:
                return double.IsFinite(value) ? Math.Truncate(value) : throw Failed(double.IsNaN(value) ? EvalErrorKind.Value : EvalErrorKind.Overflow, $"int cannot be made of {PythonRepr.Of(value)}", step.Position, Text);
            case SafeBuiltins.Max:
                foreach (var other in arguments[1..]) value = other > value ? other : value;
                return value;
            default:
                foreach (var other in arguments[1..]) value = other < value ? other : value;
                return value;
        }
    }

    long EndOfTime() => Environment.TickCount64 + (long)Math.Min(budget.Time.TotalMilliseconds, int.MaxValue) - (budget.Time <= TimeSpan.Zero ? 1 : 0);

    double ReadVariable(TSelf values, in NumericStep step)
    {
        try
        {
            return readers[step.Variable](values);
        }
        catch (Exception e) when (e is not SafeEvalException)
        {
            throw new SafeEvalException(EvalErrorKind.Function, $"reading '{names.Variables[step.Variable]}' failed: {e.Message}", step.VariablePosition, Text, e);
        }
    }

    double CallFunction(TSelf values, in NumericStep step, ReadOnlySpan<double> arguments)
    {
        try
        {
            return calls[step.Argument](values, arguments);
        }
        catch (Exception e) when (e is not SafeEvalException)
        {
            throw new SafeEvalException(EvalErrorKind.Function, $"'{names.Functions[step.Argument].Name}' failed: {e.Message}", step.Position, Text, e);
        }
    }
}
