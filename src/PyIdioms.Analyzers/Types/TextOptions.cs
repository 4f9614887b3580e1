using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>What <c>.editorconfig</c> says about literal strings.</summary>
sealed class TextOptions
{
    static readonly Switch Scalars = new("literal_string.scalars", true, "Accepts the text of numbers, enums, dates and GUIDs; `false` is PEP 675 to the letter.");
    public static readonly Names Sinks = new("literal_string.sinks", "Further members that take SQL, as `Namespace.Type.Method(parameter)` or `Namespace.Type.Property`, separated by `|`.");

    public static readonly ImmutableArray<Option> All = [Scalars, Sinks];

    static readonly ConditionalWeakTable<AnalyzerOptions, TextOptions> Known = new();

    readonly System.Collections.Concurrent.ConcurrentDictionary<string, Apis> extended = new();

    public static TextOptions Of(AnalyzerOptions options) => Known.GetValue(options, static _ => new());

    public Level AcceptedAt(Sighting context) => Scalars.IsOn(context.Options, context.Operation.Syntax.SyntaxTree) ? Level.Scalar : Level.Literal;

    /// <summary>The words of a document that can lead to SQL.</summary>
    public Func<SyntaxTree, Words> WordsFor(CompilationStartAnalysisContext context)
    {
        var marked = ContractWords.OfSql(context.Compilation, context.CancellationToken);
        return tree => Words.Any(ApiWords.Of(context.Compilation, ApisFor(context.Options, tree, context.CancellationToken), context.CancellationToken, "sql"), marked);
    }

    public Apis ApisFor(Sighting context) => ApisFor(context.Options, context.Operation.Syntax.SyntaxTree, context.CancellationToken);

    Apis ApisFor(AnalyzerOptions options, SyntaxTree tree, CancellationToken cancel)
    {
        var text = Sinks.TextAt(options, tree);
        var project = ProjectApis.Of(options, cancel);
        return text.Length == 0 ? project : extended.GetOrAdd(text, t => project.With(Names.Parse(t).Select(m => Apis.Parse("sql", m, out _)).OfType<Api>()));
    }
}
