using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.TypeGuard;

/// <summary>Writes the overload of a guard that hands the value over.</summary>
static class TypeGuardEmitter
{
    public static void Write(CodeWriter writer, TypeGuardModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, model.Method.IsUnsafe ? "unsafe " : "");
        var declared = model.IsValueType ? model.Guarded : model.Guarded + "?";
        var result = $"{(model.IsValueType ? "" : "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] ")}out {declared} {model.Result}";
        var constraints = model.Method.Constraints;
        writer.Line($"/// <summary>Whether <paramref name=\"{model.Value.TrimStart('@')}\"/> is what <see cref=\"{model.Documentation}\"/> asks for, and if so, the value by its type.</summary>");
        foreach (var type in model.Method.TypeParameters) writer.Line($"/// <typeparam name=\"{type.Name.TrimStart('@')}\">As in <see cref=\"{model.Documentation}\"/>.</typeparam>");
        foreach (var parameter in model.Method.Parameters) writer.Line($"/// <param name=\"{parameter.BareName}\">As in <see cref=\"{model.Documentation}\"/>.</param>");
        writer.Line($"/// <param name=\"{model.Result}\">The value; the type's default where the answer is no.</param>");
        writer.Line("/// <returns>Whether it is.</returns>").Line(Generated);
        using (writer.Block($"{model.Modifiers}bool {model.Method.Name}{model.Method.TypeArguments}({string.Join(", ", [.. model.Before, result, .. model.Behind])}){constraints}"))
        {
            var arguments = string.Join(", ", model.Method.Parameters.Select(static p => p.ArgumentPrefix + p.Name));
            using (writer.Block($"if (!{(model.Method.IsStatic ? "" : "this.")}{model.Method.Name}{model.Method.TypeArguments}({arguments}))"))
            {
                writer.Line($"{model.Result} = default!;").Line("return false;");
            }
            using (writer.Block($"if ({model.Value} is {model.Tested} __typed)")) writer.Line($"{model.Result} = __typed;").Line("return true;");
            writer.Line($"throw new global::System.InvalidCastException(\"{model.Method.BareName} returned true for what is no {model.Guarded.Replace("global::", "").Replace("\"", "\\\"")}.\");");
        }
    }
}
