using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Async;

/// <summary>Whether a stream was given a token where it comes from, and how it could be.</summary>
sealed class StreamTokens(Compilation compilation)
{
    const int MostSteps = 8;

    readonly TokenOverloads overloads = new(compilation);
    readonly Awaitables awaitables = Awaitables.Of(compilation);

    /// <summary>What misses the token: a call with the parameter that would take it, or a stream that is asked to pass it on (no parameter). Null operation: nothing does.</summary>
    public (IOperation? At, IParameterSymbol? Slot) SlotFor(IOperation stream, TokenInScope token, ISymbol within) => Find(stream, token, within, MostSteps);

    (IOperation? At, IParameterSymbol? Slot) Find(IOperation stream, TokenInScope token, ISymbol within, int steps)
    {
        stream = Bare(stream);
        if (steps == 0 || !IsStream(stream.Type)) return default;
        switch (stream)
        {
            case IInvocationOperation call when SourceOf(call) is { } source && overloads.SlotOf(call, within) is null:
                return !CancellationNotForwarded.HasToken(call) && AwaitedStreams.Bare(source) is { } inner && Find(inner, token, within, steps - 1).At is not null ? (stream, null) : default;
            case IInvocationOperation call:
                if (call.Arguments.Any(static a => a.ArgumentKind != ArgumentKind.DefaultValue && TokenInScope.IsToken(a.Parameter?.Type)) || CancellationNotForwarded.HasToken(call) || IsFinished(call.TargetMethod)) return default;
                if (overloads.SlotOf(call, within) is { } slot) return (call, slot);
                return HasOwnBody(call.TargetMethod) ? default : (stream, null);
            case IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation:
                return (stream, null);
            case ILocalReferenceOperation { Local: var local }:
                // A call that could have taken the token is reported where it stands: PYI0306.
                return ValueOf(local, stream) is { } value && AwaitedStreams.Bare(value) is { } bare && Find(bare, token, within, steps - 1) is { At: not null, Slot: null } ? (stream, null) : default;
            case IAwaitOperation { Operation: var awaited }:
                return Bare(awaited) is IInvocationOperation getter && !GivesToken(getter) ? (stream, null) : default;
            default:
                return default;
        }
    }

    static IOperation Bare(IOperation value)
    {
        value = value.Unwrap();
        while (value is IConversionOperation { OperatorMethod: null, Operand: var operand }) value = operand.Unwrap();
        return value;
    }

    bool IsStream(ITypeSymbol? type) => type is not null && (awaitables.IsStream(type) && type.Name == "IAsyncEnumerable" || type.AllInterfaces.Any(i => i.Name == "IAsyncEnumerable" && awaitables.IsStream(i)));

    /// <summary>The stream that an operator (Where, Select, Buffer …) is applied to.</summary>
    IOperation? SourceOf(IInvocationOperation call) => call.Instance is { } self ? IsStream(self.Type) ? self : null
        : call.TargetMethod.IsExtensionMethod && call.Arguments is [{ Value: var source }, ..] && IsStream(Bare(source).Type) ? source : null;

    /// <summary>Streams that wait for nothing of their own, and one whose tasks were started before.</summary>
    static bool IsFinished(IMethodSymbol method) => method.Name is "ToAsyncEnumerable" or "Empty" or "Range" or "Repeat" or "Return" or "Throw" or "WhenEach";

    /// <summary>A function of this program that takes no token has no use for one.</summary>
    static bool HasOwnBody(IMethodSymbol method) => !method.DeclaringSyntaxReferences.IsEmpty && method is { IsAbstract: false, IsVirtual: false } || method.MethodKind == MethodKind.DelegateInvoke;

    static bool GivesToken(IInvocationOperation call) => CancellationNotForwarded.HasToken(call)
        || call.Instance is { } self && Bare(self) is IInvocationOperation inner && GivesToken(inner);

    /// <summary>The only value that a local ever has.</summary>
    static IOperation? ValueOf(ILocalSymbol local, IOperation place)
    {
        var writes = place.Root().Descendants().SelectMany(static d => Writes.Of(d, Outside)).Where(w => SymbolEqualityComparer.Default.Equals(w.Place.Root, local)).ToArray();
        return writes.Length == 1 ? writes[0].Value : null;
    }

    static readonly Captures Outside = new();
}
