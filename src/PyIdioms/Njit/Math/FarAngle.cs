using System.Runtime.CompilerServices;

namespace PyIdioms.Lanes;

/// <summary>Functions of angles too far for multiples of π in parts, by System.Math lane by lane.</summary>
/// <remarks>Each changes a copy that its caller made for it alone: what is returned by value has a place on the stack, and the near angles would go through it too.</remarks>
static class FarAngle
{
    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Sin<O, V>(ref V x) where O : ILaneMath<V> => x = O.Each(x, Math.Sin);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Cos<O, V>(ref V x) where O : ILaneMath<V> => x = O.Each(x, Math.Cos);

    [MethodImpl(MethodImplOptions.NoInlining)]
    public static void Tan<O, V>(ref V x) where O : ILaneMath<V> => x = O.Each(x, Math.Tan);
}
