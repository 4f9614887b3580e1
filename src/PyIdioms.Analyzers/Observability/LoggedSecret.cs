using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Observability;

/// <summary>A password, a key or a token that is written into a log: whoever reads the log has it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class LoggedSecret() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0702",
        title: "Secret in a log", message: "'{0}' is written into the log: leave it out, or log a part or a digest of it", DiagnosticSeverity.Warning);

    static readonly Words Named = Words.Where(LogCalls.MayLog);

    static readonly DeclaredNames Messages = new(LogCalls.DeclaresMessage, DeclarationParts.Attributes);

    static readonly Regex Hole = new(@"\{@?(?<name>[A-Za-z0-9_]+)(?:[,:][^{}]*)?\}", RegexOptions.CultureInvariant);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var calls = Words.Any(Named, Words.Of(Messages.In(context.Compilation, context.CancellationToken).All.Select(static m => m.Name)));
        context.Watch(_ => calls, Check, OperationKind.Invocation);
    }

    static void Check(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!LogCalls.IsLog(call.TargetMethod) || TestCode.IsTest(context.ContainingSymbol)) return;
        var values = new SecretValues(context);
        var holes = Holes(call);
        var at = 0;
        foreach (var value in Values(call))
        {
            var hole = value.IsTemplateArgument && at < holes.Count ? holes[at++] : null;
            var name = values.NameOf(value.Operation) ?? (hole is not null && IsOpen(value.Operation) && SecretNames.IsGiven(hole) && !SecretValues.SaysCovered(hole) ? hole : null);
            if (name is not null) context.ReportDiagnostic(Diagnostic.Create(Descriptor, value.Operation.Syntax.GetLocation(), name));
        }
    }

    /// <summary>What a call logs: the elements of its parameter arrays one by one.</summary>
    static IEnumerable<(IOperation Operation, bool IsTemplateArgument)> Values(IInvocationOperation call)
    {
        var template = LogCalls.TemplateOf(call.TargetMethod)?.Ordinal ?? int.MaxValue;
        foreach (var argument in call.Arguments)
        {
            if (argument.ArgumentKind == ArgumentKind.DefaultValue || argument.Parameter is not { } parameter || call.TargetMethod.IsExtensionMethod && parameter.Ordinal == 0) continue;
            if (argument is { ArgumentKind: ArgumentKind.ParamArray or ArgumentKind.ParamCollection, Value: IArrayCreationOperation { Initializer.ElementValues: var elements } })
            {
                foreach (var element in elements) yield return (element, true);
            }
            else yield return (argument.Value, parameter.Ordinal > template);
        }
    }

    static List<string> Holes(IInvocationOperation call)
    {
        if (LogCalls.TemplateOf(call.TargetMethod) is not { } template || call.Arguments.FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.Parameter, template))?.Value.ConstantValue is not { HasValue: true, Value: string text }) return [];
        return [.. Hole.Matches(text).Cast<Match>().Select(m => m.Groups["name"].Value)];
    }

    /// <summary>Text as it is: what a call made of it may be covered, and what is called so is.</summary>
    static bool IsOpen(IOperation value) => value.Unwrap() is { Type.SpecialType: SpecialType.System_String, ConstantValue.HasValue: false } bare && bare switch
    {
        ILocalReferenceOperation local => local.Local.Name,
        IParameterReferenceOperation parameter => parameter.Parameter.Name,
        IFieldReferenceOperation or IPropertyReferenceOperation => ((IMemberReferenceOperation)bare).Member.Name,
        _ => null,
    } is { } name && !SecretValues.SaysCovered(name);
}
