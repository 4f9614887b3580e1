using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>A value on its way into a member that a table or an attribute names.</summary>
/// <param name="Value">The argument or the assigned value.</param>
/// <param name="Target">The method called, or the field or property written.</param>
/// <param name="Parameter">The parameter, for arguments.</param>
public readonly record struct Arrival(IOperation Value, ISymbol Target, IParameterSymbol? Parameter);

/// <summary>Where values arrive: arguments of calls and constructors, and assigned members.</summary>
public static class Sinks
{
    static readonly ConditionalWeakTable<ISymbol, string> Syntaxes = new();

    /// <summary>The kinds of operations that can be sinks.</summary>
    public static readonly OperationKind[] Kinds =
        [OperationKind.Invocation, OperationKind.ObjectCreation, OperationKind.SimpleAssignment, OperationKind.CompoundAssignment, OperationKind.CoalesceAssignment];

    /// <summary>The values that arrive at a member of a role.</summary>
    public static IEnumerable<Arrival> At(IOperation operation, Apis apis, string role)
    {
        var (member, arguments, assigned) = Parts(operation);
        if (member is null || !apis.MayKnow(member is IMethodSymbol { MethodKind: MethodKind.Constructor } ? ".ctor" : member.Name)) yield break;
        foreach (var api in apis.Of(member))
        {
            if (api.Role != role) continue;
            if (assigned is not null)
            {
                yield return new(assigned, member, null);
                yield break;
            }
            foreach (var argument in arguments)
            {
                if (argument.Parameter is { } parameter && (api.Parameters.IsEmpty ? parameter.Type.IsString() : api.Concerns(parameter))) yield return new(argument.Value, member, parameter);
            }
        }
    }

    /// <summary>All values that an operation passes or assigns.</summary>
    public static IEnumerable<Arrival> All(IOperation operation)
    {
        var (member, arguments, assigned) = Parts(operation);
        if (member is null) yield break;
        if (assigned is not null) yield return new(assigned, member, null);
        else foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter) yield return new(argument.Value, member, parameter);
        }
    }

    static (ISymbol? Member, IEnumerable<IArgumentOperation> Arguments, IOperation? Assigned) Parts(IOperation operation) => operation switch
    {
        IInvocationOperation call => (call.TargetMethod, call.Arguments, null),
        IObjectCreationOperation creation => (creation.Constructor, creation.Arguments, null),
        IAssignmentOperation { Target: IMemberReferenceOperation target } assignment => (target.Member, [], assignment.Value),
        _ => default,
    };

    /// <summary>The language that <c>[StringSyntax]</c> says a parameter or member is written in; null without one.</summary>
    public static string? SyntaxOf(ISymbol symbol)
    {
        if (symbol.ContainingAssembly is not { } assembly || assembly.Name.StartsWith("System.", StringComparison.Ordinal)) return null;
        var language = Syntaxes.GetValue(symbol.OriginalDefinition, static s => s.GetAttributes().FirstOrDefault(a => a.AttributeClass?.Name == "StringSyntaxAttribute")
            is { ConstructorArguments: [{ Value: string name }, ..] } ? name : "");
        return language.Length == 0 ? null : language;
    }
}
