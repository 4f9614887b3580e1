using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Kernel.Emit;

/// <summary>
/// Models by their declaration. One in a document that did not change is not bound again as long as no declaration of the program changes: its parser reads
/// declarations alone, so it would read the same.
/// </summary>
sealed class Kept<TModel> where TModel : class
{
    readonly ConditionalWeakTable<SyntaxNode, Entry> known = new();

    public TModel? For(SyntaxNode node, SemanticModel document, Func<SyntaxNode, SemanticModel, CancellationToken, TModel?> read, CancellationToken cancel)
    {
        var (surface, options) = (Surfaces.Of(document.Compilation, cancel), document.Compilation.Options);
        if (known.TryGetValue(node, out var entry) && entry.Surface == surface && entry.Options.Equals(options)) return entry.Model;
        var model = read(node, document, cancel);
        known.Remove(node);
        known.GetValue(node, _ => new(surface, options, model));
        return model;
    }

    sealed class Entry(object surface, CompilationOptions options, TModel? model)
    {
        public object Surface => surface;

        public CompilationOptions Options => options;

        public TModel? Model => model;
    }
}
