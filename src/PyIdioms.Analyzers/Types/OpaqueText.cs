using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Analyzers.Security;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Types;

/// <summary>SQL of which nothing is known here: it is somebody else's text, or names a table by a setting.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OpaqueText() : Rule(Descriptor, NameDescriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0210",
        title: "SQL of unknown origin", message: "'{0}' reaches '{1}' as SQL and may be any text: mark it [LiteralString], so that whoever passes it is checked", DiagnosticSeverity.Info);

    static readonly DiagnosticDescriptor NameDescriptor = Define("PYI0210",
        title: "SQL of unknown origin", message: "'{0}' names a table or a column in the SQL that '{1}' gets and may be any text: quote it as an identifier or mark it [LiteralString]", DiagnosticSeverity.Info);

    /// <summary>A property of findings whose text comes from a parameter that can be marked.</summary>
    public const string IsMarkable = nameof(IsMarkable);

    static readonly ImmutableDictionary<string, string?> Markable = ImmutableDictionary<string, string?>.Empty.Add(IsMarkable, null);

    public override ImmutableArray<Option> Options => TextOptions.All;

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var options = TextOptions.Of(context.Options);
        context.Watch(options.WordsFor(context), c => Check(c, options), Sinks.Kinds);
    }

    static void Check(Sighting context, TextOptions options)
    {
        foreach (var arrival in SqlText.Arrivals(context.Operation, options.ApisFor(context)).Distinct())
        {
            if (arrival.Value.ConstantValue.HasValue || arrival.Parameter?.IsLiteral() == true || context.ValueOf(arrival.Value) is not { } value) continue;
            var accepted = options.AcceptedAt(context);
            var finding = SqlText.Of(value, arrival, accepted, new(context, accepted), out var part);
            if (finding is not (SqlFinding.Opaque or SqlFinding.Named)) continue;
            var parameter = arrival.Value is IParameterReferenceOperation direct ? direct.Parameter : part!.Symbol as IParameterSymbol;
            var properties = finding == SqlFinding.Opaque && parameter is not null && part!.Symbol is IParameterSymbol && CanMark(parameter, options.ApisFor(context)) ? Markable : null;
            context.ReportDiagnostic(Diagnostic.Create(finding == SqlFinding.Opaque ? Descriptor : NameDescriptor, arrival.Value.Syntax.GetLocation(), SqlText.Places(part!), properties, SqlText.NameOf(part!), SqlText.NameOf(arrival.Target)));
        }
    }

    /// <summary>Whether a parameter has callers that can be checked: neither the command line nor a web framework is one.</summary>
    static bool CanMark(IParameterSymbol parameter, Apis apis) =>
        parameter.ContainingSymbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation or MethodKind.Constructor or MethodKind.LocalFunction, IsExtern: false } method
        && method is not { Name: "Main", IsStatic: true } && (parameter.Type.IsString() || parameter.Type.ElementType().IsString())
        && OutsideSources.Of(new(OriginKind.Parameter, Level.Unknown, parameter, null), apis) is null;
}
