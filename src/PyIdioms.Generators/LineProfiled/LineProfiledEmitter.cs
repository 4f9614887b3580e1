using System.Globalization;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.LineProfiled;

/// <summary>Writes the twin, and what chooses between it and the body. Nothing is indented: white space in the user's text is the user's.</summary>
static class LineProfiledEmitter
{
    const string Runtime = "global::PyIdioms.";
    public static void Write(CodeWriter writer, LineProfiledModel model)
    {
        // What could be said about this text is said where the user wrote it.
        writer.Line("#pragma warning disable").Line();
        var open = writer.OpenFlat(model.Spaces, model.Type);
        WriteChoice(writer, model);
        if (model.Twin is { } twin)
        {
            WriteTwin(writer, model, twin);
            WriteSite(writer, model, twin);
        }
        for (; open > 0; open--) writer.Line("}");
    }

    static void WriteChoice(CodeWriter writer, LineProfiledModel model)
    {
        writer.Line(Generated)
            .Line("[global::System.Diagnostics.StackTraceHidden, global::System.Diagnostics.DebuggerStepThrough]")
            .Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
        if (model.IsUnscoped) writer.Line("[global::System.Diagnostics.CodeAnalysis.UnscopedRef]");
        writer.Line($"{model.Modifiers}{Declaration(model, model.Dispatcher)}").Line("{");
        if (model.Twin is { } twin) writer.Line($"if ({Runtime}LineProfile.Enabled) {Call(model, twin.Name)}");
        writer.Line(Call(model, model.Core.Name)).Line("}").Line();
    }

    static string Declaration(LineProfiledModel model, string name) => $"{model.Core.Return} {name}{model.Core.TypeArguments}{model.Parameters}{model.Core.Constraints}";

    static string Call(LineProfiledModel model, string name)
    {
        var receiver = model.Core.IsStatic ? model.Type.FullName : "this";
        var call = $"{receiver}.{name}{model.Core.TypeArguments}({string.Join(", ", model.Core.Parameters.Select(static p => p.ArgumentPrefix + p.Name))});";
        return model.Core.Kind == ReturnKind.Void ? $"{{ {call} return; }}" : $"return {(model.Core.ReturnsRef ? "ref " : "")}{call}";
    }

    static void WriteTwin(CodeWriter writer, LineProfiledModel model, LineTwin twin)
    {
        if (twin.Attributes.Length > 0) writer.Line(twin.Attributes);
        writer.Line(Generated).Line($"{model.Modifiers}{(twin.IsAsync ? "async " : "")}{Declaration(model, twin.Name)}").Line("{");
        writer.Line($"var {twin.Timer} = {twin.Site}.Site.Enter();").Line("try").Line(twin.Body).Line("finally").Line("{").Line($"{twin.Timer}.Exit();").Line("}").Line("}").Line();
    }

    static void WriteSite(CodeWriter writer, LineProfiledModel model, LineTwin twin)
    {
        var file = SymbolDisplay.FormatLiteral(twin.File, quote: true);
        var line = twin.Line.ToString(CultureInfo.InvariantCulture);
        writer.Line(Generated).Line($"private static class {twin.Site}").Line("{");
        writer.Line($"internal static readonly {Runtime}LineSite Site = new(");
        writer.Line(twin.IsElsewhere
            ? $"\"{model.Type.DisplayName}\", \"{model.Name}\", {file}, {line}"
            : $"typeof({model.Type.FullName}), \"{model.Type.DisplayName}\", \"{model.Name}\", {file}, {twin.Place.ToString(CultureInfo.InvariantCulture)}, {line}");
        foreach (var text in twin.Lines) writer.Line(", " + SymbolDisplay.FormatLiteral(text, quote: true));
        writer.Line(");").Line("}");
    }
}
