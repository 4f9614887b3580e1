using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Overload;

/// <summary>Writes the part of an overload that calls the method with the body.</summary>
static class OverloadEmitter
{
    public static void Write(CodeWriter writer, OverloadModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, model.Method.IsUnsafe ? "unsafe " : "");
        var isAsync = model.Refusal is null && model.Way is ResultWay.Awaited or ResultWay.AwaitedAndCast;
        writer.Line(model.Method.Implementation(isAsync) + " =>");
        using (writer.Indent()) writer.Line(Body(model) + ";");
    }

    static string Body(OverloadModel model)
    {
        if (model.Refusal is { } id) return $"throw new global::System.NotSupportedException(\"{id}\")";
        var call = $"{model.Core}({string.Join(", ", model.Arguments)})";
        return model.Way switch
        {
            ResultWay.Cast => $"({model.Cast}){call}!",
            ResultWay.Awaited => $"await {call}.ConfigureAwait(false)",
            ResultWay.AwaitedAndCast => $"({model.Cast})(await {call}.ConfigureAwait(false))!",
            _ => (model.Method.ReturnsRef ? "ref " : "") + call,
        };
    }
}
