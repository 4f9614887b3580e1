using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CodeRefactorings;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;

namespace PyIdioms.Laws.Fakes;

/// <summary>Knows every class by its name; falls over a class that has none yet, if it is brittle.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CrashingRule(bool brittle) : DiagnosticAnalyzer
{
    public CrashingRule() : this(true)
    {
    }

    public static readonly DiagnosticDescriptor Descriptor = new("PYI9999", "Class", "A class", "Fake", DiagnosticSeverity.Info, true);

    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics => [Descriptor];

    public override void Initialize(AnalysisContext context)
    {
        context.EnableConcurrentExecution();
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.RegisterSyntaxNodeAction(c =>
        {
            var name = ((ClassDeclarationSyntax)c.Node).Identifier;
            if (brittle && name.Text.Length == 0) throw new InvalidOperationException("a class without a name");
            c.ReportDiagnostic(Diagnostic.Create(Descriptor, c.Node.GetLocation()));
        }, SyntaxKind.ClassDeclaration);
    }
}

/// <summary>Falls over a class without a closing brace, when its action is applied.</summary>
public sealed class CrashingFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [CrashingRule.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => WellKnownFixAllProviders.BatchFixer;

    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        context.RegisterCodeFix(CodeAction.Create("Close", async cancel =>
        {
            var root = (await context.Document.GetSyntaxRootAsync(cancel))!;
            var type = root.FindNode(context.Span).FirstAncestorOrSelf<ClassDeclarationSyntax>();
            return type is { OpenBraceToken.IsMissing: false, CloseBraceToken.IsMissing: true } ? throw new InvalidOperationException("a class without an end") : context.Document;
        }, "Close"), context.Diagnostics);
        return Task.CompletedTask;
    }
}

/// <summary>Falls over a class without a closing brace, when its nested action is applied.</summary>
public sealed class CrashingRefactoring : CodeRefactoringProvider
{
    public override Task ComputeRefactoringsAsync(CodeRefactoringContext context)
    {
        var inner = CodeAction.Create("Now", async cancel =>
        {
            var root = (await context.Document.GetSyntaxRootAsync(cancel))!;
            var type = root.FindNode(context.Span).FirstAncestorOrSelf<ClassDeclarationSyntax>();
            return type is { OpenBraceToken.IsMissing: false, CloseBraceToken.IsMissing: true } ? throw new InvalidOperationException("a class without an end") : context.Document;
        }, "Now");
        context.RegisterRefactoring(CodeAction.Create("Close", [inner], isInlinable: false));
        return Task.CompletedTask;
    }
}

/// <summary>Falls over a class without a name.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class CrashingGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context) => context.RegisterSourceOutput(
        context.SyntaxProvider.CreateSyntaxProvider(static (node, _) => node is ClassDeclarationSyntax, static (c, _) => ((ClassDeclarationSyntax)c.Node).Identifier.Text),
        static (_, name) =>
        {
            if (name.Length == 0) throw new InvalidOperationException("a class without a name");
        });
}
