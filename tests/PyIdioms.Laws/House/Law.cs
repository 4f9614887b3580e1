using System.Reflection;

namespace PyIdioms.Laws;

/// <summary>A law looks at a house and says what breaks it; nothing when it holds.</summary>
public delegate IEnumerable<string> Law(House house);

/// <summary>The laws, found by reflection: the public static methods of that shape.</summary>
public static class LawBook
{
    public static IReadOnlyDictionary<string, Law> All { get; } = typeof(LawBook).Assembly.GetTypes()
        .SelectMany(type => type.GetMethods(BindingFlags.Public | BindingFlags.Static))
        .Where(method => method.ReturnType == typeof(IEnumerable<string>)
            && method.GetParameters() is [var only] && only.ParameterType == typeof(House))
        .ToDictionary(method => method.Name, method => method.CreateDelegate<Law>());
}
