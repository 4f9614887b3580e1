using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Packaging;

/// <summary>A package without what a registry shows and asks for. The build says what is missing; the project's file is where it belongs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class BarePackage() : Rule(Descriptor)
{
    const string Property = "build_property.";

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1101",
        title: "Package without what a registry asks for", message: "Package '{0}' has no {1}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var options = context.Options.AnalyzerConfigOptionsProvider.GlobalOptions;
        if (!options.TryGetValue(Property + "PyIdiomsPackageLacks", out var list) || !options.TryGetValue(Property + "MSBuildProjectFullPath", out var project) || !options.TryGetValue(Property + "PackageId", out var package)) return;
        var lacks = list.Split(['|'], StringSplitOptions.RemoveEmptyEntries);
        if (lacks.Length > 0) context.RegisterAdditionalFileAction(c => Check(c, project, package, lacks));
    }

    static void Check(AdditionalFileAnalysisContext context, string project, string package, string[] lacks)
    {
        if (!string.Equals(context.AdditionalFile.Path, project, StringComparison.OrdinalIgnoreCase) || context.AdditionalFile.GetText(context.CancellationToken) is not { } text) return;
        var line = text.Lines.FirstOrDefault(static line => line.ToString().Contains("<PropertyGroup"));
        var span = line.Span.Length > 0 ? line.Span : new TextSpan(0, 0);
        var place = Location.Create(context.AdditionalFile.Path, span, text.Lines.GetLinePositionSpan(span));
        foreach (var lack in lacks) context.ReportDiagnostic(Diagnostic.Create(Descriptor, place, package, lack));
    }
}
