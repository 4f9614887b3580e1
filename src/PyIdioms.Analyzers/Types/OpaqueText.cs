using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>SQL of which nothing is known here: it is somebody else's text, or names a table by a setting.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class OpaqueText() : Rule(Descriptor, NameDescriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0210",
        title: "SQL of unknown origin", message: "'{0}' reaches '{1}' as SQL and may be any text: mark it [LiteralString], so that whoever passes it is checked", DiagnosticSeverity.Info);

    static readonly DiagnosticDescriptor NameDescriptor = Define("PYI0210",
        title: "SQL of unknown origin", message: "'{0}' names a table or a column in the SQL that '{1}' gets and may be any text: quote it as an identifier or mark it [LiteralString]", DiagnosticSeverity.Info);

    public override ImmutableArray<Option> Options => TextOptions.All;

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var options = TextOptions.Of(context.Options);
        context.RegisterOperationAction(c => Check(c, options), Sinks.Kinds);
    }

    static void Check(OperationAnalysisContext context, TextOptions options)
    {
        foreach (var arrival in SqlText.Arrivals(context.Operation, options.ApisFor(context)).Distinct())
        {
            if (arrival.Value.ConstantValue.HasValue || arrival.Parameter?.IsLiteral() == true || context.ValueOf(arrival.Value) is not { } value) continue;
            var finding = SqlText.Of(value, arrival.IsAppended, options.AcceptedAt(context), out var part);
            if (finding is not (SqlFinding.Opaque or SqlFinding.Named)) continue;
            context.ReportDiagnostic(Diagnostic.Create(finding == SqlFinding.Opaque ? Descriptor : NameDescriptor, arrival.Value.Syntax.GetLocation(), SqlText.Places(part!), SqlText.NameOf(part!), SqlText.NameOf(arrival.Target)));
        }
    }
}
