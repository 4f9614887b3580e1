using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.LineProfiled;

namespace PyIdioms.Tests.Decorators;

/// <summary>All signatures under the same decorators in one program, each in a namespace and a file of its own.</summary>
sealed record SignatureProgram(Compilation Compilation, ImmutableArray<SyntaxTree> Files, ImmutableArray<Diagnostic> Refusals)
{
    public static async Task<SignatureProgram> From(IReadOnlyList<string> signatures, string decorators, string shared, bool takesToken)
    {
        var sources = signatures.Select((s, i) => $"namespace {NameOf(i)} {{\n{s.Replace("$", decorators, StringComparison.Ordinal)}\n}}").Select(s => takesToken && !s.Contains("// as declared elsewhere", StringComparison.Ordinal) ? WithToken(s, decorators) : s);
        var driver = CSharpGeneratorDriver.Create([new DecoratorGenerator().AsSourceGenerator(), new LineProfiledGenerator().AsSourceGenerator()], parseOptions: Generated.Options)
            .RunGeneratorsAndUpdateCompilation(Generated.Compile([.. sources, shared]), out var updated, out var problems);
        Assert.Empty(problems);
        Assert.All(driver.GetRunResult().Results, result => Assert.Null(result.Exception));
        var rules = new CompilationWithAnalyzers(updated, [new LineProfiledRules(), new DecoratorRules()], new CompilationWithAnalyzersOptions(new([]), (e, _, _) => throw e, concurrentAnalysis: false, logAnalyzerExecutionTime: false));
        return new(updated, driver.GetRunResult().GeneratedTrees, await rules.GetAnalyzerDiagnosticsAsync());
    }

    public static string NameOf(int signature) => $"S{signature}_";

    /// <summary>Errors anywhere, and warnings in generated files.</summary>
    public IEnumerable<Diagnostic> Complaints => Compilation.GetDiagnostics().Where(d => d.Severity == DiagnosticSeverity.Error || d.Severity == DiagnosticSeverity.Warning && Files.Contains(d.Location.SourceTree!));

    /// <summary>What a decorator says that makes it do nothing.</summary>
    public ImmutableArray<Diagnostic> RefusalsOf(int signature) => [.. Refusals.Where(r => r.DefaultSeverity == DiagnosticSeverity.Error && r.Location.SourceTree?.FilePath == $"User{signature}.cs")];

    /// <summary>The same where the decorated methods and their bodies take a token.</summary>
    static string WithToken(string source, string decorators)
    {
        var root = CSharpSyntaxTree.ParseText(source, Generated.Options).GetRoot();
        var decorated = root.DescendantNodes().OfType<MethodDeclarationSyntax>().Where(m => m.AttributeLists.Any(l => l.Attributes.ToString().Contains(decorators, StringComparison.Ordinal))).Select(m => m.Identifier.ValueText).ToHashSet();
        return new TokenWriter([.. decorated, .. decorated.Select(name => name + "Core")]).Visit(root).ToFullString();
    }

    /// <summary>Gives methods a token, and their calls one.</summary>
    sealed class TokenWriter(HashSet<string> names) : CSharpSyntaxRewriter
    {
        public override SyntaxNode VisitMethodDeclaration(MethodDeclarationSyntax node)
        {
            var visited = (MethodDeclarationSyntax)base.VisitMethodDeclaration(node)!;
            if (!names.Contains(node.Identifier.ValueText)) return visited;
            var at = node.ParameterList.Parameters.FirstOrDefault()?.Modifiers.Any(SyntaxKind.ThisKeyword) == true ? 1 : 0;
            var token = SyntaxFactory.Parameter(SyntaxFactory.Identifier("stop")).WithType(SyntaxFactory.ParseTypeName("global::System.Threading.CancellationToken "));
            return visited.WithParameterList(visited.ParameterList.WithParameters(visited.ParameterList.Parameters.Insert(at, token)));
        }

        public override SyntaxNode VisitInvocationExpression(InvocationExpressionSyntax node)
        {
            var visited = (InvocationExpressionSyntax)base.VisitInvocationExpression(node)!;
            var name = node.Expression switch { MemberAccessExpressionSyntax access => access.Name, var other => other };
            return name is SimpleNameSyntax simple && names.Contains(simple.Identifier.ValueText)
                ? visited.WithArgumentList(visited.ArgumentList.WithArguments(visited.ArgumentList.Arguments.Insert(0, SyntaxFactory.Argument(SyntaxFactory.ParseExpression("default")))))
                : visited;
        }
    }
}
