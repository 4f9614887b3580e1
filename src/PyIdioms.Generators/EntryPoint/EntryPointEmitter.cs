using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.EntryPoint;

/// <summary>Writes the table, what loads each entry point, and what makes the table known when the assembly starts.</summary>
static class EntryPointEmitter
{
    const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    public static void Write(CodeWriter writer, EntryPointModel model)
    {
        foreach (var alias in model.Others.Where(static other => other.Alias is not null).Select(static other => other.Alias!).Distinct()) writer.Line($"extern alias {alias};");
        // Obsolete types: what could be said about this file is said at the attributes that it repeats.
        writer.Line("#pragma warning disable").Line();
        var loader = $"{EntryPointModel.Namespace}.{model.ClassName}.Load";
        for (var i = 0; i < model.Own.Count; i++)
        {
            var own = model.Own[i];
            writer.Line($"[assembly: global::PyIdioms.EntryPointExport({Text(own.Group)}, {Text(own.Name)}, {Text(own.Value)}, {Text(loader + i)})]");
        }
        if (model.Own.Count > 0) writer.Line();
        using var space = writer.Block("namespace " + EntryPointModel.Namespace);
        writer.Line("/// <summary>The entry points that this assembly knows of.</summary>").Line(Generated + " " + Hidden);
        using var table = writer.Block($"{(model.Own.Count > 0 ? "public" : "internal")} static class {model.ClassName}");
        for (var i = 0; i < model.Own.Count; i++)
        {
            writer.Line($"/// <summary>Loads an entry point.</summary>").Line("/// <returns>It.</returns>");
            writer.Line($"public static object? Load{i}() => {model.Own[i].Code};").Line();
        }
        writer.Line("private static readonly global::PyIdioms.EntryPointTable Table = new global::PyIdioms.EntryPointTable(static () => new global::PyIdioms.EntryPointEntry[]");
        writer.Line("{");
        using (writer.Indent())
        {
            for (var i = 0; i < model.Own.Count; i++) Entry(writer, model.Assembly, model.Own[i], $"Load{i}()");
            foreach (var other in model.Others)
            {
                foreach (var item in other.Items) Entry(writer, other.Assembly, item, $"{other.Alias ?? "global"}::{item.Code}()");
            }
        }
        writer.Line("});").Line();
        writer.Line("[global::System.Runtime.CompilerServices.ModuleInitializer]");
        writer.Line("internal static void Register() => global::PyIdioms.EntryPoints.Register(Table);");
    }

    static void Entry(CodeWriter writer, string assembly, EntryPointItem item, string load) =>
        writer.Line($"new global::PyIdioms.EntryPointEntry({Text(assembly)}, {Text(item.Group)}, {Text(item.Name)}, {Text(item.Value)}, static () => {load}),");

    static string Text(string text) => ConstantCode.Of(text);
}
