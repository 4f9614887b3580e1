using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Njit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.CudaJit;

/// <summary>The variables of the loops over a grid.</summary>
sealed class GridLoops(FreshNames names)
{
    static readonly string[] Axes = ["X", "Y", "Z"];

    readonly string[] block = [names.Next("bx"), names.Next("by"), names.Next("bz")];
    readonly string[] thread = [names.Next("tx"), names.Next("ty"), names.Next("tz")];
    readonly string[] end = [names.Next("gx"), names.Next("gy"), names.Next("gz")];
    readonly List<string> memory = [];

    /// <summary>The parameter that says how many blocks there are.</summary>
    public string Blocks { get; } = names.Next("blocks");

    /// <summary>The parameter that says how many threads a block has.</summary>
    public string Threads { get; } = names.Next("threads");

    /// <summary>The number of the thread within its block.</summary>
    public string Thread { get; } = names.Next("thread");

    /// <summary>Whether memory of threads is kept from one loop over them to the next.</summary>
    public bool IsKept { get; set; }

    /// <summary>One axis of a word.</summary>
    public string Index(Word word, string axis)
    {
        var i = Array.IndexOf(Axes, axis);
        return word switch
        {
            Word.ThreadIdx => thread[i],
            Word.BlockIdx => block[i],
            Word.BlockDim => $"{Threads}.{axis}",
            _ => $"{Blocks}.{axis}",
        };
    }

    /// <summary>A place in the grid, or its size, along some axes.</summary>
    public string Place(Word word, int axes, bool isFlat)
    {
        var all = Axes.Take(axes).Select((axis, i) => word == Word.GridSize ? isFlat ? end[i] : $"({Blocks}.{axis} * {Threads}.{axis})" : isFlat ? thread[i] : $"({block[i]} * {Threads}.{axis} + {thread[i]})").ToList();
        return axes == 1 ? all[0] : $"({string.Join(", ", all)})";
    }

    /// <summary>Memory of a block, or of a thread.</summary>
    public string Memory(Word word, IInvocationOperation call)
    {
        var (name, element, length) = (names.Next("memory"), TypeName.Of(call.TargetMethod.TypeArguments[0]), call.Arguments[0].Value.ConstantValue.Value);
        var isEach = word == Word.Local && IsKept;
        memory.Add($"var {name} = new {element}[{length}{(isEach ? $" * (int){Threads}.Count" : "")}];\n");
        return isEach ? $"new global::System.Span<{element}>({name}, {Thread} * {length}, {length})" : $"new global::System.Span<{element}>({name})";
    }

    /// <summary>An array with an element for each thread of a block.</summary>
    public string Each(string type, string meaning)
    {
        var name = names.Next(meaning);
        memory.Add($"var {name} = new {type}[(int){Threads}.Count];\n");
        return $"{name}[{Thread}]";
    }

    /// <summary>What stands before the loops.</summary>
    public string Setting(bool isFlat) =>
        string.Concat(memory) + (isFlat ? string.Concat(Axes.Select((axis, i) => $"var {end[i]} = {Blocks}.{axis} * {Threads}.{axis};\n")) : "");

    /// <summary>Over the grid as if it were one block.</summary>
    public string FlatLoops => Over(thread, i => end[i]);

    /// <summary>Over the blocks.</summary>
    public string BlockLoops => Over(block, i => $"{Blocks}.{Axes[i]}");

    /// <summary>Over the threads of a block.</summary>
    public string ThreadLoops => Over(thread, i => $"{Threads}.{Axes[i]}");

    static string Over(string[] variables, Func<int, string> ends) =>
        string.Concat(((int[])[2, 1, 0]).Select(i => $"for (var {variables[i]} = 0; {variables[i]} < {ends(i)}; {variables[i]}++)\n"));
}
