using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Says what <see cref="CudaJitParser"/> could not accept, at the user's own line.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CudaJitRules() : Rule(Unsupported, TypeNotPartial, NotNamed, PackageMissing, NotPassed, NotOnDevice, Divergent, Unguarded, Misused)
{
    static readonly GeneratorPage Page = new("CudaJit", chapter: 4);

    public static readonly DiagnosticDescriptor Unsupported = Page.Refusal("PYG2801", "Kernel that is no static method of its own",
        "[CudaJit] cannot stand on {0}");

    public static readonly DiagnosticDescriptor TypeNotPartial = Page.Refusal("PYG2802", "Kernel in a type that is not partial",
        "[CudaJit] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor NotNamed = Page.Refusal("PYG2803", "Kernel without a name of its own",
        "'{0}' cannot be launched: {1}");

    public static readonly DiagnosticDescriptor PackageMissing = Page.Refusal("PYG2804", "Kernel without the package that launches it",
        "[CudaJit] needs the package PyIdioms.Gpu: dotnet add package PyIdioms.Gpu");

    public static readonly DiagnosticDescriptor NotPassed = Page.Refusal("PYG2805", "Parameter that no device can be given",
        "'{0}' cannot be given to a device: {1}");

    public static readonly DiagnosticDescriptor NotOnDevice = Page.Refusal("PYG2806", "Code that no device runs",
        "No device runs this: {0}");

    public static readonly DiagnosticDescriptor Divergent = Page.Refusal("PYG2807", "Barrier that not all threads reach",
        "Not all threads of a block may come to SyncThreads: {0}");

    public static readonly DiagnosticDescriptor Unguarded = Page.Refusal("PYG2808", "Index that is not compared with a length",
        "Nothing compares '{0}' with a length before this: a grid has more threads than elements, and devices check no index", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor Misused = Page.Refusal("PYG2809", "Word of kernels that says something else",
        "{0}");

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.CheckAttributed(types, typeof(CudaJitAttribute).FullName!, static (symbol, attribute, compilation, report, cancel) => _ = CudaJitParser.Parse(symbol, attribute, compilation, report, cancel),
            SyntaxKind.MethodDeclaration, SyntaxKind.LocalFunctionStatement);
}
