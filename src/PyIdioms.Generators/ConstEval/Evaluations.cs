using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Evaluates a member, and says where it read.</summary>
delegate ConstEvalModel? Evaluate(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, HashSet<SyntaxTree> read, CancellationToken cancel);

/// <summary>
/// What members came to. An evaluation reads declarations, and the bodies of some files: as long as the program declares the same and these files are the same, it
/// would come to the same, so an edit elsewhere evaluates nothing.
/// </summary>
sealed class Evaluations
{
    readonly ConditionalWeakTable<SyntaxNode, Entry> known = new();

    public ConstEvalModel? Of(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, Evaluate evaluate, CancellationToken cancel)
    {
        if (attribute.ApplicationSyntaxReference?.GetSyntax(cancel) is not { } node) return null;
        var surface = Surfaces.Of(compilation, cancel);
        if (!known.TryGetValue(node, out var entry) || entry.Surface != surface || !entry.Options.Equals(compilation.Options) || !entry.Read.All(compilation.ContainsSyntaxTree))
        {
            var (said, read) = (new List<(DiagnosticDescriptor Rule, Location? Place, object?[] Arguments)>(), new HashSet<SyntaxTree>());
            var model = evaluate(annotated, attribute, compilation, (rule, place, arguments) => said.Add((rule, place, arguments)), read, cancel);
            entry = new(surface, compilation.Options, read, said, model);
            known.Remove(node);
            known.GetValue(node, _ => entry);
        }
        foreach (var (rule, place, arguments) in entry.Said) report(rule, place, arguments);
        return entry.Model;
    }

    sealed record Entry(object Surface, CompilationOptions Options, HashSet<SyntaxTree> Read, List<(DiagnosticDescriptor Rule, Location? Place, object?[] Arguments)> Said, ConstEvalModel? Model);
}
