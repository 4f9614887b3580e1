using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.ConstEval;

/// <summary>When two values are equal: as <c>==</c> has it, and as <c>EqualityComparer.Default</c> has it, which records and collections ask.</summary>
sealed partial class Interpreter : IEqualityComparer<object?>
{
    bool IEqualityComparer<object?>.Equals(object? left, object? right) => IsSame(left, right);

    /// <summary>Whoever says what equals what gives those one hash: one for all is theirs too, and calls nothing of the user's.</summary>
    int IEqualityComparer<object?>.GetHashCode(object? value) => value is null or ObjectValue or StructValue ? 0 : value.GetHashCode();

    bool AreEqual(object? left, object? right)
    {
        if (left is null || right is null) return left is null && right is null;
        return (left, right) switch
        {
            (double a, double b) => a == b,
            (float a, float b) => a == b,
            (StructValue { Type.IsTupleType: true } a, StructValue b) => a.Fields.All(f => AreEqual(f.Value, b.Fields[f.Key])),
            (ObjectValue { Type.IsRecord: false }, _) => ReferenceEquals(left, right),
            _ => IsSame(left, right),
        };
    }

    bool IsSame(object? left, object? right)
    {
        Burn();
        if (left is null || right is null) return left is null && right is null;
        switch (left, right)
        {
            case (FunctionValue, _): throw Refuse("delegates are compared");
            case (StructValue or ObjectValue, StructValue or ObjectValue) when OwnEquals(TypeOf(left), TypeOf(right)) is { } own: return Call(own, left, [Kept(right)], null) is true;
            case (StructValue a, StructValue b): return a.Fields.Count == b.Fields.Count && a.Fields.All(f => b.Fields.TryGetValue(f.Key, out var other) && IsSame(f.Value, other));
            case (ObjectValue { Type.IsRecord: true } a, ObjectValue b):
                return SymbolEqualityComparer.Default.Equals(a.Type, b.Type) && a.Fields.All(f => IsSame(f.Value, b.Fields.TryGetValue(f.Key, out var other) ? other : null));
            default: return left.Equals(right);
        }
    }

    static INamedTypeSymbol TypeOf(object value) => (value as ObjectValue)?.Type ?? ((StructValue)value).Type;

    /// <summary>What a type of the program's says is equal to a value of it: for its own type before that for any object.</summary>
    IMethodSymbol? OwnEquals(INamedTypeSymbol type, INamedTypeSymbol other)
    {
        for (var at = type; at is { SpecialType: SpecialType.None, IsTupleType: false }; at = at.BaseType)
        {
            var written = at.GetMembers(nameof(Equals)).OfType<IMethodSymbol>().Where(static m => m is { IsStatic: false, IsImplicitlyDeclared: false, Parameters.Length: 1 }).ToList();
            if (written.Count == 0) continue;
            var isOutermost = SymbolEqualityComparer.Default.Equals(at, type);
            if (at.IsRecord && !isOutermost) throw Refuse($"'{Shown(at)}' says what equals it, and is compared as a base");
            var exact = isOutermost && IsOrDerives(other, at) && (at.IsRecord || at.AllInterfaces.Any(i => i is { Name: nameof(IEquatable<>), TypeArguments: [var equated] } && SymbolEqualityComparer.Default.Equals(equated, at)))
                ? written.Find(m => SymbolEqualityComparer.Default.Equals(m.Parameters[0].Type, at)) : null;
            if ((exact ?? written.Find(static m => m.Parameters[0].Type.SpecialType == SpecialType.System_Object)) is { } own) return own;
        }
        return null;
    }
}
