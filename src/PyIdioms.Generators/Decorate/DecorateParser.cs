using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorate;

/// <summary>Reads a [Decorate] class: what it hands on, and to whom.</summary>
static class DecorateParser
{
    public static DecorateModel? Parse(ISymbol annotated, AttributeData attribute, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { TypeKind: TypeKind.Class, IsStatic: false, Name.Length: > 0 } type) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (PartialMembers.RefusedPlace(type) is { } kind)
        {
            report(DecorateRules.Unsupported, place, type.Name, kind);
            return null;
        }
        if (PartialMembers.WholeOne(type) is { } whole)
        {
            report(DecorateRules.NotPartial, place, whole.Name);
            return null;
        }
        var inners = Inner.Of(type, out var service, out var problem);
        if (problem is not null && service is not null)
        {
            report(DecorateRules.NoInner, place, type.Name, service.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), problem);
            return null;
        }
        if (inners.Count == 0)
        {
            report(DecorateRules.NoInterface, place, type.Name);
            return null;
        }

        var prefix = "__";
        while (type.GetMembers().Any(m => m.Name.StartsWith(prefix + "Inner", StringComparison.Ordinal) && !Decorated.IsGenerated(m))) prefix += "_";
        var members = new HandedMembers(type, prefix, Decorated.DecoratorsOn(type) ?? [], report);
        for (var i = 0; i < inners.Count; i++)
        {
            foreach (var declaring in inners[i].Services)
            {
                cancel.ThrowIfCancellationRequested();
                members.Read(declaring, i);
            }
        }
        return new(
            TypeShape.Of(type), TypeName.Escape(type.Name), prefix, inners.Select(static i => new InnerMember(TypeName.Of(i.Service), i.Member)).ToEquatableArray(),
            members.Cores.ToEquatableArray(), members.Methods.ToEquatableArray(), members.Decorated.ToEquatableArray(), members.Properties.ToEquatableArray(), members.Events.ToEquatableArray());
    }
}
