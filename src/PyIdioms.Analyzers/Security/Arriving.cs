using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Security;

/// <summary>What arrives at members of a role of the table.</summary>
static class Arriving
{
    /// <summary>The values that the operation puts where a role of the table, or the project's own, says so.</summary>
    public static IEnumerable<Arrival> At(OperationAnalysisContext context, string role) => Sinks.At(context.Operation, Table(context, role), role);

    /// <summary>Whether a member has a role.</summary>
    public static bool Is(OperationAnalysisContext context, ISymbol? member, string role) =>
        member is not null && Table(context, role) is var table && table.MayKnow(member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? ".ctor" : member.Name) && table.Has(member, role);

    static Apis Table(OperationAnalysisContext context, string role) => ProjectApis.Of(context.Options, context.CancellationToken).Only(role);

    /// <summary>The constants that an expression can have, those of its alternatives where another of them is not known.</summary>
    public static IEnumerable<object?> Constants(OperationAnalysisContext context, IOperation operation)
    {
        if (context.SettingOf(operation) is not { } value) return [];
        return value.Constants.IsDefault ? Alternatives(operation).SelectMany(a => Constants(context, a)).Distinct() : value.Constants;
    }

    static IEnumerable<IOperation> Alternatives(IOperation operation) => operation switch
    {
        IConversionOperation { OperatorMethod: null } conversion => Alternatives(conversion.Operand),
        IParenthesizedOperation inner => Alternatives(inner.Operand),
        ICoalesceOperation coalesce => [coalesce.Value, coalesce.WhenNull],
        IConditionalOperation { WhenFalse: { } otherwise } choice => [choice.WhenTrue, otherwise],
        ISwitchExpressionOperation choice => choice.Arms.Select(a => a.Value),
        _ => [],
    };
}
