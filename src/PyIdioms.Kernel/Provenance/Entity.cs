using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>An object as the analysis sees it: one for each place that makes one, one for each parameter or member that brings one in, and <c>this</c>.</summary>
public sealed class Entity : IEquatable<Entity>
{
    const int MostDepth = 6;

    Entity(SyntaxNode? site, ISymbol? owner, Entity? parent, ITypeSymbol? type, bool isExact, CallPath? via = null)
    {
        Via = via;
        Site = site;
        Owner = owner;
        Parent = parent;
        Type = type;
        IsExact = isExact;
    }

    /// <summary>The expression that makes the object.</summary>
    public SyntaxNode? Site { get; }

    /// <summary>The calls through which the place that makes the object was reached.</summary>
    public CallPath? Via { get; }

    /// <summary>The parameter or member that brings the object in, or the type whose <c>this</c> it is.</summary>
    public ISymbol? Owner { get; }

    /// <summary>The object whose member this is.</summary>
    public Entity? Parent { get; }

    public ITypeSymbol? Type { get; }

    /// <summary>Whether <see cref="Type"/> is the object's own type, not a base of it.</summary>
    public bool IsExact { get; }

    public bool IsThis => Owner is ITypeSymbol;

    public static Entity MadeAt(SyntaxNode site, ITypeSymbol? type, bool isExact, CallPath? via = null) => new(site, null, null, type, isExact, via);
    public static Entity Of(IParameterSymbol parameter) => new(null, parameter, null, parameter.Type, parameter.Type.IsSealed);
    public static Entity This(INamedTypeSymbol type) => new(null, type.OriginalDefinition, null, type, type.IsSealed);

    /// <summary>The object that a member of this one refers to; null where that leads too deep.</summary>
    public Entity? Member(ISymbol member, ITypeSymbol type)
    {
        var depth = 1;
        for (var outer = this; outer is not null; outer = outer.Parent) depth++;
        return depth > MostDepth ? null : new(null, member.OriginalDefinition, this, type, type.IsSealed);
    }

    internal static int Compare(Entity left, Entity right)
    {
        var order = string.CompareOrdinal(left.Owner?.Name, right.Owner?.Name);
        if (order == 0) order = string.CompareOrdinal(left.Site?.SyntaxTree.FilePath, right.Site?.SyntaxTree.FilePath);
        if (order == 0) order = (left.Site?.SpanStart ?? -1).CompareTo(right.Site?.SpanStart ?? -1);
        if (order == 0) order = (left.Site?.Span.Length ?? 0).CompareTo(right.Site?.Span.Length ?? 0);
        if (order == 0) order = CallPath.Compare(left.Via, right.Via);
        return order != 0 || left.Parent is null || right.Parent is null ? order : Compare(left.Parent, right.Parent);
    }

    public bool Equals(Entity? other) => ReferenceEquals(this, other)
        || other is not null && Site == other.Site && SymbolEqualityComparer.Default.Equals(Owner, other.Owner) && Equals(Parent, other.Parent) && Equals(Via, other.Via);
    public override bool Equals(object? obj) => Equals(obj as Entity);
    public override int GetHashCode() => unchecked((Site?.GetHashCode() ?? SymbolEqualityComparer.Default.GetHashCode(Owner)) * 31 + (Parent?.GetHashCode() ?? 0));
    public override string ToString() => Parent is null ? Owner?.Name ?? Site?.ToString() ?? "" : Parent + "." + Owner?.Name;
}

/// <summary>A call that is being run, and the calls around it.</summary>
public sealed record CallPath(SyntaxNode Call, CallPath? Outer)
{
    public int Length { get; } = 1 + (Outer?.Length ?? 0);

    internal static int Compare(CallPath? left, CallPath? right)
    {
        if (left is null || right is null) return (left is null ? 0 : 1) - (right is null ? 0 : 1);
        var order = string.CompareOrdinal(left.Call.SyntaxTree.FilePath, right.Call.SyntaxTree.FilePath);
        if (order == 0) order = left.Call.SpanStart.CompareTo(right.Call.SpanStart);
        if (order == 0) order = left.Call.Span.Length.CompareTo(right.Call.Span.Length);
        return order != 0 ? order : Compare(left.Outer, right.Outer);
    }
}
