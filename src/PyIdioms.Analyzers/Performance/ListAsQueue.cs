using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Loops;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A list that a loop takes from, or puts to, at the front: all other elements move each time.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ListAsQueue() : Rule(Descriptor)
{
    const int FewTurns = 3;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0402",
        title: "List used as a queue", message: "'{0}' at the front of '{1}' moves all its elements in every turn of the loop: use a {2}", DiagnosticSeverity.Info);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) =>
        context.Watch(static tree => Words.InLoops(Words.Of(["RemoveAt", "Insert", "RemoveRange", "InsertRange", "Remove"]), tree), Check, OperationKind.Invocation);

    static void Check(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (Owner(call) is not { } list || !IsList(list.Type) || !IsAtFront(call, list) || PlaceOf(list) is not { } place) return;
        if (!Loop.Around(call).Any(loop => loop.Keeps(place) && !(Turns.Most(loop) <= FewTurns) && !loop.RunsOnce(call))) return;
        var puts = call.TargetMethod.Name is "Insert" or "InsertRange";
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), call.TargetMethod.Name, list.Syntax, puts ? "LinkedList" : "Queue"));
    }

    /// <summary>The list, also where it is called behind <c>?.</c></summary>
    static IOperation? Owner(IInvocationOperation call)
    {
        if (call.Instance is not IConditionalAccessInstanceOperation) return call.Instance;
        IOperation? at = call;
        while (at is not (null or IConditionalAccessOperation)) at = at.Parent;
        return (at as IConditionalAccessOperation)?.Operation;
    }

    static bool IsList(ITypeSymbol? type) => type is { Name: "List" or "IList", ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } or { Name: "ArrayList" or "IList", ContainingNamespace: { Name: "Collections", ContainingNamespace.Name: "System" } };

    static bool IsAtFront(IInvocationOperation call, IOperation list) => call.TargetMethod.Name switch
    {
        "RemoveAt" or "Insert" or "RemoveRange" or "InsertRange" => call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0)?.Value.ConstantValue is { HasValue: true, Value: 0 },
        "Remove" => call.Arguments is [{ Value: var value }] && IsFirst(value.Unwrap(), list),
        _ => false,
    };

    /// <summary><c>list.Remove(list[0])</c>, <c>list.Remove(list.First())</c></summary>
    static bool IsFirst(IOperation value, IOperation list) => Place.Of(value switch
    {
        IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } owner, Arguments: [{ Value.ConstantValue: { HasValue: true, Value: 0 } }] } => owner,
        IInvocationOperation { TargetMethod: { Name: "First", ContainingType.Name: "Enumerable" }, Arguments: [{ Value: var source }] } => source,
        _ => null,
    }) is { } place && place.Equals(Place.Of(list));

    /// <summary>Where the list is kept; null where its type is somebody else's choice.</summary>
    static Place? PlaceOf(IOperation list) => Place.Of(list) is { } place && place.Path.All(static member => !member.DeclaringSyntaxReferences.IsEmpty) ? place : null;
}
