using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Async;

/// <summary>Tasks that were not made on the spot, where the value was meant that they will give: disposed of by <c>using</c>, or made into text.</summary>
static class TaskAsValue
{
    public static readonly OperationKind[] Places = [OperationKind.Using, OperationKind.UsingDeclaration, OperationKind.Interpolation, OperationKind.Binary, OperationKind.CompoundAssignment, OperationKind.Invocation];

    public static IEnumerable<IOperation> In(IOperation place, Awaitables awaitables) => place switch
    {
        IUsingOperation { IsAsynchronous: false, Resources: IVariableDeclarationGroupOperation group } => Resources(group, awaitables),
        IUsingOperation { IsAsynchronous: false, Resources: var resource } when IsResource(resource, awaitables) => [resource],
        IUsingDeclarationOperation { IsAsynchronous: false, DeclarationGroup: var group } => Resources(group, awaitables),
        IInterpolationOperation { Expression: var hole } => Texts([hole], awaitables),
        IBinaryOperation { OperatorKind: BinaryOperatorKind.Add, Type.SpecialType: SpecialType.System_String } sum => Texts([sum.LeftOperand, sum.RightOperand], awaitables),
        ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add, Target.Type.SpecialType: SpecialType.System_String, Value: var added } => Texts([added], awaitables),
        IInvocationOperation call when IsPrinter(call.TargetMethod) => Texts(call.Arguments.SelectMany(static a => a.Value is IArrayCreationOperation { Initializer: { } elements } ? elements.ElementValues : [a.Value]), awaitables),
        _ => [],
    };

    static IEnumerable<IOperation> Resources(IVariableDeclarationGroupOperation group, Awaitables awaitables) =>
        group.Declarations.SelectMany(static d => d.Declarators).Select(static d => d.Initializer?.Value).OfType<IOperation>().Where(v => IsResource(v, awaitables));

    /// <summary>A call says itself what becomes of its task.</summary>
    static bool IsResource(IOperation value, Awaitables awaitables) => value.Unwrap() is not IInvocationOperation && awaitables.IsTask(value.Type) && Awaitables.GivesDisposable(value.Type);

    static bool IsPrinter(IMethodSymbol method) => method.Name is "Format" or "Concat" or "Write" or "WriteLine" or "Append" or "AppendLine" or "AppendFormat"
        && method.ContainingType is { SpecialType: SpecialType.System_String } or { Name: "Console" or "StringBuilder" or "TextWriter" or "StreamWriter" or "StringWriter" or "Debug" or "Trace" };

    /// <summary>What is made into text, and whose value nobody asks for in the same body: who waits for a task may well print which one it is.</summary>
    static IEnumerable<IOperation> Texts(IEnumerable<IOperation> values, Awaitables awaitables)
    {
        foreach (var value in values)
        {
            var task = value;
            while (task is IConversionOperation { OperatorMethod: null, Operand: var inner }) task = inner;
            task = task.Unwrap();
            if (SymbolOf(task) is { } symbol && awaitables.IsTask(task.Type) && !task.Root().Descendants().Any(o => SymbolEqualityComparer.Default.Equals(SymbolOf(o), symbol) && o.UseOf() == TaskUse.Taken)) yield return task;
        }
    }

    /// <summary>What was given to the function or its object; what a local holds began in the function.</summary>
    static ISymbol? SymbolOf(IOperation operation) => operation switch
    {
        IParameterReferenceOperation { Parameter: var parameter } => parameter,
        IFieldReferenceOperation { Field: var field } => field,
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => property,
        _ => null,
    };
}
