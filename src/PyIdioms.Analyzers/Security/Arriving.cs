using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>What arrives at members of a role of the table.</summary>
static class Arriving
{
    /// <summary>The values that the operation puts where a role of the table, or the project's own, says so.</summary>
    public static IEnumerable<Arrival> At(Sighting context, string role) => Sinks.At(context.Operation, Table(context, role), role);

    /// <summary>Whether a member has a role.</summary>
    public static bool Is(Sighting context, ISymbol? member, string role) =>
        member is not null && Table(context, role) is var table && table.MayKnow(member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? ".ctor" : member.Name) && table.Has(member, role);

    /// <summary>Watches for members of some roles.</summary>
    public static void WatchRoles(this CompilationStartAnalysisContext context, Action<Sighting> check, OperationKind[] kinds, Words? others, params string[] roles)
    {
        var words = ApiWords.Of(context.Compilation, ProjectApis.Of(context.Options, context.CancellationToken), context.CancellationToken, roles);
        if (others is not null) words = Words.Any(words, others);
        context.Watch(_ => words, check, kinds);
    }

    static Apis Table(Sighting context, string role) => ProjectApis.Of(context.Options, context.CancellationToken).Only(role);

    /// <summary>The constants that an expression can have, those of its alternatives where another of them is not known.</summary>
    public static IEnumerable<object?> Constants(Sighting context, IOperation operation)
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
