using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorate;

/// <summary>The members of interfaces that a class does not implement itself, or implements by decorators alone.</summary>
sealed class HandedMembers(INamedTypeSymbol type, string prefix, List<AttributeData> decorators, Report report)
{
    readonly HashSet<ISymbol> read = new(SymbolEqualityComparer.Default);

    public List<HandedOn> Cores { get; } = [];
    public List<HandedOn> Methods { get; } = [];
    public List<DecoratedMethod> Decorated { get; } = [];
    public List<HandedProperty> Properties { get; } = [];
    public List<HandedEvent> Events { get; } = [];

    /// <summary>Reads what one interface declares, once.</summary>
    public void Read(INamedTypeSymbol service, int inner)
    {
        if (!read.Add(service)) return;
        foreach (var member in service.GetMembers())
        {
            // What an interface implements for another, keeps to itself or shares among all is nobody's to hand on.
            if (member.IsStatic || !(member.IsAbstract || member.IsVirtual) || member is IMethodSymbol { MethodKind: not MethodKind.Ordinary } || member.Name.Length == 0) continue;
            if (ImplementationOf(member) is { } own) ReadOwn(own, member, inner);
            else Hand(member, inner);
        }
    }

    /// <summary>The class's own implementation; an interface's is one that the inner implementation may have replaced.</summary>
    ISymbol? ImplementationOf(ISymbol member) =>
        type.FindImplementationForInterfaceMember(member) is { ContainingType.TypeKind: not TypeKind.Interface } own && !Kernel.Decorators.Decorated.IsGenerated(own) ? own : null;

    /// <summary>A decorated method whose body is the inner one's.</summary>
    void ReadOwn(ISymbol own, ISymbol member, int inner)
    {
        if (own is not IMethodSymbol method || member is not IMethodSymbol declared || !SymbolEqualityComparer.Default.Equals(own.ContainingType, type)) return;
        if (Kernel.Decorators.Decorated.OfPart(method) is not { Declaration: var declaration } || !SymbolEqualityComparer.Default.Equals(Inner.Implemented(declaration), declared)) return;
        if ((CoreMethod.Find(declaration, [], out var nearest, out _) ?? nearest) is { } core && !Kernel.Decorators.Decorated.IsGenerated(core)) return;
        var shape = MethodShape.Of(declaration);
        Cores.Add(new(
            shape with { Name = TypeName.Escape(CoreMethod.NameFor(declaration)), Modifiers = shape.IsUnsafe ? "private unsafe " : "private " },
            inner, TypeName.Of(declared.ContainingType), TypeName.Escape(declared.Name), RepeatedAttributes.Of(declared)));
    }

    void Hand(ISymbol member, int inner)
    {
        var service = TypeName.Of(member.ContainingType);
        var attributes = RepeatedAttributes.Of(member);
        switch (member)
        {
            case IMethodSymbol method when ProblemOf(method) is { } problem:
                Refuse(method, problem);
                break;
            case IMethodSymbol method when decorators.Count == 0:
                Methods.Add(new(MethodShape.Implementing(method), inner, service, TypeName.Escape(method.Name), attributes));
                break;
            case IMethodSymbol method:
                var stem = $"{prefix}Inner_{method.Name}{Decorated.Count}_";
                var shape = MethodShape.Of(method);
                Cores.Add(new(shape with { Name = stem + "Core", Modifiers = shape.IsUnsafe ? "private unsafe " : "private " }, inner, service, TypeName.Escape(method.Name), attributes));
                Decorated.Add(DecoratorParser.ReadImplementation(method, type, decorators, stem, stem + "Core", report));
                break;
            case IPropertySymbol property:
                Properties.Add(new(
                    inner, service, property.IsIndexer ? "this" : TypeName.Escape(property.Name), (property.ReturnsByRef ? "ref " : property.ReturnsByRefReadonly ? "ref readonly " : "") + TypeName.Of(property.Type),
                    property.ReturnsByRef || property.ReturnsByRefReadonly, MethodShape.ParametersOf(property), property.GetMethod is not null, property.SetMethod is not null, property.SetMethod is { IsInitOnly: true }, attributes));
                break;
            case IEventSymbol raised:
                Events.Add(new(inner, service, TypeName.Escape(raised.Name), TypeName.Of(raised.Type), attributes));
                break;
        }
    }

    string? ProblemOf(IMethodSymbol method)
    {
        for (var outer = type; outer is not null; outer = outer.ContainingType)
        {
            if (method.TypeParameters.FirstOrDefault(mine => outer.TypeParameters.Any(its => its.Name == mine.Name)) is { } hidden) return $"its type parameter '{hidden.Name}' would hide that of '{outer.Name}'";
        }
        return method.IsVararg ? "it takes __arglist" : null;
    }

    void Refuse(ISymbol member, string problem) =>
        report(DecorateRules.CannotHandOn, type.Locations[0], type.Name, member.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat), problem);
}
