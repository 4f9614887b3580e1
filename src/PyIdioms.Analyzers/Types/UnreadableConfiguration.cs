using System.Collections.Concurrent;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>A line of <c>pyidioms.apis.txt</c>, or an option of <c>.editorconfig</c>, that says nothing: a rule would stay silent because of a slip.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UnreadableConfiguration() : Rule(Descriptor, OptionDescriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0211",
        title: "Configuration without effect", message: "'{0}' has no effect: {1}", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor OptionDescriptor = Define("PYI0211",
        title: "Configuration without effect", message: "'{0}' has no effect in {1}: {2}", DiagnosticSeverity.Warning);

    /// <summary>The options of all rules, by key.</summary>
    static readonly Lazy<ImmutableDictionary<string, Option>> Known = new(() => typeof(UnreadableConfiguration).Assembly.GetTypes()
        .Where(type => !type.IsAbstract && typeof(Rule).IsAssignableFrom(type))
        .SelectMany(type => ((Rule)Activator.CreateInstance(type)).Options)
        .GroupBy(option => option.Key).ToImmutableDictionary(same => same.Key, same => same.First(), StringComparer.OrdinalIgnoreCase));

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var apis = new ApiLookup(context.Compilation);
        var problems = new ConcurrentDictionary<(string Key, string Text), ImmutableArray<Diagnostic>>();
        context.RegisterAdditionalFileAction(c => CheckTable(c, apis));
        context.RegisterSyntaxTreeAction(c => CheckOptions(c, context.Compilation, problems, apis));
    }

    static void CheckTable(AdditionalFileAnalysisContext context, ApiLookup apis)
    {
        if (!ProjectApis.FilesOf(context.Options).Contains(context.AdditionalFile) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text) return;
        foreach (var line in text.Lines)
        {
            var content = line.ToString();
            var known = Apis.Read(SourceText.From(content), out var unreadable);
            foreach (var problem in unreadable) Report(content.IndexOf(problem.Text, StringComparison.Ordinal), problem.Text, problem.Reason);
            foreach (var api in known.Lines)
            {
                if (apis.WrongIn(api, content) is { } wrong) Report(wrong.Start, wrong.Text, wrong.Reason);
            }

            void Report(int start, string part, string reason)
            {
                var span = new TextSpan(line.Start + start, part.Length);
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span)), part, reason));
            }
        }
    }

    /// <summary>A text that cannot be read is named once, at the start of the first file that it stands for.</summary>
    static void CheckOptions(SyntaxTreeAnalysisContext context, Compilation compilation, ConcurrentDictionary<(string, string), ImmutableArray<Diagnostic>> problems, ApiLookup apis)
    {
        var configs = context.Options.AnalyzerConfigOptionsProvider;
        var config = configs.GetOptions(context.Tree);
        foreach (var key in config.Keys)
        {
            if (!key.StartsWith(Option.Prefix, StringComparison.OrdinalIgnoreCase) || !config.TryGetValue(key, out var text)) continue;
            var found = problems.GetOrAdd((key, text), _ =>
            {
                var wrong = Problems(key, text.Trim(), apis).ToImmutableArray();
                if (wrong.IsEmpty) return [];
                var first = compilation.SyntaxTrees.First(t => t == context.Tree || configs.GetOptions(t).TryGetValue(key, out var same) && same == text && !GeneratedFiles.Has(t, configs, context.CancellationToken));
                return [.. wrong.Select(w => Diagnostic.Create(w.Descriptor, Location.Create(first, new(0, 0)), w.Arguments))];
            });
            foreach (var diagnostic in found)
            {
                if (diagnostic.Location.SourceTree == context.Tree) context.ReportDiagnostic(diagnostic);
            }
        }
    }

    static IEnumerable<(DiagnosticDescriptor Descriptor, object[] Arguments)> Problems(string key, string text, ApiLookup apis)
    {
        if (!Known.Value.TryGetValue(key, out var option))
        {
            yield return (Descriptor, [key, "there is no such option" + ClosestName.Suggest(key, Known.Value.Keys)]);
        }
        else if (option.Expected(text) is { } expected)
        {
            yield return (OptionDescriptor, [text, option.Key, $"the option is {expected}"]);
        }
        else if (option == TextOptions.Sinks)
        {
            foreach (var entry in Names.Parse(text))
            {
                var reason = Apis.Parse("sql", entry, out var unreadable) is { } api ? apis.WrongIn(api, entry) is { } wrong ? $"{wrong.Reason}" : null : unreadable;
                if (reason is not null) yield return (OptionDescriptor, [entry, option.Key, reason]);
            }
        }
    }
}
