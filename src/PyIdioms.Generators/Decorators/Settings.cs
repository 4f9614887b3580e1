using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Decorators;

/// <summary>Values that a built-in decorator refuses at run time, found while they are constants.</summary>
static class Settings
{
    const double LongestDelay = 24 * 60 * 60; // seconds; Polly's limit
    const double ShortestTimeout = 0.01; // seconds; Polly's limit
    const double ShortestSampling = 0.5; // seconds; Polly's limit

    /// <summary>What a setting may be; the first argument is asked for by the name of its property.</summary>
    sealed record Limits(string Attribute, string Setting, double Least, double Most, string Demand);

    static readonly Limits[] All =
    [
        new(nameof(RetryAttribute), nameof(RetryAttribute.Attempts), 1, int.MaxValue, "attempts counts the first run too and must be at least 1"),
        new(nameof(RetryAttribute), nameof(RetryAttribute.Delay), 0, LongestDelay, $"Delay is in seconds and must be from 0 to {LongestDelay}"),
        new(nameof(RetryAttribute), nameof(RetryAttribute.MaxDelay), 0, LongestDelay, $"MaxDelay is in seconds and must be from 0 to {LongestDelay}"),
        new(nameof(LruCacheAttribute), nameof(LruCacheAttribute.MaxSize), 0, int.MaxValue, "maxSize must not be negative; LruCacheAttribute.Unlimited keeps all"),
        new(nameof(TimeoutAttribute), nameof(TimeoutAttribute.Seconds), ShortestTimeout, LongestDelay, $"seconds must be from 0.01 to {LongestDelay}"),
        new(nameof(CircuitBreakerAttribute), nameof(CircuitBreakerAttribute.FailureRatio), double.Epsilon, 1, "failureRatio is a share: above 0 and at most 1"),
        new(nameof(CircuitBreakerAttribute), nameof(CircuitBreakerAttribute.MinimumThroughput), 2, int.MaxValue, "MinimumThroughput must be at least 2"),
        new(nameof(CircuitBreakerAttribute), nameof(CircuitBreakerAttribute.SamplingDuration), ShortestSampling, LongestDelay, $"SamplingDuration is in seconds and must be from 0.5 to {LongestDelay}"),
        new(nameof(CircuitBreakerAttribute), nameof(CircuitBreakerAttribute.BreakDuration), ShortestSampling, LongestDelay, $"BreakDuration is in seconds and must be from 0.5 to {LongestDelay}"),
        new(nameof(RateLimitAttribute), nameof(RateLimitAttribute.Calls), 1, int.MaxValue, "calls must be at least 1"),
        new(nameof(RateLimitAttribute), nameof(RateLimitAttribute.Per), double.Epsilon, LongestDelay, $"Per is in seconds and must be above 0 and at most {LongestDelay}"),
        new(nameof(RateLimitAttribute), nameof(RateLimitAttribute.Queue), 0, int.MaxValue, "Queue must not be negative"),
    ];

    /// <summary>Which setting is wrong and what it must be; null when all are right.</summary>
    public static string? ProblemOf(AttributeData decorator)
    {
        if (decorator.AttributeClass is not { } type || !type.IsOurs()) return null;
        foreach (var limits in All)
        {
            if (limits.Attribute == type.Name && NumberOf(decorator, limits.Setting) is { } number && !(number >= limits.Least && number <= limits.Most)) return limits.Demand;
        }
        foreach (var argument in decorator.NamedArguments)
        {
            if (argument.Key is nameof(RetryAttribute.On) && NotAnException(argument.Value) is { } wrong) return $"On must name exceptions, and '{wrong}' is none";
        }
        if (type.Name == nameof(DeprecatedAttribute) && decorator.ConstructorArguments is [{ Value: null or "" }]) return "message must say what to call instead";
        return null;
    }

    static double? NumberOf(AttributeData decorator, string setting)
    {
        foreach (var argument in decorator.NamedArguments)
        {
            if (argument.Key == setting) return Number(argument.Value);
        }
        var parameters = decorator.AttributeConstructor?.Parameters ?? [];
        for (var i = 0; i < parameters.Length && i < decorator.ConstructorArguments.Length; i++)
        {
            if (string.Equals(parameters[i].Name, setting, StringComparison.OrdinalIgnoreCase)) return Number(decorator.ConstructorArguments[i]);
        }
        return null;
    }

    static double? Number(TypedConstant constant) => constant.Value switch
    {
        int whole => whole,
        double number => number,
        _ => null,
    };

    static string? NotAnException(TypedConstant types)
    {
        if (types.IsNull || types.Kind != TypedConstantKind.Array) return null;
        foreach (var constant in types.Values)
        {
            if (constant.Value is INamedTypeSymbol { TypeKind: not TypeKind.Interface } type && !type.IsException()) return type.Name;
        }
        return null;
    }
}
