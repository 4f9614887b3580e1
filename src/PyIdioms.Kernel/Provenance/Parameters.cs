using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What parameters hold when a function begins.</summary>
static class Parameters
{
    /// <summary>The value of a parameter: itself, until its callers are asked.</summary>
    public static Value Value(IParameterSymbol parameter)
    {
        var type = parameter.Type;
        var isFollowed = type.IsFollowed();
        var value = parameter.IsLiteral() ? Provenance.Value.Literal : isFollowed && type.IsContainer() ? Provenance.Value.Literal : Itself(parameter, type);
        return isFollowed ? value.With([Entity.Of(parameter)]) : value;
    }

    /// <summary>What a parameter that is a collection, a builder or a buffer contains.</summary>
    public static Value Content(IParameterSymbol parameter) => parameter.IsLiteral() ? Provenance.Value.Literal : Provenance.Value.From(new(OriginKind.Parameter, TextTypes.LevelOfContent(parameter.Type), parameter, Declaration(parameter)));

    static Value Itself(IParameterSymbol parameter, ITypeSymbol type) => Provenance.Value.From(new(OriginKind.Parameter, TextTypes.LevelOf(type), parameter, Declaration(parameter)));

    static SyntaxNode? Declaration(IParameterSymbol parameter) => parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax();

    /// <summary>The memory in which a function begins.</summary>
    public static Memory Enter(Memory memory, IMethodSymbol? function, IMethodSymbol? promise = null)
    {
        if (function is null) return memory;
        foreach (var parameter in function.Parameters)
        {
            var isPromised = promise is not null && parameter.Ordinal < promise.Parameters.Length && promise.Parameters[parameter.Ordinal].IsLiteral();
            var value = parameter.RefKind == RefKind.Out ? Provenance.Value.Nothing : isPromised ? Provenance.Value.Literal : Value(parameter);
            memory = memory.Set(Cell.Of(parameter), value);
            if (value.Entities is [var entity, ..] && parameter.Type.IsContainer()) memory = memory.Set(Cell.Content(entity), Content(parameter));
        }
        return memory;
    }
}
