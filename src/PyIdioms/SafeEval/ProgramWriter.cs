namespace PyIdioms;

/// <summary>Writes instructions one behind another.</summary>
sealed class ProgramWriter
{
    readonly List<Instruction> instructions = [];
    readonly List<object?> constants = [];
    int most;
    int height;

    public int Count => instructions.Count;

    public void Add(Code code, int position, int argument = 0, int second = 0)
    {
        instructions.Add(new(code, argument, position, second));
        height += code switch
        {
            Code.Constant or Code.Variable => 1,
            Code.Call or Code.Builtin => 1 - second,
            Code.List or Code.Tuple => 1 - argument,
            Code.Slice => -3,
            Code.Negate or Code.Plus or Code.Invert or Code.Not or Code.Jump => 0,
            _ => -1,
        };
        most = Math.Max(most, height);
    }

    public void AddConstant(object? value, int position)
    {
        Add(Code.Constant, position, constants.Count);
        constants.Add(value);
    }

    /// <summary>Lets a jump go to what is written next.</summary>
    public void Land(int jump) => instructions[jump] = instructions[jump] with { Argument = instructions.Count - jump - 1 };

    /// <summary>Takes out what was written since; it is put back with <see cref="Put"/>.</summary>
    public List<Instruction> Cut(int from)
    {
        var cut = instructions.GetRange(from, instructions.Count - from);
        instructions.RemoveRange(from, cut.Count);
        height--;
        return cut;
    }

    public void Put(List<Instruction> cut)
    {
        instructions.AddRange(cut);
        height++;
    }

    /// <summary>What one of two ways leaves is not there on the other.</summary>
    public void Drop() => height--;

    /// <summary>Whether an instruction is None, True or False.</summary>
    public bool IsSingleton(int at) => instructions[at].Code == Code.Constant && constants[instructions[at].Argument] is null or bool;

    public Program Finish() => new([.. instructions], [.. constants], most + 2);
}
