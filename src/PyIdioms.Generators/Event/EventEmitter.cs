using System.Globalization;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Event;

/// <summary>Writes the method of an event and the struct that holds what a call says.</summary>
static class EventEmitter
{
    const string Runtime = "global::PyIdioms.";
    const string Logging = "global::Microsoft.Extensions.Logging.";
    public static void Write(CodeWriter writer, EventModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type);
        if (model.Refusal is { } id)
        {
            writer.Line($"{model.Method.Implementation()} => throw new global::System.NotSupportedException(\"{id}\");");
            return;
        }
        var state = StateName(model);
        using (writer.Block(model.Method.Implementation()))
        {
            var logger = LoggerOf(model);
            var bound = model.IsBound ? logger : $"{Runtime}BoundLogger.For({logger})";
            var arguments = string.Join(", ", model.Keys.Where(static k => !k.IsSecret).Select(k => model.Method.Parameters[k.Parameter].Name));
            var error = model.Error < 0 ? "null" : model.Method.Parameters[model.Error].Name;
            writer.Line($"if ({logger}.IsEnabled({Level(model)})) {bound}.Write({Level(model)}, new {Logging}EventId({model.Id.ToString(CultureInfo.InvariantCulture)}, {ConstantCode.Of(model.Name)}), new {state}{model.Method.TypeArguments}({arguments}), {error});");
        }
        WriteState(writer, model, state);
    }

    static string LoggerOf(EventModel model)
    {
        var need = model.Logger!;
        return need.Parameter >= 0 ? model.Method.Parameters[need.Parameter].Name : need.IsStatic ? $"{model.Type.FullName}.{need.Member}" : need.IsCaptured ? need.Member! : $"this.{need.Member}";
    }

    static string Level(EventModel model) => $"({Logging}LogLevel){model.Level.ToString(CultureInfo.InvariantCulture)}";

    static string StateName(EventModel model) => "__" + model.Signature.TrimStart('.').Replace('.', '_') + "Event";

    static void WriteState(CodeWriter writer, EventModel model, string name)
    {
        var method = model.Method;
        var held = model.Keys.Where(static k => !k.IsSecret).ToList();
        writer.Line().Line(Generated);
        using var body = writer.Block($"private readonly struct {name}{method.TypeArguments} : {Runtime}IEventState{method.Constraints}");
        foreach (var key in held) writer.Line($"private readonly {method.Parameters[key.Parameter].Type} {Field(key)};");
        if (held.Count > 0)
        {
            writer.Line($"internal {name}({string.Join(", ", held.Select(k => $"{method.Parameters[k.Parameter].Type} {Field(k)}"))}) {{ {string.Join(" ", held.Select(static k => $"this.{Field(k)} = {Field(k)};"))} }}");
        }
        writer.Line($"string {Runtime}IEventState.Event => {ConstantCode.Of(model.What)};");
        writer.Line($"int {Runtime}IEventState.Count => {model.Keys.Count.ToString(CultureInfo.InvariantCulture)};");
        const string Pair = "global::System.Collections.Generic.KeyValuePair<string, object?>";
        using (writer.Block($"{Pair} {Runtime}IEventState.this[int index]"))
        using (writer.Block("get"))
        using (writer.Block("switch (index)"))
        {
            for (var i = 0; i < model.Keys.Count; i++)
            {
                var key = model.Keys[i];
                writer.Line($"case {i.ToString(CultureInfo.InvariantCulture)}: return new {Pair}({ConstantCode.Of(key.Name)}, {(key.IsSecret ? "\"***\"" : Field(key))});");
            }
            writer.Line("default: throw new global::System.ArgumentOutOfRangeException(nameof(index));");
        }
    }

    static string Field(Decorators.ShownArgument key) => "__key" + key.Parameter.ToString(CultureInfo.InvariantCulture);
}
