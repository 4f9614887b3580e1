using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Analyzers.Types;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>Text that is not the program's own runs as code, names a type to load, or says which types to make (Python's <c>eval</c>, <c>exec</c>, <c>pickle</c>).</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DynamicCode() : Rule(Descriptor, OpaqueDescriptor, TypeDescriptor, OpaqueTypeDescriptor, FormatterDescriptor, HandlingDescriptor)
{
    public const string Id = "PYI1006";
    const string Title = "Code from data";

    public static readonly DiagnosticDescriptor Descriptor = Define(Id, Title, "'{0}' is not text of the program and runs as code in '{1}': choose from fixed texts, or pass it as data", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor OpaqueDescriptor = Define(Id, Title, "'{0}' may be any text and runs as code in '{1}': mark it [LiteralString], so that whoever passes it is checked", DiagnosticSeverity.Info);

    static readonly DiagnosticDescriptor TypeDescriptor = Define(Id, Title, "'{0}' names what '{1}' loads and may be any name: look it up in a table of the types that are meant", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor OpaqueTypeDescriptor = Define(Id, Title, "'{0}' names what '{1}' loads and may be any name: look it up in a table of the types that are meant", DiagnosticSeverity.Info);

    static readonly DiagnosticDescriptor FormatterDescriptor = Define(Id, Title, "'{0}' makes objects of whatever types the data names, which runs their code: read the data with a serializer that is told the type", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor HandlingDescriptor = Define(Id, Title, "'{0}' lets the data name the types that are made of it: use None, and a converter for the types that are meant", DiagnosticSeverity.Warning);

    static readonly Words Handlings = Words.Where(static word => word.EndsWith("TypeNameHandling", StringComparison.Ordinal));

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.WatchRoles(Check, Sinks.Kinds, Words.Of(["Deserialize"]), "code", "type", "formatter");
        if (types.Find("Newtonsoft.Json.TypeNameHandling") is { } handling) context.Watch(static _ => Handlings, c => CheckHandling(c, handling), OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment);
    }

    static void Check(Sighting context)
    {
        foreach (var arrival in Arriving.At(context, "code")) CheckText(context, arrival, Descriptor, OpaqueDescriptor);
        foreach (var arrival in Arriving.At(context, "type")) CheckText(context, arrival, TypeDescriptor, OpaqueTypeDescriptor);
        if (context.Operation is IInvocationOperation { TargetMethod: var method } call && (Arriving.Is(context, method, "formatter") || IsBinary(call)))
            context.ReportDiagnostic(Diagnostic.Create(FormatterDescriptor, call.Syntax.GetLocation(), method.ContainingType.Name == "IFormatter" ? "BinaryFormatter" : method.ContainingType.Name));
    }

    /// <summary>Code put together here, or brought by somebody outside the program, is a warning; code that is only passed on, and names of types out of settings, stores and plug-ins, are for whoever passes them to answer.</summary>
    static void CheckText(Sighting context, Arrival arrival, DiagnosticDescriptor descriptor, DiagnosticDescriptor opaque)
    {
        var source = NameInside(arrival.Value);
        if (source is null || context.ValueOf(source) is not { Level: Level.Unknown } value) return;
        var apis = ProjectApis.Of(context.Options, context.CancellationToken);
        var foreign = value.Origins.Where(o => o.Level == Level.Unknown && !(descriptor == TypeDescriptor && o.Chain().Any(part => apis.Only("own").Has(part.Symbol, "own") || apis.Only("reflected").Has(part.Symbol, "reflected")))).ToList();
        if ((foreign.FirstOrDefault(o => OutsideSources.Of(o, apis) is not null) ?? foreign.FirstOrDefault(o => (descriptor == TypeDescriptor ? IsRead(o) : !o.IsWhole) && !(o.Symbol is IParameterSymbol parameter && KnownCallers.AllPass(parameter, context, v => v.Level != Level.Unknown)))) is { } part) Report(descriptor, part);
        else if (foreign.Count > 0) Report(opaque, foreign[0]);

        void Report(DiagnosticDescriptor kind, Origin part) => context.ReportDiagnostic(Diagnostic.Create(kind, arrival.Value.Syntax.GetLocation(), SqlText.Places(part), SqlText.NameOf(part), SqlText.NameOf(arrival.Target)));
    }

    /// <summary>Data that a reader of the framework brought, put together with the name of a namespace or an assembly.</summary>
    static bool IsRead(Origin part) => part is { Kind: OriginKind.Call, Symbol: IMethodSymbol { MethodKind: MethodKind.Ordinary } method } && (part.Before.Length > 0 || part.After is { Length: > 0 }) && !ProgramSettings.IsOwn(method) && PasswordNames.Split(method.Name) is ["get" or "read", ..] && method.ContainingType.Name.EndsWith("Reader", StringComparison.Ordinal);

    /// <summary>The text of a name: of an <c>AssemblyName</c> the one that it is made of just here; others have been loaded before.</summary>
    static IOperation? NameInside(IOperation value)
    {
        var bare = value;
        while (bare is IConversionOperation { OperatorMethod: null } conversion) bare = conversion.Operand;
        if (bare.Type?.Name != "AssemblyName") return value;
        return bare is IObjectCreationOperation { Arguments: [var name] } ? name.Value : null;
    }

    static bool IsBinary(IInvocationOperation call) => call.TargetMethod is { Name: "Deserialize", ContainingType: { Name: "IFormatter", ContainingNamespace: { Name: "Serialization", ContainingNamespace.Name: "Runtime" } } }
        && Made.Of(call.Instance).Any(m => m.Type?.Name is "BinaryFormatter" or "SoapFormatter");

    /// <summary>Settings, serializers, attributes: whatever of Newtonsoft.Json takes the enum.</summary>
    static void CheckHandling(Sighting context, INamedTypeSymbol handling)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (assignment is ICompoundAssignmentOperation { OperatorKind: not BinaryOperatorKind.Or } || assignment.Target is not IPropertyReferenceOperation { Property: { IsIndexer: false } property } || !SymbolEqualityComparer.Default.Equals(handling, property.Type.WithoutNullable())
            || !SymbolEqualityComparer.Default.Equals(property.ContainingAssembly, handling.ContainingAssembly)) return;
        if (IsBound(assignment)) return;
        if (Arriving.Constants(context, assignment.Value).Any(c => c is long and not 0))
            context.ReportDiagnostic(Diagnostic.Create(HandlingDescriptor, assignment.Value.Syntax.GetLocation(), property.Name));
    }

    /// <summary>Whether the same settings are given a binder, which says which types may be made.</summary>
    static bool IsBound(IAssignmentOperation assignment)
    {
        if (assignment.Parent is IObjectOrCollectionInitializerOperation { Initializers: var initializers, Parent: var made }) return initializers.Any(i => SetsBinder(i)) || made is IObjectCreationOperation creation && Made.Holder(creation) is { } holder && SetsBinderOf(holder);
        return assignment.Target is IPropertyReferenceOperation { Instance: { } settings } && Named(settings) is { } name && SetsBinderOf(name);

        bool SetsBinderOf(ISymbol name) => assignment.Root().Descendants().Any(o => SetsBinder(o) && o is IAssignmentOperation { Target: IPropertyReferenceOperation { Instance: { } other } } && SymbolEqualityComparer.Default.Equals(Named(other), name));
    }

    static bool SetsBinder(IOperation operation) => operation is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "SerializationBinder" or "Binder" }, Value: var binder } && !(binder.ConstantValue is { HasValue: true, Value: null });

    static ISymbol? Named(IOperation operation) => Made.Bare(operation) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };
}
