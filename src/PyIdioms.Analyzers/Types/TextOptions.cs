using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;

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

    public Level AcceptedAt(OperationAnalysisContext context) => Scalars.IsOn(context.Options, context.Operation.Syntax.SyntaxTree) ? Level.Scalar : Level.Literal;

    public Apis ApisFor(OperationAnalysisContext context)
    {
        var text = Sinks.TextAt(context.Options, context.Operation.Syntax.SyntaxTree);
        var project = ProjectApis.Of(context.Options, context.CancellationToken);
        return text.Length == 0 ? project : extended.GetOrAdd(text, t => project.With(Names.Parse(t).Select(m => Apis.Parse("sql", m, out _)).OfType<Api>()));
    }
}
