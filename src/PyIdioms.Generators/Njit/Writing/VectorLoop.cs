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
        var (first, last) = loop.Down ? (LastOf($"{end} + 1"), $"(long){loop.Counter}") : ($"(long){loop.Counter}", LastOf($"{end} - 1"));
        var code = new CodeWriter();
        foreach (var place in loop.Places) Declare(place, code);
        code.Line($"long {end} = {loop.Bound};");
        var guards = Guards.Of(plan, names, first, last);
        var fewest = 16 / plan.LaneBytes * loop.Apart;
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

        // Where the loop counts by more than one, it need not count the number before its end.
        string LastOf(string closest) => loop.Apart == 1 ? $"({closest})" : $"({loop.Counter} + ({closest} - {loop.Counter}) / {loop.Apart} * {loop.Apart})";

        void Run()
        {
            foreach (var place in loop.Places) code.Line($"ref var {place.Name}Ref = ref {RefOf(place)};");
            code.Line($"nint {at} = (nint){loop.Counter}, {stop} = (nint){end};");
            var blocks = plan.Recurrence is null ? null : new LaneBlocks(plan, names);
            blocks?.Declare(code);
            var header = "if";
            foreach (var bits in Sizes)
            {
                using (code.Block($"{header} (global::System.Runtime.Intrinsics.Vector{bits}.IsHardwareAccelerated)")) WriteWidth(code, plan, new(bits, plan.LaneBytes), names, blocks, at, stop);
                header = "else if";
            }
            code.Line($"{loop.Counter} = ({loop.Type.Keyword()}){at};");
        }
    }

    static void WriteWidth(CodeWriter code, LanePlan plan, Width width, FreshNames names, LaneBlocks? blocks, string at, string stop)
    {
        var copies = Unrolling.Of(plan, width);
        var accumulators = new Accumulators(plan, width, copies, names);
        var buffers = new LaneBuffers(plan, names);
        var fixedNames = new Dictionary<string, string>();
        var loops = new CodeWriter();
        var (start, lowest) = (names.Next("start"), names.Next("lowest"));
        if (blocks is not null) WriteBlocks(blocks);
        else WriteLoop(copies);
        if (copies > 1 && blocks is null) WriteLoop(1);
        if (plan.HasOwnMath && blocks is null && !plan.Loop.Down && plan.Body.All().All(static s => s is Set or Store or If or CountLoop or WhileLoop or Reduce or Break or Continue)) WriteRest();
        foreach (var pair in fixedNames) code.Line($"var {pair.Value} = {pair.Key};");
        code.Line($"var {start} = {at};");
        blocks?.Begin(code, accumulators, copies * width.Lanes, at, stop);
        accumulators.Declare(code);
        buffers.Declare(code);
        code.Line(loops.ToString().TrimEnd());
        buffers.Finish(code);
        accumulators.Combine(code, at, start);

        // The last vector ends with the last iteration, and its first lanes, which are done, rest.
        void WriteRest()
        {
            LaneWriter writer;
            var (first, mask) = (names.Next("first"), names.Next("mask"));
            var number = width.Mask.Keyword();
            var apart = plan.Loop.Apart;
            var last = apart == 1 ? $"{stop} - 1" : $"{at} + ({stop} - 1 - {at}) / {apart} * {apart}";
            using (loops.Block($"if ({at} < {stop} && {last} - {(width.Lanes - 1) * apart} >= {start})"))
            {
                loops.Line($"nint {first} = {last} - {(width.Lanes - 1) * apart};");
                loops.Line($"var {mask} = {width.Vector}.GreaterThanOrEqual({width.Vector}.CreateSequence<{number}>(0, {apart}), {width.Vector}.Create(({number})({at} - {first})));");
                writer = new(plan, width, 1, names, first, plan.Loop.Apart.ToString(System.Globalization.CultureInfo.InvariantCulture), fixedNames, accumulators, buffers);
                loops.Line(writer.Body(mask).TrimEnd());
                loops.Line($"{at} = {first} + {width.Lanes * apart};");
            }
            Land(writer);
        }

        // Each lane goes on from where it began; what is left behind the last one's block is for the scalar loop.
        void WriteBlocks(LaneBlocks blocks)
        {
            using (loops.Block($"for (; {at} < {start} + {blocks.Length}; {at}++)")) loops.Line(new LaneWriter(plan, width, copies, names, at, blocks.Length, fixedNames, accumulators, buffers).Body().TrimEnd());
            loops.Line($"{at} = {start} + {copies * width.Lanes} * {blocks.Length};");
        }

        void WriteLoop(int copies)
        {
            LaneWriter writer;
            var step = width.Lanes * copies * plan.Loop.Apart;
            var reach = step - plan.Loop.Apart;
            var (goesOn, first) = plan.Loop.Down ? ($"{at} - {stop} > {reach}; {at} -= {step}", lowest) : ($"{at} < {stop} - {reach}; {at} += {step}", at);
            using (loops.Block($"for (; {goesOn})"))
            {
                if (plan.Loop.Down) loops.Line($"nint {lowest} = {at} - {reach};");
                writer = new(plan, width, copies, names, first, plan.Loop.Apart.ToString(System.Globalization.CultureInfo.InvariantCulture), fixedNames, accumulators, buffers);
                loops.Line(writer.Body().TrimEnd());
            }
            Land(writer);
        }

        void Land(LaneWriter writer)
        {
            if (writer.Leaving is { } label) loops.Line($"{label}: ;");
        }
    }

    /// <summary>Declares the span that a place is, and how long its dimensions are.</summary>
    public static void Declare(Place place, CodeWriter code)
    {
        code.Line($"{SpanOf(place)} {place.Name} = {place.Code};");
        for (var d = 0; d < place.Rank && place.Rank > 1; d++) code.Line($"int {new LengthOf(place, d).Code} = {LaneRuntime}.Length({place.Text}, {d});");
    }

    const string LaneRuntime = "global::PyIdioms.Lanes.LaneGuards";

    static string SpanOf(Place place) => $"global::System.{(place.IsWritable ? "Span" : "ReadOnlySpan")}<{place.Element.Keyword()}>";

    /// <summary>The first element; of characters and of answers, as the numbers that they are.</summary>
    static string RefOf(Place place) => place.StoredAs == place.Element.Keyword()
        ? $"{Memory}.GetReference({place.Name})"
        : $"global::System.Runtime.CompilerServices.Unsafe.As<{place.Element.Keyword()}, {place.StoredAs}>(ref {Memory}.GetReference({place.Name}))";
}
