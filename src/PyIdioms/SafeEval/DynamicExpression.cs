namespace PyIdioms;

/// <summary>An expression of any values.</summary>
sealed class DynamicExpression<TSelf> : SafeExpression<TSelf, object?>
{
    readonly NameTable names;
    readonly Func<TSelf, object?>[] readers;
    readonly DynamicCall<TSelf>[] calls;
    readonly Budget budget;
    readonly Program program;

    public DynamicExpression(string text, NameTable names, Func<TSelf, object?>[] readers, DynamicCall<TSelf>[] calls, Budget budget) : base(text)
    {
        (this.names, this.readers, this.calls, this.budget) = (names, readers, calls, budget);
        program = ExpressionParser.Parse(text, names, budget, Failed);
        Variables = VariablesOf(program, names);
    }

    public override IReadOnlyList<string> Variables { get; }

    public override object? Evaluate(TSelf values)
    {
        var meter = new Spending(Text, budget);
        try
        {
            return Run(values, meter);
        }
        catch (OutOfMemoryException e)
        {
            throw meter.Error(EvalErrorKind.Budget, "there is not enough memory", e);
        }
    }

    object? Run(TSelf values, Spending meter)
    {
        var stack = new object?[program.Depth];
        var (top, instructions) = (-1, program.Instructions);
        for (var at = 0; at < instructions.Length; at++)
        {
            ref readonly var instruction = ref instructions[at];
            meter.At = instruction.Position;
            meter.Step();
            switch (instruction.Code)
            {
                case Code.Constant: stack[++top] = program.Constants[instruction.Argument]; break;
                case Code.Variable: stack[++top] = ReadVariable(values, instruction.Argument, meter); break;
                case Code.Call:
                    top -= instruction.Second - 1;
                    stack[top] = CallFunction(values, instruction.Argument, stack.AsSpan(top, instruction.Second), meter);
                    break;
                case Code.Builtin:
                    top -= instruction.Second - 1;
                    stack[top] = PythonBuiltins.Call((SafeBuiltins)instruction.Argument, stack.AsSpan(top, instruction.Second), meter);
                    break;
                case Code.Negate: stack[top] = Arithmetic.Negate(stack[top], meter); break;
                case Code.Plus: stack[top] = Arithmetic.Plus(stack[top], meter); break;
                case Code.Invert: stack[top] = Arithmetic.Invert(stack[top], meter); break;
                case Code.Not: stack[top] = !Arithmetic.IsTrue(stack[top]); break;
                case Code.Jump: at += instruction.Argument; break;
                case Code.JumpIfFalse:
                    if (!Arithmetic.IsTrue(stack[top--])) at += instruction.Argument;
                    break;
                case Code.JumpOrTake:
                    if (Arithmetic.IsTrue(stack[top])) top--;
                    else at += instruction.Argument;
                    break;
                case Code.JumpAndKeep:
                    if (Arithmetic.IsTrue(stack[top])) at += instruction.Argument;
                    else top--;
                    break;
                case Code.List:
                    top -= instruction.Argument - 1;
                    meter.Allocate(8L * instruction.Argument);
                    stack[top] = new List<object?>(stack.AsSpan(top, instruction.Argument).ToArray());
                    break;
                case Code.Tuple:
                    top -= instruction.Argument - 1;
                    meter.Allocate(8L * instruction.Argument);
                    stack[top] = new PyTuple(stack.AsSpan(top, instruction.Argument));
                    break;
                case Code.Slice:
                    top -= 3;
                    stack[top] = Sequences.Slice(stack[top], stack[top + 1], stack[top + 2], stack[top + 3], meter);
                    break;
                case Code.Chain:
                    top--;
                    if ((bool)Binary((Code)instruction.Second, stack[top], stack[top + 1], meter)!) stack[top] = stack[top + 1];
                    else
                    {
                        stack[top] = false;
                        at += instruction.Argument;
                    }
                    break;
                default:
                    top--;
                    stack[top] = Binary(instruction.Code, stack[top], stack[top + 1], meter);
                    break;
            }
        }
        return stack[0];
    }

    static object? Binary(Code code, object? left, object? right, Spending meter) => code switch
    {
        Code.Add => Arithmetic.Add(left, right, meter),
        Code.Subtract => Arithmetic.Subtract(left, right, meter),
        Code.Multiply => Arithmetic.Multiply(left, right, meter),
        Code.Divide => Arithmetic.Divide(left, right, meter),
        Code.FloorDivide => Arithmetic.FloorDivide(left, right, meter),
        Code.Modulo => Arithmetic.Modulo(left, right, meter),
        Code.Power => Arithmetic.Power(left, right, meter),
        Code.LeftShift => Arithmetic.LeftShift(left, right, meter),
        Code.RightShift => Arithmetic.RightShift(left, right, meter),
        Code.And => Arithmetic.And(left, right, meter),
        Code.Or => Arithmetic.Or(left, right, meter),
        Code.Xor => Arithmetic.Xor(left, right, meter),
        Code.Less => Comparison.IsLess(left, right, orEqual: false, "<", meter),
        Code.LessOrEqual => Comparison.IsLess(left, right, orEqual: true, "<=", meter),
        Code.Greater => Comparison.IsLess(right, left, orEqual: false, ">", meter),
        Code.GreaterOrEqual => Comparison.IsLess(right, left, orEqual: true, ">=", meter),
        Code.Equal => Comparison.AreEqual(left, right, meter),
        Code.NotEqual => !Comparison.AreEqual(left, right, meter),
        Code.In => Sequences.Contains(right, left, meter),
        Code.NotIn => !Sequences.Contains(right, left, meter),
        Code.Is => IsSame(left, right),
        Code.IsNot => !IsSame(left, right),
        Code.Index => Sequences.Index(left, right, meter),
        _ => throw meter.Error(EvalErrorKind.NotAllowed, $"'{code}' has no meaning"),
    };

    static bool IsSame(object? left, object? right) => left is null ? right is null : left is bool a && right is bool b && a == b;

    object? ReadVariable(TSelf values, int index, Spending meter)
    {
        object? value;
        try
        {
            value = readers[index](values);
        }
        catch (Exception e) when (e is not SafeEvalException)
        {
            throw meter.Error(EvalErrorKind.Function, $"reading '{names.Variables[index]}' failed: {e.Message}", e);
        }
        return DotNetValues.Import(value, $"'{names.Variables[index]}'", meter);
    }

    object? CallFunction(TSelf values, int index, ReadOnlySpan<object?> arguments, Spending meter)
    {
        var name = names.Functions[index].Name;
        object? value;
        try
        {
            value = calls[index](values, new(arguments, name, meter));
        }
        catch (Exception e) when (e is not SafeEvalException)
        {
            throw meter.Error(EvalErrorKind.Function, $"'{name}' failed: {e.Message}", e);
        }
        meter.Look();
        return DotNetValues.Import(value, $"what '{name}' returns", meter);
    }
}
