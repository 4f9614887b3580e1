using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.EventBus;

/// <summary>Reads an [EventBus] class: what it handles, and what its handlers need.</summary>
static class EventBusParser
{
    public static EventBusModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { TypeKind: TypeKind.Class, Name.Length: > 0 } type) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if ((PartialMembers.RefusedPlace(type) ?? Misshapen(type)) is { } kind)
        {
            report(EventBusRules.Unsupported, place, type.Name, kind);
            return null;
        }
        if (PartialMembers.WholeOne(type) is { } whole)
        {
            report(EventBusRules.NotPartial, place, whole.Name);
            return null;
        }

        var services = new Services(type, compilation, report);
        var handlers = Ordered(type, cancel).Select(h => h.Read(type, services, compilation, report)).OfType<HandlerReading>().ToList();
        var events = handlers.Select(static h => h.Event).Distinct<ITypeSymbol>(SymbolEqualityComparer.Default).ToList();
        if (TakenName(type, events) is { } taken)
        {
            report(EventBusRules.Taken, taken.Locations.FirstOrDefault(static l => l.IsInSource) ?? place, taken.Name, type.Name);
            return null;
        }
        var prefix = "__";
        while (type.GetMembers().Any(m => m.Name.StartsWith(prefix, StringComparison.Ordinal) && !PartialMembers.IsGenerated(m, EventBusModel.HintEnding))) prefix += "_";
        return new(
            TypeShape.Of(type), TypeName.Escape(type.Name), prefix, attribute.NamedArguments.Any(static n => n is { Key: nameof(EventBusAttribute.Policy), Value.Value: (int)EmitPolicy.CollectAll }), type.IsAbstract,
            services.All.ToEquatableArray(),
            handlers.Select((h, i) => h.Handler(handlers.Take(i))).ToEquatableArray(),
            events.Select(e => new BusEvent(TypeName.Of(e), Visibility.Of(e, type), KindOf(e), Reached(e, handlers, compilation).ToEquatableArray())).ToEquatableArray());
    }

    public static bool IsBus(INamedTypeSymbol type) => type.GetAttributes().Any(static a => a.AttributeClass.IsOurs(nameof(EventBusAttribute)));

    /// <summary>What can be an event of a type. Arrays and delegates of one type can be of another by variance.</summary>
    public static EventKind KindOf(ITypeSymbol type) => type switch
    {
        { IsValueType: true } => EventKind.Struct,
        { IsAbstract: true } or { TypeKind: TypeKind.Interface or TypeKind.Array or TypeKind.Delegate } => EventKind.Abstract,
        { IsSealed: true } => EventKind.Sealed,
        _ => EventKind.Open,
    };

    static string? Misshapen(INamedTypeSymbol type)
    {
        if (type.IsStatic) return "a static class, and a bus is an object";
        if (type.IsRecord) return "a record, which compares its values; declare it a class";
        for (var above = type.BaseType; above is not null; above = above.BaseType)
        {
            if (IsBus(above)) return $"derived from the bus '{above.Name}'; let it have one, and emit to both";
        }
        return null;
    }

    /// <summary>The handlers in the order in which they run, which the order of the files has no part in.</summary>
    static IEnumerable<DeclaredHandler> Ordered(INamedTypeSymbol type, CancellationToken cancel)
    {
        var declared = new List<DeclaredHandler>();
        foreach (var member in type.GetMembers())
        {
            cancel.ThrowIfCancellationRequested();
            if (member is not IMethodSymbol { Name.Length: > 0 } method) continue;
            foreach (var attribute in method.GetAttributes())
            {
                if (attribute.AttributeClass is { Arity: 1 } on && on.IsOurs(nameof(OnAttribute<>))) declared.Add(new(method, attribute, on.TypeArguments[0]));
            }
        }
        return declared.OrderBy(static h => h.Order).ThenBy(static h => h.File, StringComparer.Ordinal).ThenBy(static h => h.Position);
    }

    /// <summary>The handlers that an event of exactly this type reaches, each method once.</summary>
    static IEnumerable<int> Reached(ITypeSymbol exact, List<HandlerReading> handlers, Compilation compilation)
    {
        var called = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < handlers.Count; i++)
        {
            if (compilation.Is(exact, handlers[i].Event) && called.Add(handlers[i].Method)) yield return i;
        }
    }

    /// <summary>A member of the user's that the compiler could not tell from a generated one.</summary>
    static ISymbol? TakenName(INamedTypeSymbol type, List<ITypeSymbol> events)
    {
        foreach (var member in type.GetMembers())
        {
            if (member.Name is not (EventBusEmitter.Emit or EventBusEmitter.Add) || member.IsImplicitlyDeclared || PartialMembers.IsGenerated(member, EventBusModel.HintEnding)) continue;
            if (member is not IMethodSymbol method) return member;
            var isTaken = (member.Name, method.Arity, method.Parameters.Length) switch
            {
                (EventBusEmitter.Emit, 0, 2) => MethodShape.IsToken(method.Parameters[1].Type) && events.Contains(method.Parameters[0].Type, SymbolEqualityComparer.Default),
                (EventBusEmitter.Emit, 1, 2) => MethodShape.IsToken(method.Parameters[1].Type) && method.Parameters[0].Type is ITypeParameterSymbol,
                (EventBusEmitter.Add, 1, 1) => method.Parameters[0].Type is { TypeKind: TypeKind.Delegate },
                _ => false,
            };
            if (isTaken) return member;
        }
        return null;
    }
}
