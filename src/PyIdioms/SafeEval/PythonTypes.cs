using System.Numerics;

namespace PyIdioms;

/// <summary>What Python calls the types of values.</summary>
static class PythonTypes
{
    public static string NameOf(object? value) => value switch
    {
        null => "None",
        bool => "bool",
        long or BigInteger => "int",
        double => "float",
        string => "str",
        List<object?> => "list",
        PyTuple => "tuple",
        _ => value.GetType().Name,
    };
}
