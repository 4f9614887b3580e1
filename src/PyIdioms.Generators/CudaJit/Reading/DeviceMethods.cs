using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.CudaJit;

/// <summary>What devices have of the framework.</summary>
static class DeviceMethods
{
    static readonly HashSet<string> Functions =
    [
        "Abs", "Acos", "Asin", "Atan", "Cbrt", "Ceiling", "Cos", "Cosh", "Exp", "Floor", "Log", "Log10", "Log2", "Round", "Sign", "Sin", "Sinh", "Sqrt", "Tan", "Tanh", "Truncate",
        "Atan2", "CopySign", "Max", "Min", "Pow", "Clamp", "BigMul", "Erf",
    ];

    static readonly HashSet<string> Tests = ["IsNaN", "IsInfinity", "IsFinite", "IsNegative", "IsPositiveInfinity", "IsNegativeInfinity", "Abs", "Max", "Min", "Sqrt"];

    static readonly HashSet<string> Bits = ["PopCount", "LeadingZeroCount", "TrailingZeroCount", "RotateLeft", "RotateRight"];

    static readonly HashSet<string> Reinterpreted = ["DoubleToInt64Bits", "Int64BitsToDouble", "SingleToInt32Bits", "Int32BitsToSingle"];

    /// <summary>Whether a device has a method whose code is not the program's.</summary>
    public static bool Has(IMethodSymbol method) => NameOf(method.ContainingType) switch
    {
        "System.Math" or "System.MathF" or "PyIdioms.PyMath" => Functions.Contains(method.Name) && AreNumbers(method) && !IsWithDigits(method) && IsClamped(method),
        "System.Double" or "System.Single" or "System.SByte" or "System.Byte" or "System.Int16" or "System.UInt16" or "System.Int32" or "System.UInt32" or "System.Int64" or "System.UInt64" =>
            method.IsStatic && Tests.Contains(method.Name) && AreNumbers(method),
        "System.Numerics.BitOperations" => Bits.Contains(method.Name) && AreNumbers(method),
        "System.BitConverter" => Reinterpreted.Contains(method.Name),
        "System.Span" or "System.ReadOnlySpan" => method.Name is "Slice" or "get_Item" or "get_Length" or "get_IsEmpty" || method.MethodKind == MethodKind.Conversion,
        "PyIdioms.Dim3" => method.Name is "get_X" or "get_Y" or "get_Z",
        "PyIdioms.GridIndex" => true,
        "System.Array" => method.Name == "get_Length",
        "System.Index" or "System.Range" => true,
        _ => false,
    };

    static string NameOf(INamedTypeSymbol? type) => type is null ? "" : $"{type.ContainingNamespace}.{type.Name}";

    static bool AreNumbers(IMethodSymbol method) => method.Parameters.All(static p => p.RefKind == RefKind.None && DeviceTypes.IsNumber(p.Type));

    /// <summary>Rounded to so many digits, or a logarithm of another base.</summary>
    static bool IsWithDigits(IMethodSymbol method) => method.Name is "Round" or "Log" && method.Parameters.Length > 1;

    static bool IsClamped(IMethodSymbol method) => method.Name != "Clamp" || method.Parameters[0].Type.SpecialType is not (SpecialType.System_SByte or SpecialType.System_UInt16);
}
