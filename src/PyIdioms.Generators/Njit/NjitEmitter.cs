using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>Writes the body: the user's own text, with loops over vectors in front of its loops.</summary>
static class NjitEmitter
{
    public static void Write(CodeWriter writer, NjitModel model)
    {
        // What could be said about this text is said where the user wrote it.
        writer.Line("#pragma warning disable").Line();
        var method = model.Method;
        // 'pyidioms njit' reads these lines.
        writer.Line($"// [Njit] {model.Type.DisplayName}.{method.BareName}");
        foreach (var loop in model.Loops) writer.Line("//   " + loop);
        var open = writer.OpenFlat(model.Spaces, model.Type);
        if (model.Refused is { } part) writer.Line(part);
        else if (model.Body is null)
        {
            var call = $"{method.BareName}Core({string.Join(", ", method.Parameters.Select(static p => p.ArgumentPrefix + p.Name))})";
            writer.Line($"{method.Implementation()} => {(method.ReturnsRef ? "ref " : "")}{call};");
        }
        else
        {
            // Tier 0 would run the loop over vectors thousands of times slower until it is compiled again.
            writer.Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]");
            writer.Line($"{method.Modifiers}partial {method.Return} {method.Name}{model.Parameters}").Line(model.Body);
            foreach (var type in model.Types) writer.Line().Line(type);
        }
        for (; open > 0; open--) writer.Line("}");
    }
}
