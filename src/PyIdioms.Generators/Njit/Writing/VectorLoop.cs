using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Njit;

/// <summary>Writes the loops over vectors that run before a loop of the user's, which goes on where they stop.</summary>
static class VectorLoop
{
    const string Memory = "global::System.Runtime.InteropServices.MemoryMarshal";

    static readonly int[] Sizes = [512, 256, 128];

    /// <summary>The statements in front of the loop.</summary>
    public static string Write(LanePlan plan, FreshNames names)
    {
        var loop = plan.Loop;
        var (end, at, stop) = (names.Next("end"), names.Next("at"), names.Next("stop"));
        var (first, last) = loop.Down ? ($"({end} + 1)", $"(long){loop.Counter}") : ($"(long){loop.Counter}", $"({end} - 1)");
        var code = new CodeWriter();
        foreach (var place in loop.Places) code.Line($"{SpanOf(place)} {place.Name} = {place.Text};");
        code.Line($"long {end} = {loop.Bound};");
        var guards = Guards.Of(plan, names, first, last);
        var fewest = 16 / plan.LaneBytes;
        using (code.Block(loop.Down ? $"if ({end} < {loop.Counter} && {loop.Counter} - {end} >= {fewest})" : $"if ({end} > {loop.Counter} && {end} - {loop.Counter} >= {fewest})"))
        using (code.Block("unchecked"))
        {
            foreach (var line in guards.Lines) code.Line(line);
            if (guards.Conditions.Count == 0) Run();
            else
            {
                using (code.Block($"if ({string.Join(" && ", guards.Conditions)})")) Run();
            }
        }
        return code.ToString();

        void Run()
        {
            foreach (var place in loop.Places) code.Line($"ref var {place.Name}Ref = ref {RefOf(place)};");
            code.Line($"nint {at} = (nint){loop.Counter}, {stop} = (nint){end};");
            var header = "if";
            foreach (var bits in Sizes)
            {
                using (code.Block($"{header} (global::System.Runtime.Intrinsics.Vector{bits}.IsHardwareAccelerated)")) WriteWidth(code, plan, new(bits, plan.LaneBytes), names, at, stop);
                header = "else if";
            }
            code.Line($"{loop.Counter} = ({loop.Type.Keyword()}){at};");
        }
    }

    static void WriteWidth(CodeWriter code, LanePlan plan, Width width, FreshNames names, string at, string stop)
    {
        var copies = Unrolling.Of(plan, width);
        var accumulators = new Accumulators(plan, width, copies, names);
        var buffers = new LaneBuffers(plan, names);
        var fixedNames = new Dictionary<string, string>();
        var loops = new CodeWriter();
        var (start, lowest) = (names.Next("start"), names.Next("lowest"));
        WriteLoop(copies);
        if (copies > 1) WriteLoop(1);
        if (plan.HasOwnMath && !plan.Loop.Down && plan.Body.All().All(static s => s is Set or Store or If or CountLoop or WhileLoop or Reduce or Break or Continue)) WriteRest();
        foreach (var pair in fixedNames) code.Line($"var {pair.Value} = {pair.Key};");
        code.Line($"var {start} = {at};");
        accumulators.Declare(code);
        buffers.Declare(code);
        code.Line(loops.ToString().TrimEnd());
        buffers.Finish(code);
        accumulators.Combine(code, at, start);

        // The last vector ends with the last iteration, and its first lanes, which are done, rest.
        void WriteRest()
        {
            var (first, mask) = (names.Next("first"), names.Next("mask"));
            var number = width.Mask.Keyword();
            using (loops.Block($"if ({at} < {stop} && {stop} - {width.Lanes} >= {start})"))
            {
                loops.Line($"nint {first} = {stop} - {width.Lanes};");
                loops.Line($"var {mask} = {width.Vector}.GreaterThanOrEqual({width.Vector}.CreateSequence<{number}>(0, 1), {width.Vector}.Create(({number})({at} - {first})));");
                loops.Line(new LaneWriter(plan, width, 1, names, first, fixedNames, accumulators, buffers).Body(mask).TrimEnd());
                loops.Line($"{at} = {stop};");
            }
        }

        void WriteLoop(int copies)
        {
            var step = width.Lanes * copies;
            var (goesOn, first) = plan.Loop.Down ? ($"{at} - {stop} >= {step}; {at} -= {step}", lowest) : ($"{at} <= {stop} - {step}; {at} += {step}", at);
            using (loops.Block($"for (; {goesOn})"))
            {
                if (plan.Loop.Down) loops.Line($"nint {lowest} = {at} - {step - 1};");
                loops.Line(new LaneWriter(plan, width, copies, names, first, fixedNames, accumulators, buffers).Body().TrimEnd());
            }
        }
    }

    static string SpanOf(Place place) => $"global::System.{(place.IsWritable ? "Span" : "ReadOnlySpan")}<{place.Element.Keyword()}>";

    /// <summary>The first element; of characters, as the numbers that they are.</summary>
    static string RefOf(Place place) => place.Element == Num.Char
        ? $"global::System.Runtime.CompilerServices.Unsafe.As<char, ushort>(ref {Memory}.GetReference({place.Name}))"
        : $"{Memory}.GetReference({place.Name})";
}
