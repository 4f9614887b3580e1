using PyIdioms.Generators.Parts;
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
        WriteMethods(writer.NameSpace(model.Type), model.Type, model.Methods);
    }

    /// <summary>Writes decorated methods into parts of their type, in a file that has named its namespace.</summary>
    public static void WriteMethods(CodeWriter writer, TypeShape type, EquatableArray<DecoratedMethod> methods)
    {
        // Signatures with pointers need an unsafe part of their own: C# has no await inside an unsafe one.
        WritePart(writer, type, "", methods.Where(static m => !m.Method.IsUnsafe).ToList());
        WritePart(writer, type, "unsafe ", methods.Where(static m => m.Method.IsUnsafe).ToList());
    }

    static void WritePart(CodeWriter writer, TypeShape type, string modifier, List<DecoratedMethod> methods)
    {
        if (methods.Count == 0) return;
        using var part = writer.OpenAgain(type, modifier);
        for (var i = 0; i < methods.Count; i++)
        {
            if (i > 0) writer.Line();
            new MethodEmitter(writer, type, methods[i]).Write();
        }
    }
}
