using System.Globalization;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Patterns;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests.Patterns;

/// <summary>
/// What the kernel says of random switch expressions beside what the compiler says: arms cover a domain D just if <c>x switch { arms, not (D) => 0 }</c> is exhaustive.
/// PYIDIOMS_PATTERNS says how many are made.
/// </summary>
public class OracleTests
{
    const int Batch = 250;

    static readonly int Batches = int.Parse(Environment.GetEnvironmentVariable("PYIDIOMS_PATTERNS") ?? "2000", CultureInfo.InvariantCulture) / Batch;

    [Fact]
    public void The_kernel_agrees_with_the_compiler()
    {
        var (asked, disagreements) = (0, new List<string>());
        Parallel.For(0, Batches, new ParallelOptions { MaxDegreeOfParallelism = 2 }, seed =>
        {
            var made = new List<Switch>();
            var patterns = new RandomPatterns(seed);
            for (var i = 0; i < Batch; i++)
            {
                var type = patterns.Type();
                made.Add(new(type, patterns.Arms(type)));
            }
            var answers = Ask(made);
            var found = Compare(answers).ToList();
            lock (disagreements)
            {
                asked += answers.Count;
                disagreements.AddRange(found);
            }
        });
        Assert.True(disagreements.Count == 0, $"{disagreements.Count} of {asked}\n{string.Join("\n\n", disagreements.Take(8))}");
        Assert.InRange(asked, Batches * Batch / 3, int.MaxValue);
    }

    /// <summary>A switch, and further arms behind its own.</summary>
    sealed record Switch(string Type, List<(string Pattern, bool IsGuarded)> Arms, params string[] More)
    {
        public override string ToString() => $"{Type} x => x switch {{ {string.Join(", ", Arms.Select(a => a.Pattern + (a.IsGuarded ? " when g" : "") + " => 0").Concat(More.Select(m => m + " => 0")))} }}";
    }

    sealed record Answer(Switch Of, ISwitchExpressionOperation Operation, Compilation Compilation, HashSet<int> Unreachable);

    /// <summary>What the compiler says; switches with other errors are left out.</summary>
    static List<Answer> Ask(List<Switch> switches)
    {
        var source = new StringBuilder("#nullable disable\n").AppendLine(RandomPatterns.Types).AppendLine("static class Switches {");
        for (var i = 0; i < switches.Count; i++)
        {
            source.Append(CultureInfo.InvariantCulture, $"static int M{i}({switches[i].Type} x, bool g) => x switch {{ ");
            foreach (var arm in switches[i].Arms) source.Append(arm.Pattern).Append(arm.IsGuarded ? " when g" : "").Append(" => 0, ");
            foreach (var arm in switches[i].More) source.Append(arm).Append(" => 0, ");
            source.AppendLine("};");
        }
        var compilation = Workbench.Compile(source.AppendLine("}").ToString());
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        var answers = new List<Answer>();
        foreach (var method in tree.GetRoot().DescendantNodes().OfType<MethodDeclarationSyntax>())
        {
            if (Ask(model, method) is not var (operation, unreachable)) continue;
            answers.Add(new(switches[int.Parse(method.Identifier.ValueText[1..], CultureInfo.InvariantCulture)], operation, compilation, unreachable));
        }
        return answers;
    }

    /// <summary>Null for a switch with other errors, and for one on which the compiler fails: where it thinks a program location unreachable that is not (Roslyn 5.0).</summary>
    static (ISwitchExpressionOperation Operation, HashSet<int> Unreachable)? Ask(SemanticModel model, MethodDeclarationSyntax method)
    {
        try
        {
            var expression = method.DescendantNodes().OfType<SwitchExpressionSyntax>().First();
            var errors = model.GetDiagnostics(method.Span).Where(d => d.Severity == DiagnosticSeverity.Error).ToList();
            if (errors.Any(e => e.Id != "CS8510") || model.GetOperation(expression) is not ISwitchExpressionOperation operation) return null;
            return (operation, [.. errors.Select(e => expression.Arms.IndexOf(a => a.Span.Contains(e.Location.SourceSpan)))]);
        }
        catch (InvalidOperationException)
        {
            return null;
        }
    }

    static IEnumerable<string> Compare(List<Answer> answers)
    {
        var open = new List<(Answer Answer, IReadOnlyList<string> Witnesses)>();
        var domains = Ask([.. answers.Select(a => a.Of with { More = Rest(a.Of.Type) })]).ToDictionary(a => a.Of.Arms, a => a.Operation.IsExhaustive);
        foreach (var answer in answers)
        {
            var (usefulness, witnesses) = Solve(answer);
            if (!usefulness.IsComplete) continue;
            for (var i = 0; i < answer.Of.Arms.Count; i++)
            {
                if (usefulness.IsReached(i) == answer.Unreachable.Contains(i) && !IsOutsideOfItsDomain(answer, i)) yield return $"arm {i} reached: {usefulness.IsReached(i)}, the compiler says {!answer.Unreachable.Contains(i)}\n{answer.Of}";
            }
            if (domains.TryGetValue(answer.Of.Arms, out var isExhaustive) && isExhaustive != (witnesses.Count == 0) && (isExhaustive || !IsDiscardUnreachable(answer.Of with { More = Rest(answer.Of.Type) }))) yield return $"missing: {string.Join(", ", witnesses)}; the compiler says {(isExhaustive ? "nothing" : "something")}\n{answer.Of}";
            if (witnesses.Count > 0) open.Add((answer, witnesses));
        }
        foreach (var wrong in Verify(open)) yield return wrong;
    }

    /// <summary>An arm for values that an enumeration has no name for is none to the kernel.</summary>
    static bool IsOutsideOfItsDomain(Answer answer, int arm) => !answer.Unreachable.Contains(arm) && RandomPatterns.Domain(answer.Of.Type) != "_";

    static (Usefulness Usefulness, IReadOnlyList<string> Witnesses) Solve(Answer answer)
    {
        var spaces = new SpaceOf(ClosedTypes.Of(answer.Compilation), withOblivious: true);
        var type = answer.Operation.Value.Type!;
        var input = Place.Input(type);
        var start = spaces.Of(input);
        var reader = new PatternReader(answer.Compilation);
        var rows = answer.Operation.Arms.Select(a => new Row(reader.Read(a.Pattern, input), a.Guard is not null)).ToList();
        var usefulness = new Usefulness(rows, input, start, spaces);
        return (usefulness, new Witness(spaces, input, start, s => s.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat)).Of(usefulness.Missing));
    }

    static bool IsList(string type) => type.EndsWith("[]", StringComparison.Ordinal);

    /// <summary>What the kernel leaves to the compiler: values that an enumeration has no name for.</summary>
    static string[] Rest(string type) => RandomPatterns.Domain(type) is var domain && domain == "_" ? [] : [$"not ({domain})"];

    /// <summary>The compiler's second opinion: it calls some switches with list patterns and guards not exhaustive, warns of nothing, and knows that a discard behind them is never reached.</summary>
    static bool IsDiscardUnreachable(Switch complete) => Ask([complete with { More = [.. complete.More, "_"] }]) is [{ Unreachable: var unreachable }] && unreachable.Contains(complete.Arms.Count + complete.More.Length);

    /// <summary>
    /// Every witness is reached behind the arms, and all of them together leave nothing. Of lists the compiler is asked for the first only: with an element counted from both
    /// ends in the arms (<c>[0, ..] =&gt;, [.., 1] and [] =&gt;</c>) it sometimes says that more is missing than these and can name nothing; then the kernel has to find nothing.
    /// </summary>
    static IEnumerable<string> Verify(List<(Answer Answer, IReadOnlyList<string> Witnesses)> open)
    {
        var again = Ask([.. open.Select(o => o.Answer.Of with { More = [.. o.Witnesses, .. Rest(o.Answer.Of.Type)] })]);
        var byArms = again.ToDictionary(a => a.Of.Arms);
        foreach (var (answer, witnesses) in open)
        {
            if (!byArms.TryGetValue(answer.Of.Arms, out var complete))
            {
                yield return $"no patterns: {string.Join(", ", witnesses)}\n{answer.Of}";
                continue;
            }
            if (!complete.Operation.IsExhaustive && !IsDiscardUnreachable(complete.Of) && !(IsList(answer.Of.Type) && Solve(complete).Witnesses.Count == 0)) yield return $"not all that is missing: {string.Join(", ", witnesses)}\n{answer.Of}";
            foreach (var arm in complete.Unreachable.Where(u => u >= answer.Of.Arms.Count && u < answer.Of.Arms.Count + witnesses.Count)) yield return $"not missing: {witnesses[arm - answer.Of.Arms.Count]}\n{answer.Of}";
        }
    }
}
