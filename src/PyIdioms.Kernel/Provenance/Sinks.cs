using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>A value on its way into a member that a table or an attribute names.</summary>
/// <param name="Value">The argument or the assigned value.</param>
/// <param name="Target">The method called, or the field or property written.</param>
/// <param name="Parameter">The parameter, for arguments.</param>
/// <param name="IsAppended">Whether the value is put behind what the member holds already.</param>
public readonly record struct Arrival(IOperation Value, ISymbol Target, IParameterSymbol? Parameter, bool IsAppended = false);

/// <summary>Where values arrive: arguments of calls and constructors, and assigned members.</summary>
public static class Sinks
{
    static readonly ConditionalWeakTable<ISymbol, string> Syntaxes = new();

    /// <summary>The kinds of operations that can be sinks.</summary>
    public static readonly OperationKind[] Kinds =
        [OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment, OperationKind.DeconstructionAssignment];

    /// <summary>The values that arrive at a member of a role.</summary>
    public static IEnumerable<Arrival> At(IOperation operation, Apis apis, string role)
    {
        foreach (var arrival in All(operation))
        {
            var member = arrival.Target;
            if (!apis.MayKnow(member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? ".ctor" : member.Name)) continue;
            foreach (var api in apis.Of(member))
            {
                if (api.Role != role || arrival.Parameter is { } parameter && !(api.Parameters.IsEmpty ? parameter.Type.IsString() : api.Concerns(parameter))) continue;
                yield return arrival;
                break;
            }
        }
    }

    /// <summary>All values that an operation passes or assigns.</summary>
    public static IEnumerable<Arrival> All(IOperation operation)
    {
        switch (operation)
        {
            case IInvocationOperation call:
                return Passed(call.TargetMethod, call.Arguments);
            case IObjectCreationOperation { Constructor: { } constructor } creation:
                return Passed(constructor, creation.Arguments);
            case IAssignmentOperation { Target: IMemberReferenceOperation target } assignment:
                return [new(assignment.Value, target.Member, null, assignment is ICompoundAssignmentOperation)];
            case IDeconstructionAssignmentOperation { Target: ITupleOperation targets, Value: var value }:
                while (value is IConversionOperation { OperatorMethod: null } conversion) value = conversion.Operand;
                return targets.Elements.Select((target, i) => target is IMemberReferenceOperation { Member: var member }
                    ? new Arrival(value is ITupleOperation parts && i < parts.Elements.Length ? parts.Elements[i] : value, member, null) : default).Where(a => a.Target is not null);
            default:
                return [];
        }
    }

    static IEnumerable<Arrival> Passed(IMethodSymbol method, System.Collections.Immutable.ImmutableArray<IArgumentOperation> arguments)
    {
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { Type.Name: not "FormattableString" } parameter) yield return new(argument.Value, method, parameter);
        }
    }

    /// <summary>The language that <c>[StringSyntax]</c> says a parameter or member is written in; null without one.</summary>
    public static string? SyntaxOf(ISymbol symbol)
    {
        if (symbol.ContainingAssembly is not { } assembly || assembly.Name.StartsWith("System.", StringComparison.Ordinal)) return null;
        var language = Syntaxes.GetValue(symbol.OriginalDefinition, static s => s.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "StringSyntaxAttribute")
            is { ConstructorArguments: [{ Value: string name }, ..] } ? name : "");
        return language.Length == 0 ? null : language;
    }
}
