using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Ufunc;

/// <summary>Writes the overloads: all end in the one of spans of one length, which has the loops.</summary>
static class UfuncEmitter
{
    const string Runtime = "global::PyIdioms.Lanes.Elementwise";

    public static void Write(CodeWriter writer, UfuncModel model)
    {
        // What could be said about this text is said where the user wrote it.
        writer.Line("#pragma warning disable").Line();
        writer.Line($"// {model.Name.TrimStart('@')}: {(model.Reason is null ? "elements are lanes" : $"called for each element, {model.Reason}")}");
        using (writer.Open(model.Type))
        {
            WriteArrays(writer, model);
            foreach (var loop in model.Loops) WriteSpans(writer, model, loop);
            WriteOperands(writer, model);
            WriteInto(writer, model);
            if (model.HasTensors) WriteTensors(writer, model);
        }
    }

    /// <summary>The function by a name that no parameter hides.</summary>
    static string Function(UfuncModel model) => $"{model.Type.FullName}.{model.Name}";

    static void WriteArrays(CodeWriter writer, UfuncModel model)
    {
        Document(writer, model, "arrays", returns: "A new array, as long as they are; arrays of one element are stretched.", isNullRefused: true);
        using (Begin(writer, model, static s => s.Type + "[]", returned: model.Result + "[]"))
        {
            foreach (var source in model.Sources) writer.Line($"global::System.ArgumentNullException.ThrowIfNull({source.Name});");
            Allocate(writer, model, static s => $"{s.Name}.Length");
            writer.Line($"{Function(model)}({Arguments(model, static s => $"(global::System.ReadOnlySpan<{s.Type}>){s.Name}")}, (global::System.Span<{model.Result}>){model.Destination});");
            writer.Line($"return {model.Destination};");
        }
    }

    static void WriteSpans(CodeWriter writer, UfuncModel model, UfuncLoop loop)
    {
        Document(writer, model, loop.One is null ? "spans" : "a span and numbers");
        // Tier 0 would run the loop over vectors thousands of times slower until it is compiled again.
        if (loop.Vectors is not null) writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
        using (Begin(writer, model, (s, i) => loop.IsSpan(i) ? $"{UfuncOverloads.Source}<{s.Type}>" : s.Type, $"{UfuncOverloads.Target}<{model.Result}>"))
        {
            var other = model.Sources.Where((_, i) => loop.IsSpan(i)).Select(s => $"{s.Name}.Length != {model.Destination}.Length || {Runtime}.IsCrossed({s.Name}, {model.Destination})");
            using (writer.Block($"if ({string.Join(" || ", other)})"))
            {
                writer.Line($"{Function(model)}({Arguments(model, static s => $"({UfuncOverloads.Operand}<{s.Type}>){s.Name}")}, ({UfuncOverloads.Destination}<{model.Result}>){model.Destination});");
                writer.Line("return;");
            }
            writer.Line($"int {model.Counter} = 0;");
            if (loop.Vectors is not null) writer.Line(loop.Vectors.TrimEnd());
            writer.Line($"for (; {model.Counter} < {model.Destination}.Length; {model.Counter}++) {model.Destination}[{model.Counter}] = {Function(model)}({Arguments(model, (s, i) => loop.IsSpan(i) ? $"{s.Name}[{model.Counter}]" : s.Name)});");
        }
    }

    static void WriteOperands(CodeWriter writer, UfuncModel model)
    {
        Document(writer, model, "numbers, arrays and spans", returns: "A new array, as long as the longest of them; numbers, and arrays of one element, are stretched.");
        using (Begin(writer, model, static s => $"{UfuncOverloads.Operand}<{s.Type}>", returned: model.Result + "[]"))
        {
            Allocate(writer, model, static s => $"{s.Name}.Length");
            writer.Line($"{Function(model)}({Arguments(model, static s => s.Name)}, ({UfuncOverloads.Destination}<{model.Result}>){model.Destination});");
            writer.Line($"return {model.Destination};");
        }
    }

    static void Allocate(CodeWriter writer, UfuncModel model, Func<UfuncSource, string> length) =>
        writer.Line($"{model.Result}[] {model.Destination} = global::System.GC.AllocateUninitializedArray<{model.Result}>({Runtime}.Length({Arguments(model, length)}));");

    /// <summary>Piece by piece, what lies otherwise than side by side through buffers.</summary>
    static void WriteInto(CodeWriter writer, UfuncModel model)
    {
        Document(writer, model, "numbers, arrays and spans");
        using (Begin(writer, model, static s => $"{UfuncOverloads.Operand}<{s.Type}>", $"{UfuncOverloads.Destination}<{model.Result}>"))
        {
            var (to, at, count) = (model.Counter + "to", model.Counter + "at", model.Counter + "count");
            writer.Line($"if (!({string.Join(" && ", model.Sources.Select(s => $"{model.Destination}.Takes({s.Name})"))})) throw {Runtime}.Unfit({model.Destination}.Shape, {Arguments(model, static s => $"{s.Name}.Shape")});");
            foreach (var loop in model.Loops.Where(static l => l.One is not null))
            {
                var (source, target) = (model.Counter + "source" + loop.One, model.Counter + "target" + loop.One);
                var numbers = model.Sources.Where((_, i) => !loop.IsSpan(i)).Select(static s => s.Name + ".IsNumber");
                using (writer.Block($"if ({string.Join(" && ", numbers)} && {model.Sources[loop.One!.Value].Name}.LiesAs({model.Destination}, out var {source}, out var {target}))"))
                {
                    writer.Line($"{Function(model)}({Arguments(model, (s, i) => loop.IsSpan(i) ? source : s.Name + ".Number")}, {target});");
                    writer.Line("return;");
                }
            }
            foreach (var source in model.Sources) writer.Line($"using var {source.Local} = {source.Name}.Over({model.Destination});");
            writer.Line($"using var {to} = {model.Destination}.Begin();");
            using (writer.Block($"for (nint {at} = 0; {at} < {model.Destination}.Count;)"))
            {
                writer.Line($"int {count} = {to}.Reach({at}, {Runtime}.Most({model.Destination}.Count - {at}));");
                foreach (var source in model.Sources) writer.Line($"{count} = {source.Local}.Reach({at}, {count});");
                writer.Line($"{Function(model)}({Arguments(model, s => $"{s.Local}.At({at}, {count})")}, {to}.At({at}, {count}));");
                writer.Line($"{to}.Put({at}, {count});");
                writer.Line($"{at} += {count};");
            }
        }
    }

    /// <summary>What goes with arrays as well is left to the overloads of those.</summary>
    static void WriteTensors(CodeWriter writer, UfuncModel model)
    {
        const string later = "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]";
        Document(writer, model, "tensors, arrays and numbers", returns: "A new tensor of the shape to which they are broadcast.");
        writer.Line(later);
        using (Begin(writer, model, static s => $"{UfuncOverloads.TensorOperand}<{s.Type}>", returned: $"global::System.Numerics.Tensors.Tensor<{model.Result}>"))
        {
            writer.Line($"global::System.Numerics.Tensors.Tensor<{model.Result}> {model.Destination} = global::PyIdioms.Lanes.Tensors.Create<{model.Result}>({Arguments(model, static s => s.Name + ".Shape")});");
            writer.Line($"{Function(model)}({Arguments(model, static s => s.Name)}, {model.Destination}.AsTensorSpan());");
            writer.Line($"return {model.Destination};");
        }
        Document(writer, model, "tensors, arrays and numbers");
        writer.Line(later);
        using (Begin(writer, model, static s => $"{UfuncOverloads.TensorOperand}<{s.Type}>", $"{UfuncOverloads.TensorSpan}<{model.Result}>"))
            writer.Line($"{Function(model)}({Arguments(model, static s => s.Name + ".Operand")}, global::PyIdioms.Lanes.Tensors.Into(ref {model.Destination}));");
    }

    static CodeWriter.Scope Begin(CodeWriter writer, UfuncModel model, Func<UfuncSource, string> source, string? target = null, string returned = "void") => Begin(writer, model, (s, _) => source(s), target, returned);

    static CodeWriter.Scope Begin(CodeWriter writer, UfuncModel model, Func<UfuncSource, int, string> source, string? target = null, string returned = "void")
    {
        var parameters = model.Sources.Select((s, i) => $"{source(s, i)} {s.Name}");
        if (target is not null) parameters = parameters.Append($"{target} {model.Destination}");
        return writer.Line(Marks.Generated).Block($"{model.Modifiers}{returned} {model.Name}({string.Join(", ", parameters)})");
    }

    static string Arguments(UfuncModel model, Func<UfuncSource, string> argument) => string.Join(", ", model.Sources.Select(argument));

    static string Arguments(UfuncModel model, Func<UfuncSource, int, string> argument) => string.Join(", ", model.Sources.Select(argument));

    static void Document(CodeWriter writer, UfuncModel model, string things, string? returns = null, bool isNullRefused = false)
    {
        writer.Line().Line($"/// <summary>Applies <c>{model.Name.TrimStart('@')}</c> to {things}, element by element.</summary>");
        foreach (var source in model.Sources) writer.Line($"/// <param name=\"{source.Name.TrimStart('@')}\">Its <c>{source.Name.TrimStart('@')}</c> for each element.</param>");
        if (returns is null) writer.Line($"/// <param name=\"{model.Destination}\">Where the results go, which all of them are broadcast to: it may be one of them.</param>");
        else writer.Line($"/// <returns>{returns}</returns>");
        if (isNullRefused) writer.Line("/// <exception cref=\"global::System.ArgumentNullException\">There is no array.</exception>");
        writer.Line("/// <exception cref=\"global::System.ArgumentException\">The shapes do not go together.</exception>");
    }
}
