using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Writes the value of a member.</summary>
static class ConstEvalEmitter
{
    public static void Write(CodeWriter writer, ConstEvalModel model)
    {
        // Obsolete types, tables of numbers: what could be said about this file is said at the body that it is made of.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, model.Declaration.Contains("unsafe ") ? "unsafe " : "");
        // Without [GeneratedCode]: it would be the attribute of both parts, and the user's own one is not generated.
        if (model.Refused is { } thrown) writer.Line(thrown);
        else if (model.FieldType is null) writer.Line($"{model.Declaration} => {model.Value};");
        else
        {
            writer.Line($"{model.Declaration} => ValueOf{model.Name}.Value;").Line().Line(Generated);
            using (writer.Block($"private static class ValueOf{model.Name}")) writer.Line($"internal static readonly {model.FieldType} Value = {model.Value};");
        }
    }
}
