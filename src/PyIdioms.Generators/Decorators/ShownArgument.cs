using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Decorators;

/// <summary>An argument that hooks are shown.</summary>
/// <param name="Parameter">The place of its parameter.</param>
/// <param name="Name">What it is called.</param>
/// <param name="IsSecret">Whether its name says that it must not be seen.</param>
public sealed record ShownArgument(int Parameter, string Name, bool IsSecret)
{
    /// <summary>The arguments that a decorator is shown; none where it does not ask.</summary>
    public static EquatableArray<ShownArgument> Of(IMethodSymbol method, INamedTypeSymbol? protocol)
    {
        if (protocol is null) return default;
        var shown = ImmutableArray.CreateBuilder<ShownArgument>();
        var mark = protocol.Arity == 2 ? protocol.TypeArguments[1] : null;
        foreach (var parameter in method.Parameters)
        {
            if (ProblemOf(parameter) is not null) continue;
            if (mark is null)
            {
                if (!CallShape.IsToken(parameter)) shown.Add(new(parameter.Ordinal, parameter.Name, SecretNames.IsGiven(parameter.Name) || SecretNames.IsShown(parameter.Name)));
                continue;
            }
            if (MarkOn(parameter, mark) is { } marked) shown.Add(new(parameter.Ordinal, marked.ConstructorArguments is [{ Value: string given }, ..] ? given : parameter.Name, IsSecret: false));
        }
        return new(shown.ToImmutable());
    }

    /// <summary>Reports marks that no decorator of the method looks at, and those on parameters that cannot be shown.</summary>
    public static void CheckMarks(IMethodSymbol method, List<AttributeData>? decorators, Report report)
    {
        foreach (var parameter in method.Parameters)
        {
            foreach (var attribute in parameter.GetAttributes())
            {
                if (!IsMark(attribute.AttributeClass)) continue;
                var isRead = decorators?.Exists(d => new Protocols(d.AttributeClass!).Arguments is { Arity: 2 } asked && SymbolEqualityComparer.Default.Equals(asked.TypeArguments[1], attribute.AttributeClass)) == true;
                if ((isRead ? ProblemOf(parameter) : "no decorator of the method reads it") is { } problem) report(DecoratorRules.IdleMark, Placement.LocationOf(attribute), Placement.NameOf(attribute), parameter.Name, problem);
            }
        }
    }

    static bool IsMark(INamedTypeSymbol? type) => type.DerivesFromOurs("ArgumentMarkAttribute");

    static AttributeData? MarkOn(IParameterSymbol parameter, ITypeSymbol mark) => parameter.GetAttributes().FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, mark));

    static string? ProblemOf(IParameterSymbol parameter) =>
        parameter.RefKind == RefKind.Out ? "the method sets it"
        : MethodShape.IsRefLike(parameter.Type) ? "it can only live on the stack"
        : parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol ? "it is a pointer"
        : null;
}
