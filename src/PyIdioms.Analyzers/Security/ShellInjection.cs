using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Analyzers.Types;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A program or its command line made of text that is not the program's own.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ShellInjection() : Rule(Descriptor, OpaqueDescriptor, ProgramDescriptor, OpaqueProgramDescriptor, ScriptDescriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1001",
        title: "Command line made of foreign text", message: "'{0}' becomes part of a command line, where a space or a quote starts another argument: pass each argument apart through ArgumentList", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor ProgramDescriptor = Define("PYI1001",
        title: "Command line made of foreign text", message: "'{0}' decides which program is started: choose it from fixed names", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor OpaqueDescriptor = Define("PYI1001",
        title: "Command line made of foreign text", message: "'{0}' is a command line of unknown origin, where a space or a quote starts another argument: take the arguments apart and pass them through ArgumentList", DiagnosticSeverity.Info);

    static readonly DiagnosticDescriptor OpaqueProgramDescriptor = Define("PYI1001",
        title: "Command line made of foreign text", message: "'{0}' decides which program is started: choose it from fixed names", DiagnosticSeverity.Info);

    static readonly DiagnosticDescriptor ScriptDescriptor = Define("PYI1001",
        title: "Command line made of foreign text", message: "'{0}' is run as code by '{1}': pass it as an argument that follows a fixed script", DiagnosticSeverity.Warning);

    /// <summary>A property of findings about a program that is known and no interpreter: its arguments can be passed apart.</summary>
    public const string IsListable = nameof(IsListable);

    static readonly ImmutableDictionary<string, string?> Listable = ImmutableDictionary<string, string?>.Empty.Add(IsListable, null);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("System.Diagnostics.Process") is null) return;
        context.WatchRoles(Check, Sinks.Kinds, Words.Of(["ArgumentList"]), "process");
    }

    static void Check(Sighting context)
    {
        if (context.Operation is IInvocationOperation { TargetMethod.Name: "Add" } add) CheckAdded(context, add);
        var apis = ProjectApis.Of(context.Options, context.CancellationToken);
        foreach (var arrival in Sinks.At(context.Operation, apis, "process"))
        {
            if (arrival.Value.ConstantValue.HasValue) continue;
            if (arrival.Value.Type is { SpecialType: SpecialType.System_String }) CheckText(context, arrival, apis);
            else CheckList(context, arrival);
        }
    }

    /// <summary>Text put together here, or brought from outside, is a warning; what is only passed on, and a program that the program was set up with, are for whoever passes them to answer.</summary>
    static void CheckText(Sighting context, Arrival arrival, Apis apis)
    {
        if (context.ValueOf(arrival.Value) is not { } value) return;
        var isProgram = (arrival.Parameter?.Name ?? arrival.Target.Name) is "fileName" or "FileName";
        var foreign = value.Origins.Where(o => o.Level == Level.Unknown && !o.Chain().Any(source => apis.Has(source.Symbol, "own")) && (isProgram || !CommandLines.IsEscaped(o, apis))).ToList();
        if (foreign.Count == 0) return;
        var warned = foreign.FirstOrDefault(o => OutsideSources.Of(o, apis) is not null) ?? foreign.FirstOrDefault(o => isProgram ? !CommandLines.IsConfigured(o) : !CommandLines.IsPassedOn(o));
        var part = warned ?? foreign[0];
        var properties = !isProgram && Program(context, arrival) is { Constants.IsDefaultOrEmpty: false } program && !Interpreters.Include(program) ? Listable : null;
        var descriptor = (isProgram, warned is null) switch { (true, false) => ProgramDescriptor, (true, true) => OpaqueProgramDescriptor, (false, false) => Descriptor, (false, true) => OpaqueDescriptor };
        context.ReportDiagnostic(Diagnostic.Create(descriptor, arrival.Value.Syntax.GetLocation(), SqlText.Places(part), properties, SqlText.NameOf(part)));
    }

    /// <summary>The program whose command line a text becomes.</summary>
    static Value? Program(Sighting context, Arrival arrival)
    {
        if (arrival.Target is IMethodSymbol { Parameters: var parameters })
            return parameters.FirstOrDefault(p => p.Name == "fileName") is { } first && Argument(context.Operation, first) is { } name ? context.ValueOf(name) : null;
        var info = context.Operation switch
        {
            IAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation { Parent: IObjectCreationOperation made } } => made,
            IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } instance } } => instance,
            _ => null,
        };
        return info is not null && context.ValueOf(info) is { } value && value.Parts.TryGetValue("FileName", out var program) ? program : null;
    }

    /// <summary>An argument list of an interpreter: the text after its flag.</summary>
    static void CheckList(Sighting context, Arrival arrival)
    {
        if (context.ValueOf(arrival.Value) is not { } list) return;
        var arguments = (arrival.Target is IMethodSymbol { Parameters: var parameters } && parameters.FirstOrDefault(p => p.Name == "fileName") is { } first
            && Argument(context.Operation, first) is { } program ? context.ValueOf(program) : null) is { } name ? Elements(list).Prepend(name).ToList() : Elements(list).ToList();
        for (var i = 2; i < arguments.Count; i++)
        {
            if (arguments[i].Origins.FirstOrDefault(o => o.Level == Level.Unknown) is not { } part || !Interpreters.Runs(arguments[0], arguments[i - 1])) continue;
            Report(context, part.Through is null && part.Syntax is { } syntax && arrival.Value.Syntax.Span.Contains(syntax.Span) ? ElementAround(syntax, arrival.Value.Syntax) : arrival.Value.Syntax, part, arguments[0]);
            return;
        }
    }

    static SyntaxNode ElementAround(SyntaxNode part, SyntaxNode list)
    {
        var node = part;
        while (node.Parent is { } parent && parent != list && parent.Parent != list && list.Span.Contains(parent.Span)) node = parent;
        return node;
    }

    static IEnumerable<Value> Elements(Value list)
    {
        for (var i = 0; list.Parts.TryGetValue($"[{i}]", out var element); i++) yield return element;
    }

    static IOperation? Argument(IOperation operation, IParameterSymbol parameter) => (operation switch
    {
        IInvocationOperation call => call.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        _ => [],
    }).FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.Parameter, parameter))?.Value;

    /// <summary>info.ArgumentList.Add(x) behind info.ArgumentList.Add("-c").</summary>
    static void CheckAdded(Sighting context, IInvocationOperation add)
    {
        if (add.Arguments is not [{ Value: { ConstantValue.HasValue: false } argument }] || ListOf(add) is not { Property: { Name: "ArgumentList", ContainingType.Name: "ProcessStartInfo" }, Instance: { } info } list) return;
        if (context.ValueOf(argument) is not { Level: Level.Unknown } value || Flag(context, add, list) is not { } flag || context.ValueOf(ObjectOf(add) ?? info) is not { } start) return;
        if (!start.Parts.TryGetValue("FileName", out var program) || !Interpreters.Runs(program, flag)) return;
        Report(context, argument.Syntax, value.Origins[0], program);
    }

    /// <summary>The argument that was added before.</summary>
    static Value? Flag(Sighting context, IInvocationOperation add, IOperation list)
    {
        if (add.Parent is not IObjectOrCollectionInitializerOperation { Initializers: var initializers }) return context.ValueOf(list) is { } before && before.Parts.TryGetValue(Cell.LastName, out var last) ? last : null;
        return initializers.IndexOf(add) is var at and > 0 && initializers[at - 1] is IInvocationOperation { Arguments: [{ Value: var flag }] } ? context.ValueOf(flag) : null;
    }

    static IOperation? ObjectOf(IInvocationOperation add) => add.Parent is IObjectOrCollectionInitializerOperation { Parent: IMemberInitializerOperation { Parent.Parent: IObjectCreationOperation made } } ? made : null;

    static IPropertyReferenceOperation? ListOf(IInvocationOperation add)
    {
        if (add.Instance is IPropertyReferenceOperation list) return list;
        return add is { Instance: IInstanceReferenceOperation, Parent: IObjectOrCollectionInitializerOperation { Parent: IMemberInitializerOperation { InitializedMember: IPropertyReferenceOperation initialized } } } ? initialized : null;
    }

    static void Report(Sighting context, SyntaxNode syntax, Origin part, Value program) =>
        context.ReportDiagnostic(Diagnostic.Create(ScriptDescriptor, syntax.GetLocation(), SqlText.Places(part), SqlText.NameOf(part), program.Constants.IsDefaultOrEmpty ? "the interpreter" : Value.TextOf(program.Constants[0])));
}
