using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Paged;

/// <summary>Writes the implementing part of every [Paged]: a stream that fetches a page when the one before is consumed.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class PagedGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) =>
        context.Generate<PagedAttribute, PagedModel>(PagedParser.Parse, PagedEmitter.Write);
}
