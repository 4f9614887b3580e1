using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.LazyImport;

/// <summary>Writes a lazy import: one look at a field, and the slow way behind it.</summary>
static class LazyImportEmitter
{
    public static void Write(CodeWriter writer, LazyImportModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, model.Modifiers.Contains("unsafe ") ? "unsafe " : "");
        if (model.Refused is { } thrown)
        {
            writer.Line(thrown);
            return;
        }
        var held = model.IsBoxed ? $"global::System.Runtime.CompilerServices.StrongBox<{model.ValueType}>" : model.ValueType;
        var unboxed = model.IsBoxed ? ".Value!" : "";
        var (value, gate, load) = model.IsStatic ? ("Value", "Gate", $"{model.Stem}Import.Load()") : ($"__{model.Stem}Value", $"__{model.Stem}Gate", $"__{model.Stem}Load()");
        var field = model.IsStatic ? $"{model.Stem}Import.Value" : "this." + value;
        // Without [GeneratedCode]: it would be the attribute of both parts, and the user's own one is not generated.
        writer.Line($"{model.Modifiers}{model.ValueType} {model.Name} => {(model.IsBoxed ? $"({field} ?? {load}){unboxed}" : $"{field} ?? {load}")};").Line();
        if (!model.IsStatic)
        {
            WriteState(writer, model, held, value, gate, load, "private ");
            return;
        }
        // A class of its own, without initializers: reading it starts nothing else of the user's type.
        writer.Line(Generated);
        using (writer.Block($"private static class {model.Stem}Import")) WriteState(writer, model, held, value, gate, "Load()", "internal static ");
    }

    static void WriteState(CodeWriter writer, LazyImportModel model, string held, string value, string gate, string load, string access)
    {
        var create = model.IsBoxed ? $"new {held}({model.Load})" : model.Load;
        var mark = model.IsStatic ? "" : Generated + " ";
        writer.Line($"{mark}{access}{held}? {value};");
        writer.Line($"{mark}private {(model.IsStatic ? "static " : "")}global::PyIdioms.ImportLock? {gate};").Line();
        if (!model.IsStatic) writer.Line(Generated);
        writer.Line($"{access}{held} {load} => global::PyIdioms.LazyImport.Load<{held}>(ref {value}, ref {gate}, \"{model.Shown}\", {(model.IsStatic ? "static " : "")}() => {create});");
    }
}
