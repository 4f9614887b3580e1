using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Emit;

/// <summary>Reads what one file says about the assembly with an attribute; null, with a report, where there is nothing to generate.</summary>
public delegate TPart? ParseFile<TPart>(SyntaxTree file, IReadOnlyList<AttributeData> attributes, Compilation compilation, Report report, CancellationToken cancel) where TPart : class;

/// <summary>Generates for attributes of an assembly: its own, file by file, and what is known of the assemblies that it refers to.</summary>
public static class AssemblyPipeline
{
    /// <summary>
    /// Generates one file. A reference is read when it changes, not when the program does; an edit of a file reads that file alone.
    /// </summary>
    /// <param name="context">Where to.</param>
    /// <param name="parse">Reads a file's attributes.</param>
    /// <param name="read">Reads a reference; null where there is nothing of interest.</param>
    /// <param name="join">Makes the model of the assembly's name, its files and its references; null where nothing is generated.</param>
    /// <param name="write">Writes it.</param>
    public static void GenerateForAssembly<TAttribute, TPart, TReference, TModel>(
        this IncrementalGeneratorInitializationContext context,
        ParseFile<TPart> parse,
        Func<MetadataReference, CancellationToken, TReference?> read,
        Func<string, ImmutableArray<TPart>, ImmutableArray<TReference>, TModel?> join,
        Write<TModel> write)
        where TAttribute : Attribute
        where TPart : class, IEquatable<TPart>
        where TReference : class, IEquatable<TReference>
        where TModel : class, IModel, IEquatable<TModel>
    {
        var spelling = new Spelling(typeof(TAttribute));
        var kept = new Kept<TPart>();
        var spelled = context.SyntaxProvider.CreateSyntaxProvider(
            (node, _) => spelling.IsOnAssembly(node),
            (c, cancel) => kept.For(c.Node, c.SemanticModel, Read, cancel));
        // Under another name (using E = …) Roslyn finds it.
        var bound = context.SyntaxProvider.ForAttributeWithMetadataName(
            typeof(TAttribute).FullName!,
            (node, _) => node is CompilationUnitSyntax && !spelling.IsOnAssembly(node),
            (c, cancel) => Read(c.TargetNode, c.SemanticModel, cancel));
        var references = context.MetadataReferencesProvider.Select((reference, cancel) => read(reference, cancel)).Where(static known => known is not null);
        var name = context.CompilationProvider.Select(static (compilation, _) => compilation.AssemblyName ?? "");
        context.Write(
            name.Combine(spelled.Collect().Combine(bound.Collect())).Combine(references.Collect()).SelectMany((all, _) =>
            {
                var ((assembly, (first, second)), known) = all;
                return join(assembly, [.. first.Concat(second).Where(static part => part is not null).Select(static part => part!)], [.. known.Select(static reference => reference!)]) is { } model ? ImmutableArray.Create<TModel?>(model) : [];
            }),
            write);

        TPart? Read(SyntaxNode node, SemanticModel document, CancellationToken cancel) =>
            spelling.ReadAssembly(node.SyntaxTree, document.Compilation) is { Count: > 0 } attributes ? parse(node.SyntaxTree, attributes, document.Compilation, Pipeline.Nowhere, cancel) : null;
    }

    /// <summary>The attributes of one type that a file puts on the assembly.</summary>
    public static IReadOnlyList<AttributeData> AttributesOf<TAttribute>(SyntaxTree file, Compilation compilation) where TAttribute : Attribute => new Spelling(typeof(TAttribute)).ReadAssembly(file, compilation);
}
