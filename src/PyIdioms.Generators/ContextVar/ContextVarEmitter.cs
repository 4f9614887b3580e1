using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.ContextVar;

/// <summary>Writes a context variable: its field, the property that reads it, and the methods that set it.</summary>
static class ContextVarEmitter
{
    public static void Write(CodeWriter writer, ContextVarModel model)
    {
        var (variable, token) = ($"global::PyIdioms.ContextVar<{model.ValueType}>", $"global::PyIdioms.ContextToken<{model.ValueType}>");
        var (field, cref) = (model.Stem + "Var", $"<see cref=\"{model.Name}\"/>");
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, model.Modifiers.Contains("unsafe ") ? "unsafe " : "");
        if (model.Refusal is { } id)
        {
            writer.Line($"{model.Modifiers}{model.ValueType} {model.Name} => throw new global::System.NotSupportedException(\"{id}\");");
            return;
        }
        // Without [GeneratedCode]: it would be the attribute of both parts, and the user's own one is not generated.
        writer.Line($"{model.Modifiers}{model.ValueType} {model.Name} => Of{model.Stem}.Variable.Read(Of{model.Stem}.Local);").Line();
        writer.Line($"/// <summary>The variable behind {cref}, for a snapshot to be asked about.</summary>").Line(Generated);
        writer.Line($"{model.Access}static {variable} {field} => Of{model.Stem}.Variable;").Line();
        writer.Line($"/// <summary>Sets {cref} until the token is disposed.</summary>").Line("/// <param name=\"value\">The value, for this code and what it calls, awaits and starts.</param>");
        writer.Line("/// <returns>What gives back the value that was there before.</returns>").Line(Generated);
        writer.Line($"{model.Access}static {token} Use{model.Stem}({model.ValueType} value) => Of{model.Stem}.Variable.Use(value);").Line();
        writer.Line($"/// <summary>Sets {cref} for the rest of this flow.</summary>").Line("/// <param name=\"value\">The value, for this code and what it calls, awaits and starts.</param>").Line(Generated);
        writer.Line($"{model.Access}static void Set{model.Stem}({model.ValueType} value) => Of{model.Stem}.Variable.Set(value);").Line();
        // A class of its own: made when it is first read, whatever the order of the user's own static fields.
        writer.Line(Generated);
        using (writer.Block($"private static class Of{model.Stem}"))
        {
            writer.Line("internal static readonly global::System.Threading.AsyncLocal<object?> Local = new global::System.Threading.AsyncLocal<object?>();").Line();
            writer.Line($"internal static readonly {variable} Variable = new {variable}(\"{model.Shown}\"{model.Default}, Local);");
        }
    }
}
