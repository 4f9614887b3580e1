using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Analyzers.Security;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Types;

/// <summary>Whether the text of a command is the name of a procedure: <c>CommandType.StoredProcedure</c> is passed with it, or set on the same command.</summary>
static class StoredProcedures
{
    const int StoredProcedure = 4;

    public static bool AreNamedBy(Arrival arrival)
    {
        var sink = arrival.Value.Parent;
        while (sink is not (null or IInvocationOperation or IObjectCreationOperation or IAssignmentOperation)) sink = sink.Parent;
        return sink switch
        {
            IInvocationOperation call => call.Arguments.Any(a => IsCommandType(a.Parameter?.Type) && IsProcedure(a.Value)),
            IObjectCreationOperation creation => creation.Arguments.Any(a => IsCommandType(a.Parameter?.Type) && IsProcedure(a.Value)) || IsSetIn(creation.Initializer) || Made.Holder(creation) is { } holder && IsSetOn(holder, creation),
            IAssignmentOperation { Parent: IObjectOrCollectionInitializerOperation initializer } => IsSetIn(initializer),
            IAssignmentOperation { Target: IMemberReferenceOperation { Instance: { } command } } => Named(command) is { } holder && IsSetOn(holder, sink),
            _ => false,
        };
    }

    static bool IsProcedure(IOperation value) => Made.Bare(value) is { ConstantValue: { HasValue: true, Value: StoredProcedure } };

    static bool IsCommandType(ITypeSymbol? type) => type?.WithoutNullable() is { Name: "CommandType", TypeKind: TypeKind.Enum };

    static bool IsSetIn(IObjectOrCollectionInitializerOperation? initializer) => initializer?.Initializers.Any(i => i is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandType" }, Value: var kind } && IsProcedure(kind)) == true;

    /// <summary>Whether all that is ever set in the body around says so.</summary>
    static bool IsSetOn(ISymbol holder, IOperation place)
    {
        var isSet = false;
        foreach (var operation in place.Root().Descendants())
        {
            if (operation is not ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.Name: "CommandType", Instance: { } command }, Value: var kind } || !SymbolEqualityComparer.Default.Equals(Named(command), holder)) continue;
            if (!IsProcedure(kind)) return false;
            isSet = true;
        }
        return isSet;
    }

    static ISymbol? Named(IOperation operation) => Made.Bare(operation) switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        IMemberReferenceOperation member => member.Member,
        _ => null,
    };
}
