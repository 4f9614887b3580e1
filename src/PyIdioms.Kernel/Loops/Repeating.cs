using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Kernel.Loops;

/// <summary>Calls that run a function once for each of several values: the other way to write a loop.</summary>
public static class Repeating
{
    /// <summary>How such methods are called; their types are asked for afterwards.</summary>
    public static readonly HashSet<string> Names = NameWords.Set("""
        Aggregate All Any Average Count CountBy DistinctBy ExceptBy First FirstOrDefault GroupBy GroupJoin IntersectBy Join Last LastOrDefault LeftJoin RightJoin LongCount Max MaxBy Min MinBy OrderBy OrderByDescending
        Select SelectMany Single SingleOrDefault SkipWhile Sum TakeWhile ThenBy ThenByDescending ToDictionary ToHashSet ToLookup UnionBy Where Zip AggregateBy
        ForEach ForEachAsync For ForAsync ForAll Each Find FindAll FindIndex FindLast FindLastIndex Exists RemoveAll RemoveWhere TrueForAll ConvertAll ToFrozenDictionary ToImmutableDictionary
        """);

    /// <summary>The call that runs a lambda for each of its values; null where it is run at another time, or is data.</summary>
    public static IInvocationOperation? CallerOf(IAnonymousFunctionOperation lambda)
    {
        IOperation? at = lambda.Parent;
        while (at is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation) at = at.Parent;
        return at is IArgumentOperation { Parent: IInvocationOperation call } && lambda.Symbol.Parameters.Length > 0 && IsOne(call.TargetMethod) ? call : null;
    }

    /// <summary>The call that runs a method for each of its values, handed over by its name.</summary>
    public static IInvocationOperation? CallerOf(IMethodReferenceOperation group)
    {
        IOperation? at = group.Parent;
        while (at is IDelegateCreationOperation or IConversionOperation or IParenthesizedOperation) at = at.Parent;
        return at is IArgumentOperation { Parent: IInvocationOperation call } && IsOne(call.TargetMethod) ? call : null;
    }

    static bool IsOne(IMethodSymbol method)
    {
        if (!Names.Contains(method.Name)) return false;
        var owner = method.ContainingType;
        return owner.Name switch
        {
            "Enumerable" or "ParallelEnumerable" or "AsyncEnumerable" => IsIn(owner, "Linq"),
            "List" or "SortedSet" or "HashSet" => IsIn(owner, "Generic"),
            "Array" => owner.SpecialType == SpecialType.System_Array,
            "Parallel" => IsIn(owner, "Tasks"),
            _ => IsIn(owner, "Immutable") || method.IsExtensionMethod && method.Name is "ForEach" or "ForEachAsync" or "Each",
        };
    }

    static bool IsIn(ITypeSymbol type, string space) => type.ContainingNamespace?.Name == space;

    /// <summary>The collection that such a call goes through: what it is called on, or its first argument.</summary>
    public static IOperation? SourceOf(IInvocationOperation call) => call.Instance
        ?? (call.Arguments.FirstOrDefault(a => a.Parameter?.Ordinal == 0) is { Value: var first } && (call.TargetMethod.IsExtensionMethod || call.TargetMethod.ContainingType.Name is "Array" or "Parallel") ? first : null);
}
