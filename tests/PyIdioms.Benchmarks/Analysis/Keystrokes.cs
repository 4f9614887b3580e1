using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;

namespace PyIdioms.Benchmarks.Analysis;

/// <summary>What an editor waits for: a statement is typed into a method body, and what the compiler and the rules say about that document is asked for.</summary>
sealed class Keystrokes
{
    const int Edits = 50;
    const int Warm = 10;
    const int Repeats = 3;
    const int FewestLines = 40;
    const int FewestStatements = 3;
    const int Seed = 20260822;

    readonly CSharpCompilation before;
    readonly List<(SyntaxTree Old, SyntaxTree New)> edits = [];

    /// <summary>One edit in each of a sample of the folder's documents, the same sample in every run.</summary>
    public Keystrokes(SourceFolder folder)
    {
        before = folder.Compile();
        before.GetDiagnostics();
        var random = new Random(Seed);
        var documents = before.SyntaxTrees.Where(t => t.GetText().Lines.Count >= FewestLines).ToArray();
        random.Shuffle(documents);
        foreach (var document in documents)
        {
            if (edits.Count == Warm + Edits) break;
            var bodies = document.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>().Select(m => m.Body).Where(b => b?.Statements.Count >= FewestStatements).ToArray();
            if (bodies.Length == 0) continue;
            var typed = new TextChange(new(bodies[random.Next(bodies.Length)]!.OpenBraceToken.Span.End, 0), $" var typed{edits.Count} = {edits.Count};");
            edits.Add((document, document.WithChangedText(document.GetText().WithChanges(typed))));
        }
    }

    /// <summary>CPU milliseconds a keystroke takes, for each set the half and nineteen in twenty of all edits; sets take turns at every edit.</summary>
    public async Task<(double Half, double Most)[]> RunAsync(RuleSet[] sets)
    {
        var times = sets.Select(_ => new List<double>()).ToArray();
        for (var edit = 0; edit < edits.Count; edit++)
        {
            GC.Collect();
            for (var turn = 0; turn < sets.Length; turn++)
            {
                var set = (turn + edit) % sets.Length;
                var least = double.MaxValue;
                for (var repeat = 0; repeat < Repeats; repeat++) least = Math.Min(least, await TypeAsync(edits[edit], sets[set]));
                if (edit >= Math.Min(Warm, edits.Count / 2)) times[set].Add(least);
            }
        }
        return [.. times.Select(t => (Quantile(t, 0.5), Quantile(t, 0.95)))];
    }

    async Task<double> TypeAsync((SyntaxTree Old, SyntaxTree New) edit, RuleSet set)
    {
        var start = Environment.CpuUsage.TotalTime;
        var after = before.ReplaceSyntaxTree(edit.Old, edit.New);
        if (set.Rules.IsEmpty)
        {
            after.GetSemanticModel(edit.New).GetDiagnostics();
        }
        else
        {
            var analysis = after.WithAnalyzers(set.Rules, new CompilationWithAnalyzersOptions(new AnalyzerOptions([]), null, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
            await analysis.GetAnalyzerSyntaxDiagnosticsAsync(edit.New, CancellationToken.None);
            await analysis.GetAnalyzerSemanticDiagnosticsAsync(analysis.Compilation.GetSemanticModel(edit.New), null, CancellationToken.None);
        }
        return (Environment.CpuUsage.TotalTime - start).TotalMilliseconds;
    }

    static double Quantile(List<double> values, double share)
    {
        values.Sort();
        return values.Count == 0 ? 0 : values[(int)Math.Round(share * (values.Count - 1))];
    }
}
