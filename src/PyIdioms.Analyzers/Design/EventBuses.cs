using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Design;

/// <summary>A method with an [On].</summary>
/// <param name="Method">The method.</param>
/// <param name="Event">The event.</param>
/// <param name="Order">Its place.</param>
/// <param name="Place">Where that is said; null where it is not.</param>
/// <param name="Attribute">Where the event is named.</param>
readonly record struct BusHandler(IMethodSymbol Method, ITypeSymbol Event, int Order, Location? Place, Location? Attribute);

/// <summary>Classes with [EventBus], and who can have to do with them.</summary>
static class EventBuses
{
    public const string Emit = "EmitAsync", Add = "On";

    const string Handler = "OnAttribute";

    public static bool IsBus(INamedTypeSymbol type) => type.GetAttributes().Any(static a => a.AttributeClass.IsOurs("EventBusAttribute"));

    public static bool IsHandler(IMethodSymbol method) => method.GetAttributes().Any(static a => a.AttributeClass.IsOurs(Handler));

    /// <summary>The handlers of a bus, as they are declared.</summary>
    public static IEnumerable<BusHandler> HandlersOf(INamedTypeSymbol bus)
    {
        foreach (var method in bus.GetMembers().OfType<IMethodSymbol>())
        {
            foreach (var attribute in method.GetAttributes())
            {
                if (attribute.AttributeClass is not { TypeArguments: [{ TypeKind: not TypeKind.Error } handled] } type || !type.IsOurs(Handler)) continue;
                var written = attribute.ApplicationSyntaxReference?.GetSyntax() as AttributeSyntax;
                var order = written?.ArgumentList?.Arguments.FirstOrDefault(static a => a.NameEquals?.Name.Identifier.ValueText == "Order");
                yield return new(method, handled, attribute.NamedArguments.FirstOrDefault(static n => n.Key == "Order").Value.Value as int? ?? 0, order?.GetLocation(), written?.GetLocation());
            }
        }
    }

    /// <summary>Whether one object can be both: one is the other, or derives from it.</summary>
    public static bool May(ITypeSymbol one, ITypeSymbol other) => Is(one, other) || Is(other, one);

    static bool Is(ITypeSymbol type, ITypeSymbol other) => SymbolEqualityComparer.Default.Equals(type, other) || other.SpecialType == SpecialType.System_Object
        || type.AllInterfaces.Contains(other, SymbolEqualityComparer.Default) || BasesOf(type).Contains(other, SymbolEqualityComparer.Default);

    /// <summary>The classes above a type.</summary>
    public static IEnumerable<INamedTypeSymbol> BasesOf(ITypeSymbol type)
    {
        for (var above = type.BaseType; above is not null; above = above.BaseType) yield return above;
    }

    /// <summary>Whether all code that can name a type is in this program: nobody refers to it, or nobody outside can see the type.</summary>
    public static bool IsKnownWhole(ITypeSymbol type, Compilation compilation)
    {
        if (!SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, compilation.Assembly)) return false;
        if (compilation.Options.OutputKind is OutputKind.ConsoleApplication or OutputKind.WindowsApplication) return true;
        if (compilation.Assembly.GetAttributes().Any(static a => a.AttributeClass is { Name: "InternalsVisibleToAttribute" })) return false;
        for (var at = type as INamedTypeSymbol; at is not null; at = at.ContainingType)
        {
            if (at.DeclaredAccessibility is Accessibility.Internal or Accessibility.Private or Accessibility.ProtectedAndInternal) return true;
        }
        return false;
    }
}
