using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Design;

/// <summary>An event that nobody handles or nobody emits, a handler that the bus cannot wait for, and an order that says nothing.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class MisusedEventBus() : Rule(Descriptor, UnemittedDescriptor, AsyncVoidDescriptor, OrderDescriptor)
{
    const string Id = "PYI1201";
    const string Title = "Event bus misused";

    public static readonly DiagnosticDescriptor Descriptor = Define(Id, Title, "'{0}' is emitted, and nobody handles it: '{1}' has no [On<{0}>], and no handler for it is added", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor UnemittedDescriptor = Define(Id, Title, "'{0}' is handled, and nobody emits it: no other code of this program names it", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor AsyncVoidDescriptor = Define(Id, Title, "'{0}' is async void: the bus does not wait for it, and sees none of its exceptions", DiagnosticSeverity.Warning);

    static readonly DiagnosticDescriptor OrderDescriptor = Define(Id, Title, "'{0}' has the order of '{1}', which handles the same event: which of them is first is where they stand", DiagnosticSeverity.Warning);

    static readonly Words Emitting = Words.Of([EventBuses.Emit]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("PyIdioms.EventBusAttribute") is null) return;
        context.Watch(static _ => Emitting, CheckEmit, OperationKind.Invocation);
        context.RegisterSymbolAction(CheckBus, SymbolKind.NamedType);
    }

    static void CheckEmit(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is not { Name: EventBuses.Emit, ContainingType: { } bus } || !EventBuses.IsBus(bus) || call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0) is not { } argument) return;
        var value = argument.Value.Unwrap();
        if (value.Type is not INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct or TypeKind.Enum, IsAbstract: false, SpecialType: not SpecialType.System_Object } type || TestCode.IsTest(context.ContainingSymbol)) return;
        if (!EventBuses.IsKnownWhole(bus, context.Compilation) || EventBuses.HandlersOf(bus).Any(h => EventBuses.May(type, h.Event)) || AddedHandlers.MayTake(type, context.Compilation, context.CancellationToken)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, argument.Syntax.GetLocation(), type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), bus.Name));
    }

    static void CheckBus(SymbolAnalysisContext context)
    {
        var bus = (INamedTypeSymbol)context.Symbol;
        if (!EventBuses.IsBus(bus)) return;
        var handlers = EventBuses.HandlersOf(bus).ToList();
        foreach (var (i, handler) in handlers.Select(static (h, i) => (i, h)))
        {
            if (handler.Method is { IsAsync: true, ReturnsVoid: true } && handler.Method.Locations is [var place, ..] && !handlers.Take(i).Any(h => Same(h.Method, handler.Method))) context.ReportDiagnostic(Diagnostic.Create(AsyncVoidDescriptor, place, handler.Method.Name));
            if (handler.Place is { } order && handlers.Take(i).FirstOrDefault(h => h.Place is not null && h.Order == handler.Order && !Same(h.Method, handler.Method) && EventBuses.May(h.Event, handler.Event)) is { Method: { } other }) context.ReportDiagnostic(Diagnostic.Create(OrderDescriptor, order, handler.Method.Name, other.Name));
            if (handler.Attribute is { } attribute && EventMentions.IsNowhereElse(handler.Event, bus, context.Compilation, context.CancellationToken)) context.ReportDiagnostic(Diagnostic.Create(UnemittedDescriptor, attribute, handler.Event.Name));
        }
    }

    static bool Same(IMethodSymbol one, IMethodSymbol other) => SymbolEqualityComparer.Default.Equals(one, other);
}
