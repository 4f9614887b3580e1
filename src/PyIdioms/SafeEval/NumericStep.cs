namespace PyIdioms;

/// <summary>Where the right side of an operation comes from.</summary>
enum Operand : byte { Stack, Number, Variable }

/// <summary>An instruction on numbers; an operation holds its right side where that is a constant or a variable.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Operand">Where its right side comes from.</param>
/// <param name="Argument">A jump's length, or the index of a function.</param>
/// <param name="Second">How many arguments a call has; which comparison is one of several.</param>
/// <param name="Variable">The index of a variable.</param>
/// <param name="Number">A constant.</param>
/// <param name="Position">Where in the text it stands.</param>
/// <param name="VariablePosition">Where its variable stands.</param>
readonly record struct NumericStep(Code Code, Operand Operand, int Argument, int Second, int Variable, double Number, int Position, int VariablePosition)
{
    /// <summary>The steps of a program; what is not for numbers is an error.</summary>
    public static NumericStep[] Of(Program program, string text, Fail fail)
    {
        var steps = new List<NumericStep>(program.Instructions.Length);
        var (places, targets) = (new int[program.Instructions.Length + 1], new bool[program.Instructions.Length + 1]);
        for (var i = 0; i < program.Instructions.Length; i++)
        {
            if (IsJump(program.Instructions[i].Code)) targets[i + 1 + program.Instructions[i].Argument] = true;
        }
        for (var i = 0; i < program.Instructions.Length; i++)
        {
            var instruction = program.Instructions[i];
            var step = Of(instruction, program, text, fail);
            // What is jumped to cannot be put together with what is before it.
            if (IsOperation(instruction.Code) && !targets[i] && steps is [.., { Code: Code.Constant or Code.Variable } last] && steps.Count > 1)
            {
                steps.RemoveAt(steps.Count - 1);
                step = step with { Operand = last.Code == Code.Constant ? Operand.Number : Operand.Variable, Number = last.Number, Variable = last.Variable, VariablePosition = last.Position };
            }
            steps.Add(step);
            places[i + 1] = steps.Count;
        }
        var at = 0;
        for (var i = 0; i < program.Instructions.Length; i++)
        {
            if (!IsJump(program.Instructions[i].Code)) continue;
            at = places[i + 1] - 1;
            steps[at] = steps[at] with { Argument = places[i + 1 + program.Instructions[i].Argument] - at - 1 };
        }
        return [.. steps];
    }

    static NumericStep Of(Instruction instruction, Program program, string text, Fail fail)
    {
        var (code, position) = (instruction.Code, instruction.Position);
        var step = new NumericStep(code, Operand.Stack, instruction.Argument, instruction.Second, code == Code.Variable ? instruction.Argument : 0, 0, position, position);
        switch (code)
        {
            case Code.Constant:
                var value = program.Constants[instruction.Argument];
                if (!PythonNumbers.IsNumber(value)) throw fail(EvalErrorKind.Type, $"{(value is null ? "None" : "a text")} has no place in a formula of numbers", position, text);
                var number = PythonNumbers.ToDouble(value);
                return double.IsInfinity(number) && value is not double ? throw fail(EvalErrorKind.Overflow, "the number is too large for a float", position, text) : step with { Number = number };
            case Code.List or Code.Tuple or Code.Index or Code.Slice or Code.In or Code.NotIn or Code.Is or Code.IsNot:
            case Code.Chain when (Code)instruction.Second is Code.In or Code.NotIn or Code.Is or Code.IsNot:
                throw fail(EvalErrorKind.Type, $"{NameOf(code == Code.Chain ? (Code)instruction.Second : code)} has no place in a formula of numbers", position, text);
            case Code.LeftShift or Code.RightShift or Code.And or Code.Or or Code.Xor or Code.Invert:
                throw fail(EvalErrorKind.Type, "an operation on bits has no place in a formula of floats", position, text);
            case Code.Builtin when (SafeBuiltins)instruction.Argument == SafeBuiltins.Int && instruction.Second == 2:
                throw fail(EvalErrorKind.Type, "'int' with a base is for texts", position, text);
            default:
                return step;
        }
    }

    static string NameOf(Code code) => code switch { Code.List => "a list", Code.Tuple => "a tuple", Code.Index or Code.Slice => "an item", Code.In or Code.NotIn => "'in'", _ => "'is'" };

    static bool IsJump(Code code) => code is Code.Jump or Code.JumpIfFalse or Code.JumpOrTake or Code.JumpAndKeep or Code.Chain;

    static bool IsOperation(Code code) => code is >= Code.Add and <= Code.NotEqual;
}
