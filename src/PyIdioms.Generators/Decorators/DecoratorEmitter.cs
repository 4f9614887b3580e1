using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

/// <summary>Writes the decorated methods of a type.</summary>
static class DecoratorEmitter
{
    public static void Write(CodeWriter writer, DecoratorModel model)
    {
        // Obsolete types, nullable promises, pointers to managed types: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        if (model.Type.Namespace.Length > 0) writer.Line($"namespace {model.Type.Namespace};").Line();

        var scopes = new Stack<CodeWriter.Scope>();
        foreach (var header in model.Type.Headers)
        {
            var isInnermost = scopes.Count == model.Type.Headers.Count - 1;
            scopes.Push(writer.Block(isInnermost && model.Methods.Any(static m => m.Method.IsUnsafe) ? "unsafe " + header : header));
        }
        var isFirst = true;
        foreach (var method in model.Methods)
        {
            if (!isFirst) writer.Line();
            isFirst = false;
            new MethodEmitter(writer, model.Type, method).Write();
        }
        while (scopes.Count > 0) scopes.Pop().Dispose();
    }
}
