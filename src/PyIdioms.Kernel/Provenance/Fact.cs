using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

enum FactKind
{
    /// <summary>What a method returns and leaves behind.</summary>
    Method,

    /// <summary>What all callers of a method pass for a parameter.</summary>
    Parameter,

    /// <summary>What all writes to a field or property put into it.</summary>
    Member,
}

/// <summary>A question about the program as a whole.</summary>
readonly struct Fact(FactKind kind, ISymbol symbol) : IEquatable<Fact>
{
    public FactKind Kind => kind;
    public ISymbol Symbol => symbol;

    public static Fact OfMethod(IMethodSymbol method) => new(FactKind.Method, method.OriginalDefinition);
    public static Fact OfParameter(IParameterSymbol parameter) => new(FactKind.Parameter, parameter.OriginalDefinition);
    public static Fact OfMember(ISymbol member) => new(FactKind.Member, member.OriginalDefinition);

    public bool Equals(Fact other) => kind == other.Kind && SymbolEqualityComparer.Default.Equals(symbol, other.Symbol);
    public override bool Equals(object? obj) => obj is Fact other && Equals(other);
    public override int GetHashCode() => unchecked(SymbolEqualityComparer.Default.GetHashCode(symbol) * 31 + (int)kind);
}
