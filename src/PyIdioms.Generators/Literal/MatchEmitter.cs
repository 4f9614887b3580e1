using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Literal;

/// <summary>Writes Match and Switch: one parameter for each value, so that a new one breaks every line that leaves it out.</summary>
static class MatchEmitter
{
    public static void Write(CodeWriter writer, LiteralModel model)
    {
        var state = Free("state", model);
        WriteMatch(writer, model, "TResult", "", null, "The one of several results that stands for this value.", static (c, _) => c.Parameter);
        WriteMatch(writer, model, "global::System.Func<TResult>", "", null, "What the one of several functions gives that stands for this value; the others are not called.", static (c, _) => $"{c.Parameter}()");
        WriteMatch(writer, model, "global::System.Func<TState, TResult>", "TState, ", state, "What the one of several functions makes of a state; a static lambda allocates nothing.", static (c, s) => $"{c.Parameter}({s})");
        WriteSwitch(writer, model, "global::System.Action", "", null, "Runs the one of several actions that stands for this value.");
        WriteSwitch(writer, model, "global::System.Action<TState>", "<TState>", state, "Runs the one of several actions that stands for this value, with a state; a static lambda allocates nothing.");
    }

    static void WriteMatch(CodeWriter writer, LiteralModel model, string type, string more, string? state, string summary, Func<LiteralCase, string?, string> take)
    {
        WriteHeader(writer, model, summary, more.Length > 0 ? ["TState", "TResult"] : ["TResult"], state);
        using (writer.Block($"public {LiteralEmitter.ReadOnly(model)}TResult Match<{more}TResult>({Parameters(model, type, state)}) => this.{LiteralEmitter.Index} switch"))
        {
            for (var i = 0; i < model.Cases.Count - 1; i++) writer.Line($"{i} => {take(model.Cases[i], state)},");
            writer.Line($"_ => {take(model.Cases[model.Cases.Count - 1], state)},");
        }
        writer.Line(";").Line();
    }

    static void WriteSwitch(CodeWriter writer, LiteralModel model, string type, string generic, string? state, string summary)
    {
        WriteHeader(writer, model, summary, generic.Length > 0 ? ["TState"] : [], state);
        using (writer.Block($"public {LiteralEmitter.ReadOnly(model)}void Switch{generic}({Parameters(model, type, state)})"))
        {
            using (writer.Block($"switch (this.{LiteralEmitter.Index})"))
            {
                for (var i = 0; i < model.Cases.Count; i++) writer.Line($"{(i < model.Cases.Count - 1 ? $"case {i}" : "default")}: {model.Cases[i].Parameter}({state}); break;");
            }
        }
        writer.Line();
    }

    static void WriteHeader(CodeWriter writer, LiteralModel model, string summary, string[] generics, string? state)
    {
        writer.Line($"/// <summary>{summary}</summary>");
        foreach (var generic in generics) writer.Line($"/// <typeparam name=\"{generic}\">{(generic == "TState" ? "What is handed on." : "What comes of it.")}</typeparam>");
        if (state is not null) writer.Line($"/// <param name=\"{state}\">What is handed on.</param>");
        foreach (var one in model.Cases) writer.Line($"/// <param name=\"{one.Parameter.TrimStart('@')}\">For <c>{LiteralEmitter.Escaped(one.Constant)}</c>.</param>");
        writer.Line(Generated);
    }

    static string Parameters(LiteralModel model, string type, string? state) => (state is null ? "" : $"TState {state}, ") + string.Join(", ", model.Cases.Select(c => $"{type} {c.Parameter}"));

    /// <summary>A name that no value has.</summary>
    static string Free(string name, LiteralModel model)
    {
        while (model.Cases.Any(c => c.Parameter == name)) name += "_";
        return name;
    }
}
