using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Exceptions;

/// <summary>Writes the constructors of an exception, and how one follows from another.</summary>
static class ExceptionEmitter
{
    public static void Write(CodeWriter writer, ExceptionModel model)
    {
        // Obsolete types: what could be said about this file is said at the declaration that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, ending: model.NamesBase ? "" : " : global::System.Exception");
        var access = model.IsAbstract ? "protected" : "public";
        Constructor(ExceptionConstructors.Bare, "Says what its type says.", "()", "");
        Constructor(ExceptionConstructors.Message, "Says what went wrong.", "(string? message)", " : base(message)");
        Constructor(ExceptionConstructors.Inner, "Says what went wrong, and why: <c>raise … from innerException</c>.", "(string? message, global::System.Exception? innerException)", " : base(message, innerException)");
        if (model.HasFactories)
        {
            var modifiers = $"public static {(model.Hides ? "new " : "")}{model.Type.FullName}";
            writer.Line("/// <summary>An exception that is the direct consequence of another: <c>raise … from cause</c>.</summary>");
            writer.Line("/// <param name=\"cause\">The other, as its inner exception.</param>").Line("/// <param name=\"message\">What went wrong.</param>").Line(Generated);
            using (writer.Block($"{modifiers} From(global::System.Exception cause, string? message)"))
            {
                writer.Line("global::System.ArgumentNullException.ThrowIfNull(cause);").Line($"return new {model.Type.FullName}(message, cause);");
            }
            writer.Line().Line("/// <summary>An exception that does not show what was being handled: <c>raise … from None</c>.</summary>").Line("/// <param name=\"message\">What went wrong.</param>").Line(Generated);
            using (writer.Block($"{modifiers} FromNone(string? message)"))
            {
                writer.Line($"var made = new {model.Type.FullName}(message);").Line("global::PyIdioms.Chaining.set_SuppressContext(made, true);").Line("return made;");
            }
        }

        void Constructor(ExceptionConstructors which, string says, string parameters, string passes)
        {
            if ((model.Constructors & which) == 0) return;
            writer.Line($"/// <summary>{says}</summary>");
            if (which != ExceptionConstructors.Bare) writer.Line("/// <param name=\"message\">What people read.</param>");
            if (which == ExceptionConstructors.Inner) writer.Line("/// <param name=\"innerException\">The exception that caused it.</param>");
            writer.Line(Generated).Line($"{access} {model.Name}{parameters}{passes}").Line("{").Line("}").Line();
        }
    }
}
