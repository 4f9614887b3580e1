using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.EventBus;

/// <summary>What the handlers of a bus need, each once: a member of the class has it, or a constructor takes it that is written for it.</summary>
sealed class Services(INamedTypeSymbol bus, Compilation compilation, Report report)
{
    readonly List<(ITypeSymbol Type, string Key, BusService Service)> known = [];

    public IEnumerable<BusService> All => known.Select(static k => k.Service);

    bool HasConstructor { get; } = bus.InstanceConstructors.Any(static c => !c.IsImplicitlyDeclared && !PartialMembers.IsGenerated(c, EventBusModel.HintEnding));

    /// <summary>Why no container gives out a type; null where one can.</summary>
    public static string? Misshapen(ITypeSymbol type) => type switch
    {
        { TypeKind: TypeKind.Error } => null,
        { SpecialType: SpecialType.System_String or SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic or TypeKind.Array } => "no container knows one by its type",
        { IsReferenceType: false } => "a service is an object, not a value",
        _ => null,
    };

    /// <summary>Whether a handler that asks for it gets its own bus, to emit what follows.</summary>
    public static bool IsBusItself(ITypeSymbol type) => type.IsOurs("IEventBus");

    /// <summary>The number of the service that a parameter asks for; null, with a report, where there is none.</summary>
    public int? Of(IParameterSymbol parameter, IMethodSymbol handler)
    {
        var type = parameter.Type.WithNullableAnnotation(NullableAnnotation.NotAnnotated);
        var attribute = parameter.GetAttributes().FirstOrDefault(static a => a.AttributeClass is { Name: "FromKeyedServicesAttribute", ContainingNamespace.Name: "DependencyInjection" });
        var key = attribute is null ? "" : $"[{TypeName.Of(attribute.AttributeClass!)}{AttributeCode.Written(attribute)}] ";
        var isOptional = parameter.Type.NullableAnnotation == NullableAnnotation.Annotated;
        for (var i = 0; i < known.Count; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(known[i].Type, type) || known[i].Key != key) continue;
            known[i] = known[i] with { Service = known[i].Service with { IsOptional = known[i].Service.IsOptional && isOptional } };
            return i;
        }
        if (Find(parameter, type, handler, isOptional, out var member)) known.Add((type, key, new(TypeName.Of(type), NameOf(parameter), key, isOptional, member)));
        else return null;
        return known.Count - 1;
    }

    /// <summary>Whether there is a place to have it from: a member, or a constructor that can be written.</summary>
    bool Find(IParameterSymbol parameter, ITypeSymbol type, IMethodSymbol handler, bool isOptional, out string? member)
    {
        member = null;
        if (Need.Of(bus, onlyStatic: false, type, out var problem) is { } need)
        {
            member = need.IsCaptured ? need.Member : need.IsStatic ? $"{TypeName.Of(bus)}.{need.Member}" : $"this.{need.Member}";
            return true;
        }
        if (problem != Need.None || HasConstructor)
        {
            if (isOptional && problem == Need.None)
            {
                member = $"default({TypeName.Of(type)})";
                return true;
            }
            report(EventBusRules.Missing, parameter.Locations[0], handler.Name, Shown(type), bus.Name, problem);
            return false;
        }
        if (Unwritable(type) is not { } obstacle) return true;
        report(EventBusRules.NoConstructor, parameter.Locations[0], bus.Name, Shown(type), obstacle);
        return false;
    }

    /// <summary>Why no constructor can be written that takes a type.</summary>
    string? Unwritable(ITypeSymbol type)
    {
        if (AttributeCode.IsFileLocal(type)) return "that type exists in one file only: write the constructor there";
        if (bus.BaseType is { SpecialType: not SpecialType.System_Object } above && !above.InstanceConstructors.Any(c => c.Parameters.All(static p => p.IsOptional || p.IsParams) && compilation.IsSymbolAccessibleWithin(c, bus, bus))) return $"its base class '{above.Name}' has none without parameters: write the constructor";
        return Visibility.Of(type, bus) == "public" ? null : $"'{Shown(type)}' is less accessible than '{bus.Name}': write the constructor, or make '{bus.Name}' internal";
    }

    /// <summary>A name for the constructor's parameter: the handler's own, unless another service has it.</summary>
    string NameOf(IParameterSymbol parameter)
    {
        var name = parameter.Name.TrimStart('_') is { Length: > 0 } bare && !char.IsDigit(bare[0]) ? bare : "service";
        var free = name;
        for (var i = 2; known.Exists(k => k.Service.Name.TrimStart('@') == free); i++) free = name + i;
        return TypeName.Escape(free);
    }

    static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
