using System.Numerics;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Validation;

/// <summary>A constraint as an expression over a value of a known type: no boxing, no call where an operator does.</summary>
sealed class ConstraintCode(List<StaticValue> statics)
{
    const string Yes = "true", No = "false", Culture = "global::System.Globalization.CultureInfo.InvariantCulture";

    /// <summary>The test, true for null and for values that fulfil the constraint; null where only the attribute itself can tell.</summary>
    public string? TestOf(Constraint constraint, ITypeSymbol type)
    {
        var kind = ValueKind.Of(type);
        var value = Check.Value + (kind.IsNullable ? ".GetValueOrDefault()" : "") + kind.Unwrap;
        if (Inner(constraint, kind, value) is not { } test) return null;
        if (test == Yes) return Yes;
        if (kind.InnerCanBeNull) test = $"({value} is null || {test})";
        return kind.IsNullable ? $"(!{Check.Value}.HasValue || {test})" : kind.CanBeNull ? $"({Check.Value} is null || {test})" : test;
    }

    string? Inner(Constraint constraint, ValueKind kind, string value)
    {
        if (constraint.IsBound) return All(constraint.Bounds.Select(b => kind.Accepts(b.Value) ? Compared(kind, value, b.Relation, b.Value!) : null));
        if (constraint.Kind == ConstraintKind.MultipleOf) return Divided(kind, value, constraint.Divisor);
        if (constraint.IsLength) return Measured(constraint, kind, value);
        if (!constraint.IsText || kind.Nature != Nature.Text) return null;
        if (constraint.Kind != ConstraintKind.Regex) return $"global::PyIdioms.TextKind.{TextTest(constraint.Kind)}({value})";
        if (constraint.Pattern is not { } pattern || PatternText.ProblemOf(constraint) is not null) return null;
        var (options, timeout) = (constraint.Named("Options") ?? 0, constraint.Named("MatchTimeoutInMilliseconds") ?? 2000);
        var name = Static("global::System.Text.RegularExpressions.Regex", $"global::PyIdioms.RegexAttribute.Whole({Quoted(pattern)}, (global::System.Text.RegularExpressions.RegexOptions)({options}), {timeout})");
        return $"{name}.IsMatch({value})";
    }

    static string? All(IEnumerable<string?> tests)
    {
        var all = new List<string>();
        foreach (var test in tests)
        {
            if (test is null) return null;
            if (test == No) return No;
            if (test != Yes) all.Add(test);
        }
        return all.Count switch { 0 => Yes, 1 => all[0], _ => $"({string.Join(" && ", all)})" };
    }

    static string TextTest(ConstraintKind kind) => kind switch
    {
        ConstraintKind.Email => "IsEmail",
        ConstraintKind.LowerCase => "IsLower",
        ConstraintKind.UpperCase => "IsUpper",
        ConstraintKind.IsAscii => "IsAscii",
        _ => "IsDigit",
    };

    string? Compared(ValueKind kind, string value, Relation relation, object bound)
    {
        if (ValueKind.IsNaN(bound)) return No;
        switch (kind.Nature)
        {
            case Nature.Integer:
                return Whole(kind, value, relation, kind.Bound(bound)!.Value);
            case Nature.Binary:
                return $"{value} {Sign(relation)} {NumberCode.Binary(kind.Type, bound)}";
            case Nature.Decimal:
                return NumberCode.Decimal(bound) is { } exact ? $"{value} {Sign(relation)} {exact}" : relation is Relation.Gt or Relation.Ge == kind.Bound(bound)!.Value.Sign < 0 ? Yes : No;
            case Nature.Char:
                return $"{value} {Sign(relation)} {SymbolDisplay.FormatLiteral((char)bound, quote: true)}";
            case Nature.Text:
                return $"string.CompareOrdinal({value}, {Quoted((string)bound)}) {Sign(relation)} 0";
            case Nature.Time:
                var type = TypeName.Of(kind.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated));
                var style = kind.Type.Name switch
                {
                    nameof(DateTime) => ", global::System.Globalization.DateTimeStyles.RoundtripKind",
                    nameof(DateTimeOffset) => ", global::System.Globalization.DateTimeStyles.AssumeUniversal",
                    _ => "",
                };
                return $"{value} {Sign(relation)} {Static(type, $"{type}.Parse({Quoted((string)bound)}, {Culture}{style})")}";
            default:
                return null;
        }
    }

    /// <summary>A bound between two whole numbers is one of them; a bound beyond the type is an answer.</summary>
    string Whole(ValueKind kind, string value, Relation relation, Exact bound)
    {
        var isLower = relation is Relation.Gt or Relation.Ge;
        if (bound.IsInfinite) return isLower == bound.Sign < 0 ? Yes : No;
        // The smallest or greatest number that is let through.
        var edge = relation switch
        {
            Relation.Gt => bound.Floor + 1,
            Relation.Ge => bound.Ceiling,
            Relation.Lt => bound.Ceiling - 1,
            _ => bound.Floor,
        };
        if (isLower ? edge <= kind.Least : edge >= kind.Most) return Yes;
        if (isLower ? edge > kind.Most : edge < kind.Least) return No;
        if (bound.IsWhole && relation is Relation.Gt or Relation.Lt && (bound.Floor >= kind.Least || kind.Least is null) && (bound.Floor <= kind.Most || kind.Most is null)) return $"{value} {Sign(relation)} {Number(kind, bound.Floor)}";
        return $"{value} {(isLower ? ">=" : "<=")} {Number(kind, edge)}";
    }

    string Number(ValueKind kind, BigInteger number)
    {
        if (NumberCode.Whole(kind, number) is { } literal) return literal;
        var type = TypeName.Of(kind.Type);
        return Static(type, $"{type}.Parse(\"{number}\", {Culture})");
    }

    string? Divided(ValueKind kind, string value, object? divisor)
    {
        if (ValueKind.IsNaN(divisor)) return kind.IsNumber ? No : null;
        if (!kind.IsNumber || kind.Bound(divisor) is not { } step) return null;
        if (step.Sign == 0) return No;
        switch (kind.Nature)
        {
            case Nature.Integer when step is { IsInfinite: false, IsWhole: true }:
                var size = BigInteger.Abs(step.Floor);
                return size > kind.Most ? null : $"{value} % {Number(kind, size)} == 0";
            case Nature.Integer:
                return divisor is double or float ? $"(double){value} % {NumberCode.Double(divisor)} == 0" : null;
            case Nature.Binary:
                return kind.Type.Name == "Half" ? null : $"{value} % {NumberCode.Binary(kind.Type, divisor!)} == 0";
            default:
                return NumberCode.Decimal(divisor!) is { } exact ? $"{value} % {exact} == 0" : null;
        }
    }

    static string? Measured(Constraint constraint, ValueKind kind, string value)
    {
        if (IsTextMemory(kind.Type)) (kind, value) = (kind with { Nature = Nature.Text }, value + ".Span");
        if (kind.LengthMember is not { } member) return null;
        var (least, most) = (constraint.MinLength, constraint.MaxLength);
        if (most < 0 || least > most) return No;
        var length = $"{value}.{member}";
        if (kind.Nature != Nature.Text)
        {
            var test = Between(length, least, most);
            return kind.Type is INamedTypeSymbol { Name: "ImmutableArray", ContainingNamespace.Name: "Immutable" } && test != Yes ? $"({value}.IsDefault || {test})" : test;
        }
        // A text of n units has n / 2 to n code points: most texts need no counting.
        var count = $"global::PyIdioms.CodePoints.Count({value})";
        var atLeast = least <= 0 ? Yes : least > int.MaxValue / 2 ? $"{count} >= {least}" : $"({length} >= {2 * least - 1} || {count} >= {least})";
        var atMost = most == int.MaxValue ? Yes : $"({length} <= {most} || {count} <= {most})";
        return All([atLeast, atMost]);
    }

    static string Between(string length, int least, int most) =>
        All([least <= 0 ? Yes : $"{length} >= {least}", most == int.MaxValue ? Yes : $"{length} <= {most}"])!;

    static bool IsTextMemory(ITypeSymbol type) =>
        type is INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", TypeArguments: [{ SpecialType: SpecialType.System_Char }], ContainingNamespace: { Name: nameof(System), ContainingNamespace.IsGlobalNamespace: true } };

    static string Sign(Relation relation) => relation switch { Relation.Gt => ">", Relation.Ge => ">=", Relation.Lt => "<", _ => "<=" };

    /// <summary>A value that is made once, under a name for the test.</summary>
    string Static(string type, string creation)
    {
        var name = $"V{statics.Count}";
        statics.Add(new(type, name, creation, IsCold: false));
        return Check.Holder + name;
    }

    static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
