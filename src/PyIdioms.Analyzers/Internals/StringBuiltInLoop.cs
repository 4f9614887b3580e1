using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Loops;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Internals;

/// <summary>A string that every turn of a loop copies to put something behind it.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StringBuiltInLoop() : Rule(Descriptor)
{
    /// <summary>So few turns are not worth a builder.</summary>
    const int FewTurns = 3;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0101",
        title: "String built in a loop", message: "Every turn of the loop copies '{0}': use {1}", DiagnosticSeverity.Info);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        context.Watch(WordsFor, Check, OperationKind.CompoundAssignment, OperationKind.SimpleAssignment);
        context.Watch(static tree => Words.Of(["Aggregate"]), CheckAggregate, OperationKind.Invocation);
    }

    static Words WordsFor(SyntaxTree tree) => Words.Any(Words.InLoops(Words.Of([WordIndex.AddAssignment]), tree), new SelfAppends(tree));

    static void Check(Sighting context)
    {
        var assignment = (IAssignmentOperation)context.Operation;
        if (assignment.Target.Type?.SpecialType != SpecialType.System_String || AppendedText.Of(assignment) is null || Place.Of(assignment.Target) is not { } place) return;
        if (RepeatedBy(assignment, place) is null) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, assignment.Syntax.GetLocation(), assignment.Target.Syntax, "a StringBuilder"));
    }

    /// <summary>The loop that a string is built in by an assignment, the innermost or the outermost one; null where a builder would not help.</summary>
    public static Loop? RepeatedBy(IAssignmentOperation assignment, Place place, bool outermost = false)
    {
        Loop? found = null;
        if (!IsStorage(place)) return null;
        foreach (var loop in Loop.Around(assignment))
        {
            if (!loop.Keeps(place, mayBeSet: true)) break;
            if (Turns.Most(loop) <= FewTurns || loop.RunsOnce(assignment)) continue;
            if (!new LoopedString(loop, place).IsOnlyAppended()) continue;
            found = loop;
            if (!outermost) break;
        }
        return found;
    }

    /// <summary>Fields, variables, and properties that are no more than a field: a setter of another kind may show every step.</summary>
    static bool IsStorage(Place place) => place.Path.All(static member => member switch
    {
        IFieldSymbol => true,
        IPropertySymbol { IsIndexer: false } property => !property.DeclaringSyntaxReferences.IsEmpty && property.ContainingType.GetMembers().OfType<IFieldSymbol>().Any(f => SymbolEqualityComparer.Default.Equals(f.AssociatedSymbol, property)),
        _ => false,
    });

    /// <summary><c>parts.Aggregate((all, part) => all + ", " + part)</c></summary>
    static void CheckAggregate(Sighting context)
    {
        var call = (IInvocationOperation)context.Operation;
        if (call.TargetMethod is not { Name: "Aggregate", ContainingType: { Name: "Enumerable", ContainingNamespace.Name: "Linq" } } || FolderOf(call) is not { } lambda) return;
        if (lambda.Symbol.Parameters[0] is not { Type.SpecialType: SpecialType.System_String } all || ResultOf(lambda) is not { } result || AppendedText.In(result, Place.Of(all)) is not { } appended) return;
        var isRead = lambda.Body.Descendants().Any(o => o is IParameterReferenceOperation read && SymbolEqualityComparer.Default.Equals(read.Parameter, all)
            && !appended.Own.Contains(read) && !LoopedString.IsAnsweredByBuilder(read));
        if (!isRead && !(Turns.SizeOf(call.Arguments[0].Value) <= FewTurns)) context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), all.Name, "string.Join or string.Concat"));
    }

    /// <summary>The function that puts an element to what is there; null where it is no lambda.</summary>
    public static IAnonymousFunctionOperation? FolderOf(IInvocationOperation aggregate) => aggregate.Arguments
        .Select(a => (a.Value.Unwrap() as IDelegateCreationOperation)?.Target as IAnonymousFunctionOperation).FirstOrDefault(l => l?.Symbol.Parameters.Length == 2);

    /// <summary>What a lambda of one expression returns.</summary>
    public static IOperation? ResultOf(IAnonymousFunctionOperation lambda) => lambda.Body.Operations is [IReturnOperation { ReturnedValue: { } value }] ? value : null;
}
