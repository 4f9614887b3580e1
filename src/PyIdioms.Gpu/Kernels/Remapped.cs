using System.Reflection;
using ILGPU.Frontend.Intrinsic;

namespace PyIdioms.Gpu;

/// <summary>What devices compile in place of methods that they have no code for: functions of System.Math.</summary>
static class Remapped
{
    static readonly Lock Turn = new();
    static bool isRegistered;

    /// <summary>Tells ILGPU, once.</summary>
    public static void Register()
    {
        lock (Turn)
        {
            if (isRegistered) return;
            foreach (var function in typeof(DeviceMath).GetMethods(BindingFlags.Public | BindingFlags.Static))
            {
                foreach (var type in (Type[])[typeof(Math), typeof(MathF), typeof(PyMath), function.ReturnType]) Replace(type, function);
            }
            isRegistered = true;
        }
    }

    static void Replace(Type type, MethodInfo by)
    {
        var parameters = by.GetParameters().Select(static p => p.ParameterType).ToArray();
        // GetMethod also finds what takes a double for a float.
        if (type.GetMethod(by.Name, BindingFlags.Public | BindingFlags.Static, parameters) is not { } source || !source.GetParameters().Select(static p => p.ParameterType).SequenceEqual(parameters)) return;
        RemappedIntrinsics.AddRemapping(source, (ref ILGPU.Frontend.InvocationContext context) => context.Method = by);
    }
}
