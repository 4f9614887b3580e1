using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow.Domains;

/// <summary>Members of the program that answer whether a task is done: <c>bool HasValue => _value.Task.IsCompletedSuccessfully;</c></summary>
sealed class OwnQuestions(Compilation compilation)
{
    /// <summary>The places of the tasks that are done where a member says yes; null for other conditions.</summary>
    public IEnumerable<Place>? Behind(IOperation condition)
    {
        var (asked, instance) = condition switch
        {
            IPropertyReferenceOperation { Property: { GetMethod: { } getter, IsIndexer: false }, Instance: var owner } => (getter, owner),
            IInvocationOperation { TargetMethod: { Parameters.IsEmpty: true, IsGenericMethod: false } method, Instance: var owner } => (method, owner),
            _ => default,
        };
        if (asked is not { IsVirtual: false, IsAbstract: false, IsOverride: false, ReturnType.SpecialType: SpecialType.System_Boolean, DeclaringSyntaxReferences.IsEmpty: false }) return null;
        if (instance is not null && Place.Of(instance) is null || ReturnedBy(asked) is not { } question) return null;
        var places = Asked(question).Select(p => instance is null ? p : Moved(p, Place.Of(instance)!)).OfType<Place>().ToArray();
        return places.Length > 0 ? places : null;
    }

    /// <summary>The one value that a body returns.</summary>
    IOperation? ReturnedBy(IMethodSymbol method)
    {
        var body = Bodies.Of(compilation).Operation(method.OriginalDefinition, CancellationToken.None);
        if (body is IMethodBodyOperation whole) body = whole.BlockBody ?? whole.ExpressionBody;
        return body is IBlockOperation { Operations: [IReturnOperation { ReturnedValue: { } value }] } ? value : null;
    }

    static IEnumerable<Place> Asked(IOperation question)
    {
        question = question.Unwrap();
        switch (question)
        {
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.ConditionalAnd } both:
                return Asked(both.LeftOperand).Concat(Asked(both.RightOperand));
            case IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals, LeftOperand: IPropertyReferenceOperation { Property: { Name: "Status", ContainingType.Name: "Task" }, Instance: { } task }, RightOperand: var status } when CompletionFacts.IsFinal(status):
                return PlaceOf(task);
            case IPropertyReferenceOperation { Property.ContainingType.Name: "Task" or "ValueTask" } when CompletionFacts.SaysDone(question, true) is { } done:
                return PlaceOf(done);
            default:
                return [];
        }
    }

    static IEnumerable<Place> PlaceOf(IOperation task) => Place.Of(task) is { Root: null } place ? [place] : [];

    /// <summary>The same members of another object.</summary>
    static Place? Moved(Place place, Place owner) => place.Path is [{ IsStatic: true }, ..] ? place : place.Path.Aggregate(owner, static (p, member) => p.Member(member));
}
