using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Variadic;

/// <summary>Writes the declarations in the surroundings of the one that the user wrote.</summary>
static class VariadicEmitter
{
    public static void Write(CodeWriter writer, VariadicModel model)
    {
        // What could be said about this file is said at the declaration that it continues.
        writer.Line("#pragma warning disable");
        if (!model.IsNullable) writer.Line("#nullable disable");
        writer.Line();
        if (model.Usings.Length > 0) writer.Line(model.Usings).Line();
        var scopes = new Stack<CodeWriter.Scope>();
        foreach (var opening in model.Openings)
        {
            scopes.Push(writer.Block(opening.Header));
            if (opening.Usings.Length > 0) writer.Line(opening.Usings).Line();
        }
        for (var i = 0; i < model.Declarations.Count; i++)
        {
            if (i > 0) writer.Line();
            writer.Line(model.Declarations[i]);
        }
        while (scopes.Count > 0) scopes.Pop().Dispose();
    }
}
