using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.Njit;

/// <summary>How two numbers compare.</summary>
static class Relation
{
    /// <summary>The operator; null where it does not compare.</summary>
    public static string? Of(BinaryOperatorKind kind) => kind switch
    {
        BinaryOperatorKind.LessThan => "<",
        BinaryOperatorKind.LessThanOrEqual => "<=",
        BinaryOperatorKind.GreaterThan => ">",
        BinaryOperatorKind.GreaterThanOrEqual => ">=",
        BinaryOperatorKind.Equals => "==",
        BinaryOperatorKind.NotEquals => "!=",
        _ => null,
    };

    /// <summary>The one that holds between the second and the first.</summary>
    public static string Mirrored(string op) => op switch { "<" => ">", "<=" => ">=", ">" => "<", ">=" => "<=", _ => op };

    /// <summary>Of an order, the one that holds where it does not.</summary>
    public static string Opposite(string op) => op switch { "<" => ">=", "<=" => ">", ">" => "<=", ">=" => "<", _ => op };
}
