namespace PyIdioms;

/// <summary>What an instruction does with the values on the stack.</summary>
enum Code : byte
{
    Constant, Variable, Call, Builtin,
    Negate, Plus, Invert, Not,
    Add, Subtract, Multiply, Divide, FloorDivide, Modulo, Power, LeftShift, RightShift, And, Or, Xor,
    Less, LessOrEqual, Greater, GreaterOrEqual, Equal, NotEqual, In, NotIn, Is, IsNot,

    /// <summary>A comparison of several: where it is false its answer stays and it jumps, else its right side does.</summary>
    Chain,

    /// <summary>Jumps where the value, which it takes, is false.</summary>
    JumpIfFalse,

    /// <summary>Jumps and leaves the value where it is false, else takes it: <c>and</c>.</summary>
    JumpOrTake,

    /// <summary>Jumps and leaves the value where it is true, else takes it: <c>or</c>.</summary>
    JumpAndKeep,

    Jump, List, Tuple, Index, Slice,
}

/// <summary>One instruction. Jumps are relative to the next one, so that a run of them can be moved.</summary>
/// <param name="Code">What it does.</param>
/// <param name="Argument">A jump's length, a count, or an index of a constant, variable or function.</param>
/// <param name="Position">Where in the text it stands.</param>
/// <param name="Second">How many arguments a call has; which comparison is one of several.</param>
readonly record struct Instruction(Code Code, int Argument, int Position, int Second = 0);
