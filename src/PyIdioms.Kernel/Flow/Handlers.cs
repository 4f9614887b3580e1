using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>The handlers of a graph: which of them an exception certainly passes by, a bit each.</summary>
sealed class Handlers
{
    readonly Dictionary<ControlFlowRegion, ulong> bits = [];

    public Handlers(ControlFlowGraph graph)
    {
        var open = new Stack<ControlFlowRegion>([graph.Root]);
        while (open.Count > 0)
        {
            var region = open.Pop();
            foreach (var nested in region.NestedRegions) open.Push(nested);
            if (region.Kind == ControlFlowRegionKind.TryAndCatch) foreach (var handler in region.NestedRegions.Skip(1)) bits[handler] = bits.Count < 64 ? 1UL << bits.Count : 0;
        }
    }

    public bool IsBarred(ControlFlowRegion handler, ulong barred) => barred != 0 && bits.TryGetValue(handler, out var bit) && (barred & bit) != 0;

    /// <summary>The handlers that no exception of an operation reaches.</summary>
    public ulong NotFrom(IOperation operation, ControlFlowRegion? from, Func<IOperation, ITypeSymbol, bool> may)
    {
        if (bits.Count == 0) return 0;
        var barred = 0UL;
        foreach (var handler in Around(from))
        {
            if (TypeOf(handler) is { } caught && bits.TryGetValue(handler, out var bit) && bit != 0 && !may(operation, caught)) barred |= bit;
        }
        return barred;
    }

    /// <summary>The handlers that an exception written in the code passes by: those of other types, and those behind one that is certain to catch it.</summary>
    public ulong NotFor(IOperation exception, ControlFlowRegion? from)
    {
        exception = exception.Unwrap();
        if (bits.Count == 0 || exception.Type is not { } thrown || exception.ConstantValue.HasValue) return 0;
        var barred = 0UL;
        var isCaught = false;
        foreach (var handler in Around(from))
        {
            if (!bits.TryGetValue(handler, out var bit) || TypeOf(handler) is not { } caught) continue;
            var isCertain = CatchesAll(handler) || IsOrInherits(thrown, caught);
            if (isCaught || !isCertain && (exception is IObjectCreationOperation || !IsOrInherits(caught, thrown))) barred |= bit;
            isCaught |= isCertain && handler.Kind == ControlFlowRegionKind.Catch;
        }
        return barred;
    }

    /// <summary>The handlers around a place, from the inside out.</summary>
    static IEnumerable<ControlFlowRegion> Around(ControlFlowRegion? from)
    {
        for (var region = from; region is { Kind: not ControlFlowRegionKind.Root }; region = region.EnclosingRegion)
        {
            if (region.Kind != ControlFlowRegionKind.Try || region.EnclosingRegion is not { Kind: ControlFlowRegionKind.TryAndCatch } construct) continue;
            foreach (var handler in construct.NestedRegions.Skip(1)) yield return handler;
        }
    }

    static bool IsOrInherits(ITypeSymbol type, ITypeSymbol ancestor)
    {
        for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(at, ancestor)) return true;
        }
        return false;
    }

    static ITypeSymbol? TypeOf(ControlFlowRegion handler) => handler.ExceptionType ?? (handler.Kind == ControlFlowRegionKind.FilterAndHandler ? handler.NestedRegions[0].ExceptionType : null);

    public static bool CatchesAll(ControlFlowRegion region) =>
        region.Kind == ControlFlowRegionKind.Catch && region.ExceptionType is { } type
        && (type.SpecialType == SpecialType.System_Object || type is { Name: "Exception", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } });
}
