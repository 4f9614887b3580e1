using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.DeepSize;

/// <summary>Writes what a type's objects refer to.</summary>
static class DeepSizeEmitter
{
    const string Walker = "global::PyIdioms.DeepSizeWalker walker";
    const string Stem = "__DeepSize";
    public static void Write(CodeWriter writer, DeepSizeModel model)
    {
        // Obsolete types: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, ending: " : global::PyIdioms.IDeepSized");
        WriteMembers(writer, model);
    }

    static void WriteMembers(CodeWriter writer, DeepSizeModel model)
    {
        writer.Line(Generated);
        if (model.IsOpen)
        {
            writer.Line($"void global::PyIdioms.IDeepSized.Walk({Walker}) => {Stem}(this, walker);").Line();
            writer.Line("/// <summary>Shows a walker what the fields refer to.</summary>").Line(Generated).Line("[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]");
            using (writer.Block($"protected static void {Stem}({model.Type.FullName} self, {Walker})")) WriteVisits(writer, model, "self");
        }
        else
        {
            using (writer.Block($"void global::PyIdioms.IDeepSized.Walk({Walker})")) WriteVisits(writer, model, "this");
        }
        for (var i = 0; i < model.Fields.Count; i++)
        {
            if (model.Fields[i] is not { Hidden.Length: > 0 } field) continue;
            writer.Line().Line(Generated)
                .Line($"[global::System.Runtime.CompilerServices.UnsafeAccessor(global::System.Runtime.CompilerServices.UnsafeAccessorKind.Field, Name = \"{field.Hidden}\")]")
                .Line($"private static extern ref {field.Type} {Stem}Field{i}({(model.Type.IsStruct ? "ref " : "")}{model.Type.FullName} self);");
        }
    }

    static void WriteVisits(CodeWriter writer, DeepSizeModel model, string self)
    {
        if (model.Base.Length > 0) writer.Line($"{model.Base}.{Stem}({self}, walker);");
        // The fields of a class that is not marked are private to it.
        if (model.HasOtherBase)
        {
            writer.Line($"walker.VisitAll({self});");
            return;
        }
        for (var i = 0; i < model.Fields.Count; i++)
        {
            var field = model.Fields[i];
            var value = field.Hidden.Length == 0 ? $"{self}.{field.Name}" : $"{Stem}Field{i}({(model.Type.IsStruct ? "ref global::System.Runtime.CompilerServices.Unsafe.AsRef(in this)" : self)})";
            writer.Line(field.IsReference ? $"walker.Visit({value});" : $"walker.VisitFields({value});");
        }
    }
}
