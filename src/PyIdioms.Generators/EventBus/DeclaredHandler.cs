using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.EventBus;

/// <summary>A method with an [On].</summary>
sealed record DeclaredHandler(IMethodSymbol Method, AttributeData Attribute, ITypeSymbol Event)
{
    public int Order => Attribute.NamedArguments.FirstOrDefault(static n => n.Key == nameof(OnAttribute<>.Order)).Value.Value as int? ?? 0;

    public string File => Attribute.ApplicationSyntaxReference?.SyntaxTree.FilePath ?? "";

    public int Position => Attribute.ApplicationSyntaxReference?.Span.Start ?? 0;

    /// <summary>Reads how it is called; null, with a report, where it cannot be.</summary>
    public HandlerReading? Read(INamedTypeSymbol bus, Services services, Compilation compilation, Report report)
    {
        if (Event.TypeKind == TypeKind.Error || PartialMembers.IsHalfTyped(Method)) return null;
        var arguments = new List<string>();
        if ((MisshapenEvent() ?? Misshapen(compilation)) is { } problem)
        {
            report(EventBusRules.CannotHandle, PartialMembers.PlaceOf(Attribute), Method.Name, PageName(Event), problem);
            return null;
        }
        var taken = EventParameter(compilation);
        foreach (var parameter in Method.Parameters)
        {
            if (SymbolEqualityComparer.Default.Equals(parameter, taken)) arguments.Add($"({TypeName.Of(parameter.Type)}){BusHandler.TheEvent}");
            else if (ArgumentFor(parameter, bus, services, report) is { } argument) arguments.Add(argument);
            else return null;
        }
        return new(this, new(
            TypeName.Of(Event), EventBusParser.KindOf(Event) is EventKind.Open or EventKind.Abstract, default,
            (Method.IsStatic ? TypeName.Of(bus) : "this") + "." + TypeName.Escape(Method.Name), arguments.ToEquatableArray(), MethodShape.KindOf(Method).Kind));
    }

    string? MisshapenEvent()
    {
        if (Event.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T) return "an event is never null";
        return AttributeCode.IsFileLocal(Event) ? "that type exists in one file only, and the bus is written in another" : null;
    }

    string? Misshapen(Compilation compilation)
    {
        if (PartialMembers.RefusedKind(Method) is { } kind) return "it is " + kind;
        if (Method.Arity > 0) return "nothing says what its type parameters are";
        if (MethodShape.KindOf(Method).Kind is not (ReturnKind.Void or ReturnKind.Task or ReturnKind.ValueTask)) return $"it returns '{PageName(Method.ReturnType)}', which nobody would get; return nothing, a Task or a ValueTask";
        if (Method.Parameters.FirstOrDefault(static p => p.RefKind is RefKind.Ref or RefKind.Out) is { } reference) return $"'{reference.Name}' is passed by reference";
        if (Method.GetAttributes().Any(IsSameBefore)) return "it does so already";
        return EventParameter(compilation) is null && Method.Parameters.Any(static p => !MethodShape.IsToken(p.Type)) ? $"it has no parameter for one, such as '{PageName(Event)} e'" : null;
    }

    bool IsSameBefore(AttributeData other) =>
        SymbolEqualityComparer.Default.Equals(other.AttributeClass, Attribute.AttributeClass) && other.ApplicationSyntaxReference is { } reference
        && (reference.SyntaxTree.FilePath == File ? reference.Span.Start < Position : string.CompareOrdinal(reference.SyntaxTree.FilePath, File) < 0);

    /// <summary>The parameter of the event's own type, or else the first if the event is one of its type.</summary>
    IParameterSymbol? EventParameter(Compilation compilation) =>
        Method.Parameters.FirstOrDefault(p => SymbolEqualityComparer.Default.Equals(p.Type, Event))
        ?? (Method.Parameters is [var first, ..] && compilation.Is(Event, first.Type) ? first : null);

    string? ArgumentFor(IParameterSymbol parameter, INamedTypeSymbol bus, Services services, Report report)
    {
        if (MethodShape.IsToken(parameter.Type)) return EventBusEmitter.Token;
        if (SymbolEqualityComparer.Default.Equals(parameter.Type, bus) || Services.IsBusItself(parameter.Type)) return "this";
        if (Services.Misshapen(parameter.Type) is not { } problem) return services.Of(parameter, Method) is { } service ? $"({TypeName.Of(parameter.Type)}){BusHandler.TheService}{service}" : null;
        if (parameter.HasExplicitDefaultValue) return parameter.ExplicitDefaultValue is null ? $"default({TypeName.Of(parameter.Type)})!" : DefaultValue.Of(parameter);
        if (parameter.IsParams) return "[]";
        report(EventBusRules.NoService, parameter.Locations[0], parameter.Name, Method.Name, problem);
        return null;
    }

    static string PageName(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}

/// <summary>A handler that can be called, with the symbols that others are compared with.</summary>
sealed record HandlerReading(DeclaredHandler Declared, BusHandler Read)
{
    public IMethodSymbol Method => Declared.Method;

    public ITypeSymbol Event => Declared.Event;

    /// <summary>The handler, which leaves out the events that its method has got from one before.</summary>
    public BusHandler Handler(IEnumerable<HandlerReading> before) =>
        Read with { Excluded = before.Where(h => h.Read.IsOpen && SymbolEqualityComparer.Default.Equals(h.Method, Method)).Select(static h => h.Read.Event).ToEquatableArray() };
}
