using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Kernel.Emit;

/// <summary>Where a parser says what is wrong: nowhere from the generator, the compiler from the companion rule.</summary>
public delegate void Report(DiagnosticDescriptor rule, Location? location, params object?[] arguments);

/// <summary>Reads an annotated symbol into a model; null, with a report, when it cannot be generated for.</summary>
public delegate TModel? Parse<TModel>(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel) where TModel : class;

/// <summary>Reads an annotated symbol into a model with the help of its compilation, which knows what converts to what.</summary>
public delegate TModel? ParseIn<TModel>(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel) where TModel : class;

/// <summary>Reads a type that has members of a shape into a model; null when nothing is generated for it.</summary>
public delegate TModel? ParseType<TModel>(INamedTypeSymbol type, SyntaxNode declaration, Report report, CancellationToken cancel) where TModel : class;

/// <summary>Writes what a model asks for.</summary>
public delegate void Write<TModel>(CodeWriter writer, TModel model);

/// <summary>What a parser read: plain data (strings, enums, EquatableArrays), never a symbol, a node or a location.</summary>
public interface IModel
{
    /// <summary>The generated file's name without its ending, unique in the compilation.</summary>
    string HintName { get; }
}

/// <summary>attribute → Parse → model → Write: the shape of every generator here, and the only place that knows how Roslyn runs it.</summary>
public static class Pipeline
{
    /// <summary>The tracking name of the step whose outputs are models.</summary>
    public const string Parsed = nameof(Parsed);

    /// <summary>How every generated file's name ends.</summary>
    public const string FileEnding = ".g.cs";

    internal static readonly Report Nowhere = static (_, _, _) => { };

    /// <summary>Generates for what carries one attribute.</summary>
    public static void Generate<TAttribute, TModel>(this IncrementalGeneratorInitializationContext context, Parse<TModel> parse, Write<TModel> write)
        where TAttribute : Attribute
        where TModel : class, IModel, IEquatable<TModel> =>
        context.Generate<TAttribute, TModel>((annotated, attribute, _, report, cancel) => parse(annotated, attribute, report, cancel), write);

    /// <summary>Generates for what carries one attribute, where reading it takes the compilation: its declarations alone, no body in another document.</summary>
    public static void Generate<TAttribute, TModel>(this IncrementalGeneratorInitializationContext context, ParseIn<TModel> parse, Write<TModel> write)
        where TAttribute : Attribute
        where TModel : class, IModel, IEquatable<TModel>
    {
        var spelling = new Spelling(typeof(TAttribute));
        var kept = new Kept<TModel>();
        // Under its own name an attribute is found without binding; Roslyn, which binds whatever may be one, looks for those with another (using E = …).
        context.Write(
            context.SyntaxProvider.CreateSyntaxProvider(
                (node, _) => spelling.IsOn(node),
                (c, cancel) => kept.For(c.Node, c.SemanticModel, (node, document, stop) => spelling.Read(node, document, (symbol, attribute) => IsRepeated(symbol) ? null : parse(symbol, attribute, document.Compilation, Nowhere, stop), stop), cancel)),
            write);
        context.GenerateBound<TAttribute, TModel>((node, _) => !spelling.IsOn(node), parse, write);
    }

    /// <summary>Generates for what carries one attribute, where reading it takes the bodies of methods, wherever they stand.</summary>
    public static void GenerateFromBodies<TAttribute, TModel>(this IncrementalGeneratorInitializationContext context, ParseIn<TModel> parse, Write<TModel> write)
        where TAttribute : Attribute
        where TModel : class, IModel, IEquatable<TModel> =>
        context.GenerateBound<TAttribute, TModel>(static (_, _) => true, parse, write);

    static void GenerateBound<TAttribute, TModel>(this IncrementalGeneratorInitializationContext context, Func<SyntaxNode, CancellationToken, bool> isWanted, ParseIn<TModel> parse, Write<TModel> write)
        where TAttribute : Attribute
        where TModel : class, IModel, IEquatable<TModel> =>
        context.Write(
            context.SyntaxProvider.ForAttributeWithMetadataName(
                MetadataName(typeof(TAttribute)),
                isWanted,
                (c, cancel) => IsRepeated(c.TargetSymbol) ? null : parse(c.TargetSymbol, c.Attributes[0], c.SemanticModel.Compilation, Nowhere, cancel)),
            write);

    /// <summary>
    /// Generates for types by the look of a declaration: for attributes that users derive, which ForAttributeWithMetadataName does not see. The parser reads
    /// declarations alone, no body.
    /// </summary>
    public static void GenerateForTypes<TModel>(this IncrementalGeneratorInitializationContext context, Func<SyntaxNode, bool> looksLikeOne, ParseType<TModel> parse, Write<TModel> write)
        where TModel : class, IModel, IEquatable<TModel>
    {
        var kept = new Kept<TModel>();
        context.Write(
            context.SyntaxProvider.CreateSyntaxProvider(
                (node, _) => looksLikeOne(node),
                (c, cancel) => kept.For(c.Node, c.SemanticModel, (node, document, stop) => document.GetDeclaredSymbol(node, stop) is INamedTypeSymbol type ? parse(type, node, Nowhere, stop) : null, cancel)),
            write);
    }

    /// <summary>Whether a member was declared before with the same signature, which the compiler refuses: a generated file for each would have the same name.</summary>
    static bool IsRepeated(ISymbol annotated) => annotated is not INamedTypeSymbol && annotated.ContainingType is { } type
        && type.GetMembers(annotated.Name).TakeWhile(m => !SymbolEqualityComparer.Default.Equals(m, annotated)).Any(m => m.Kind == annotated.Kind && m.ToDisplayString() == annotated.ToDisplayString());

    static string MetadataName(Type attribute) => (attribute.IsGenericType ? attribute.GetGenericTypeDefinition() : attribute).FullName!;

    internal static void Write<TModel>(this IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<TModel?> parsed, Write<TModel> write)
        where TModel : class, IModel, IEquatable<TModel> =>
        context.RegisterSourceOutput(parsed.Where(static model => model is not null).WithTrackingName(Parsed), (output, model) => output.Add(model!, write));

    static void Add<TModel>(this SourceProductionContext output, TModel model, Write<TModel> write) where TModel : class, IModel
    {
        var writer = new CodeWriter().Line("// <auto-generated/>").Line("#nullable enable").Line();
        write(writer, model);
        output.AddSource(model.HintName + FileEnding, SourceText.From(writer.ToString(), Encoding.UTF8));
    }
}
