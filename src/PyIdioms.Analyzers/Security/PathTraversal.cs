using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Analyzers.Types;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A file or a folder named from outside the program, which may lead out of where it belongs.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class PathTraversal() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1002",
        title: "Path named from outside", message: "'{0}' comes from outside and may lead '{1}' out of its folder: resolve it with SafePath.Resolve, or take its GetFileName", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) => context.WatchRoles(Check, Sinks.Kinds, null, "path");

    static void Check(Sighting context)
    {
        var apis = ProjectApis.Of(context.Options, context.CancellationToken);
        foreach (var arrival in Sinks.At(context.Operation, apis, "path"))
        {
            if (arrival.Value.ConstantValue.HasValue || arrival.Target.Name == "Exists" || context.ValueOf(arrival.Value) is not { Level: Level.Unknown } value) continue;
            foreach (var part in value.Origins)
            {
                if (part.Level != Level.Unknown || part.Path == PathState.Confined || OutsideSources.Of(part, apis) is not { } source) continue;
                context.ReportDiagnostic(Diagnostic.Create(Descriptor, arrival.Value.Syntax.GetLocation(), SqlText.Places(source), SqlText.NameOf(source), SqlText.NameOf(arrival.Target)));
                break;
            }
        }
    }
}
