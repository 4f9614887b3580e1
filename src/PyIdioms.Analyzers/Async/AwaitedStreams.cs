using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Async;

/// <summary>What an <c>await foreach</c> enumerates.</summary>
static class AwaitedStreams
{
    /// <summary>Whether a call makes the stream of an <c>await foreach</c>, as it stands or configured.</summary>
    public static bool IsEnumerated(IInvocationOperation call)
    {
        for (var (inner, outer) = ((IOperation)call, call.Parent); outer is not null; (inner, outer) = (outer, outer.Parent))
        {
            switch (outer)
            {
                case IForEachLoopOperation { IsAsynchronous: true } loop: return loop.Collection == inner;
                case IConversionOperation or IParenthesizedOperation or IArgumentOperation: continue;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait" or "WithCancellation" }: continue;
                default: return false;
            }
        }
        return false;
    }

    /// <summary>The stream without what configures how it is awaited; null where it is given a token.</summary>
    public static IOperation? Bare(IOperation stream)
    {
        while (true)
        {
            stream = stream.Unwrap();
            switch (stream)
            {
                case IConversionOperation { OperatorMethod: null, Operand: var operand }: stream = operand; break;
                case IInvocationOperation { TargetMethod.Name: "WithCancellation" }: return null;
                case IInvocationOperation { TargetMethod: { Name: "ConfigureAwait", IsExtensionMethod: true }, Arguments: [{ Value: var source }, ..] }: stream = source; break;
                case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } source }: stream = source; break;
                default: return stream;
            }
        }
    }
}
