using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Performance;

/// <summary>What LINQ's operators do with the sequence they are called on.</summary>
static class Sequences
{
    static readonly HashSet<string> Lazy = NameWords.Set("""
        Append AsEnumerable Cast Chunk Concat DefaultIfEmpty Distinct DistinctBy Except ExceptBy GroupBy GroupJoin Index Intersect IntersectBy Join LeftJoin RightJoin OfType Order OrderBy OrderByDescending OrderDescending Prepend Reverse
        Select SelectMany Skip SkipLast SkipWhile Take TakeLast TakeWhile ThenBy ThenByDescending Union UnionBy Where Zip CountBy AggregateBy Shuffle
        """);

    static readonly HashSet<string> Eager = NameWords.Set("""
        Aggregate All Any Average Contains Count ElementAt ElementAtOrDefault First FirstOrDefault Last LastOrDefault LongCount Max MaxBy Min MinBy SequenceEqual Single SingleOrDefault Sum ToArray ToDictionary ToHashSet ToList ToLookup
        """);

    /// <summary>Types whose constructor, or method, goes through a sequence once.</summary>
    static readonly HashSet<string> Collections = NameWords.Set("List HashSet SortedSet Queue Stack LinkedList PriorityQueue Dictionary ConcurrentQueue ConcurrentBag ConcurrentStack ObservableCollection");

    public static bool IsOperator(IMethodSymbol method) => method.ContainingType is { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace.Name: "System" } };

    /// <summary>Whether a call makes a sequence that runs when it is gone through.</summary>
    public static bool IsLazy(IInvocationOperation call) => IsOperator(call.TargetMethod) && Lazy.Contains(call.TargetMethod.Name);

    /// <summary>Whether an argument is gone through by its call.</summary>
    public static bool IsConsumed(IArgumentOperation argument) => argument.Parent switch
    {
        IInvocationOperation { TargetMethod: { } method } => IsOperator(method) ? Eager.Contains(method.Name) && IsSequence(argument.Parameter?.Type)
            : method.Name switch
            {
                "Join" or "Concat" => method.ContainingType.SpecialType == SpecialType.System_String && IsSequence(argument.Parameter?.Type),
                "WhenAll" or "WhenAny" => method.ContainingType.Name == "Task" && IsSequence(argument.Parameter?.Type),
                "AddRange" or "InsertRange" or "UnionWith" or "ExceptWith" or "IntersectWith" or "SetEquals" or "Overlaps" or "IsSubsetOf" or "IsSupersetOf" => Collections.Contains(method.ContainingType.Name) && IsOfCollections(method.ContainingType),
                _ => false,
            },
        IObjectCreationOperation { Type: { } type, Arguments.Length: 1 or 2 } => Collections.Contains(type.Name) && IsOfCollections(type) && IsSequence(argument.Parameter?.Type),
        _ => false,
    };

    static bool IsOfCollections(ITypeSymbol type) => type.ContainingNamespace is { } space && (space.Name == "Collections" || space.ContainingNamespace?.Name == "Collections");

    /// <summary>A parameter that takes any sequence, or several values.</summary>
    static bool IsSequence(ITypeSymbol? type) => type is IArrayTypeSymbol || IsEnumerable(type) || type is { Name: "ReadOnlySpan" };

    /// <summary>Whether a type says no more than that there are elements to go through.</summary>
    public static bool IsEnumerable(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_Collections_Generic_IEnumerable_T or SpecialType.System_Collections_IEnumerable }
        || type?.OriginalDefinition.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T || type is { Name: "IOrderedEnumerable", ContainingNamespace.Name: "Linq" }
        || type is ITypeParameterSymbol { HasValueTypeConstraint: false } parameter && parameter.ConstraintTypes is { IsEmpty: false } constraints && constraints.Any(IsEnumerable) && constraints.All(static c => IsEnumerable(c) || c is ITypeParameterSymbol { ConstraintTypes.IsEmpty: true });

    /// <summary>A value without conversions and parentheses; what a query in words stands for.</summary>
    public static IOperation Bare(IOperation value)
    {
        value = value.Unwrap();
        while (value is ITranslatedQueryOperation { Operation: var query }) value = query.Unwrap();
        return value;
    }

    /// <summary>The sequences that are gone through when the one that an expression makes is.</summary>
    public static IEnumerable<IOperation> Roots(IOperation sequence)
    {
        var open = new Stack<IOperation>([sequence]);
        while (open.Count > 0)
        {
            var next = Bare(open.Pop());
            if (next is IInvocationOperation call && IsLazy(call))
            {
                foreach (var argument in call.Arguments)
                {
                    if (argument.Parameter?.Ordinal == 0 || IsEnumerable(argument.Parameter?.Type)) open.Push(argument.Value);
                }
            }
            else yield return next;
        }
    }

    /// <summary>The first value of a chain of lazy operators: what <c>xs.Where(…).Select(…)</c> is made of.</summary>
    public static IOperation Root(IOperation sequence)
    {
        sequence = Bare(sequence);
        while (sequence is IInvocationOperation call && IsLazy(call) && call.Arguments.FirstOrDefault(static a => a.Parameter?.Ordinal == 0) is { Value: var source }) sequence = Bare(source);
        return sequence;
    }
}
