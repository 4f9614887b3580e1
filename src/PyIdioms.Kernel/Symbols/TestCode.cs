using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Code of tests and benchmarks: its secrets are made up.</summary>
public static class TestCode
{
    static readonly HashSet<string> Attributes = NameWords.Set("FactAttribute TheoryAttribute TestAttribute TestCaseAttribute TestCaseSourceAttribute TestFixtureAttribute TestClassAttribute TestMethodAttribute DataTestMethodAttribute BenchmarkAttribute SetUpAttribute TestInitializeAttribute");

    static readonly string[] Assemblies = [".Tests", ".Test", ".UnitTests", ".IntegrationTests", ".FunctionalTests", ".Benchmarks", ".Specs", ".TestHelpers", ".TestUtilities"];

    static readonly ConditionalWeakTable<INamedTypeSymbol, object> Known = new();

    /// <summary>Whether a member belongs to a test: its type or one around it has tests, or its assembly is one of tests.</summary>
    public static bool IsTest(ISymbol? member)
    {
        if (member is null) return false;
        if (member.ContainingAssembly is { Name: var assembly } && Array.Exists(Assemblies, a => assembly.EndsWith(a, StringComparison.Ordinal))) return true;
        for (var type = member as INamedTypeSymbol ?? member?.ContainingType; type is not null; type = type.ContainingType)
        {
            if ((bool)Known.GetValue(type, static t => HasTests(t))) return true;
        }
        return false;
    }

    static bool HasTests(INamedTypeSymbol type) => type.GetAttributes().Any(IsOne) || type.GetMembers().Any(m => m is IMethodSymbol && m.GetAttributes().Any(IsOne));

    /// <summary>Attributes derived from those of a test framework are often named after them.</summary>
    static bool IsOne(AttributeData attribute)
    {
        for (var at = attribute.AttributeClass; at is not null; at = at.BaseType)
        {
            if (Attributes.Contains(at.Name) || Attributes.Contains(at.Name + "Attribute") || at.Name.EndsWith("FactAttribute", StringComparison.Ordinal) || at.Name.EndsWith("TheoryAttribute", StringComparison.Ordinal)) return true;
        }
        return false;
    }
}
