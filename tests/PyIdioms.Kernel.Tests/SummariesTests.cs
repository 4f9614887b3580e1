using CsCheck;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Flow;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests;

/// <summary>Summaries on demand beside the fixpoint over the whole call graph.</summary>
public class SummariesTests
{
    static readonly IMethodSymbol[] Methods = [.. Workbench.Compile($"class Example {{ {string.Concat(Enumerable.Range(0, 12).Select(i => $"void M{i}() {{ }} "))} }}")
        .GetTypeByMetadataName("Example")!.GetMembers().OfType<IMethodSymbol>().Where(m => m.Name[0] == 'M')];

    static readonly Gen<(bool Holds, int[] Calls)[]> Programs = Gen.Select(Gen.Frequency((8, Gen.Const(true)), (1, Gen.Const(false))), Gen.Int[0, 11].Array[0, 3]).Array[12];

    [Fact]
    public void AgreeWithTheWholeProgram() => Programs.Sample(program =>
    {
        var summaries = Of(program);
        Assert.Equal(Whole(program), Methods.Select(m => summaries.Of(m, CancellationToken.None)));
    }, iter: 20_000);

    [Fact]
    public void AgreeWhenAskedAllAtOnce() => Programs.Sample(program =>
    {
        var summaries = Of(program);
        var found = new bool[Methods.Length];
        Parallel.For(0, Methods.Length, i => found[i] = summaries.Of(Methods[i], CancellationToken.None));
        Assert.Equal(Whole(program), found);
    }, iter: 50);

    /// <summary>5 waits for 11, which then waits for 0; 9 meets 5 when 10 has taken the place of 11 among the open questions.</summary>
    [Fact]
    public void AgreeWhereAPlaceIsTakenByAnother()
    {
        (bool, int[])[] program = [(false, [11, 10]), .. Enumerable.Repeat<(bool, int[])>((true, []), 11)];
        (program[5], program[9], program[10], program[11]) = ((true, [11]), (true, [5]), (true, [9]), (true, [5, 0]));
        var summaries = Of(program);
        Assert.Equal(Whole(program), Methods.Select(m => summaries.Of(m, CancellationToken.None)));
    }

    static Summaries<bool> Of((bool Holds, int[] Calls)[] program) => new(assumed: true, unknown: false, (method, callee, _) =>
    {
        var body = program[Array.FindIndex(Methods, m => SymbolEqualityComparer.Default.Equals(m, method))];
        return body.Holds & body.Calls.All(call => callee(Methods[call]));
    });

    static bool[] Whole((bool Holds, int[] Calls)[] program)
    {
        var all = Enumerable.Repeat(true, program.Length).ToArray();
        for (var changed = true; changed;)
        {
            changed = false;
            for (var i = 0; i < all.Length; i++)
            {
                var next = program[i].Holds && program[i].Calls.All(call => all[call]);
                changed |= next != all[i];
                all[i] = next;
            }
        }
        return all;
    }
}
