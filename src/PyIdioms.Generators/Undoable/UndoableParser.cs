using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Decorators;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Undoable;

/// <summary>Reads an [Undoable].</summary>
static class UndoableParser
{
    public static UndoableModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol method || PartialMembers.IsHalfTyped(method)) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (!UndoableRules.Placement.Allow(method, place, report)) return null;
        if (Decorated.DecoratorsOf(method) is [var decorator, ..])
        {
            report(UndoableRules.Decorated, PartialMembers.PlaceOf(decorator), Placement.NameOf(decorator), method.Name);
            return null;
        }
        var refusals = new Refusals(report);
        if (RefusedShape(method) is { } shape)
        {
            refusals.Report(UndoableRules.Unsupported, place, shape);
            return new(TypeShape.Of(method.ContainingType), MethodShape.Of(method), PartialMembers.HintOf(method), null, "", null, refusals.Id);
        }
        var core = CoreOf(method, refusals);
        var undo = core is null ? null : UndoOf(method, core, attribute, compilation, refusals);
        var history = History.Of(method, compilation, place, refusals);
        return new(
            TypeShape.Of(method.ContainingType), MethodShape.Of(method), PartialMembers.HintOf(method), history,
            core is null || ResultOf(core) is not { } result ? "" : TypeName.Of(result), undo, refusals.Id);
    }

    static string? RefusedShape(IMethodSymbol method)
    {
        var shape = MethodShape.Of(method);
        if (shape.Kind == ReturnKind.Stream) return "a stream, which is done piece by piece";
        if (shape.ReturnsRef || shape.ReturnsRefLike || shape.ReturnsPointer) return "a method whose result lives on the stack; a command is kept";
        if (method.ContainingType.IsValueType) return $"a method of the struct '{method.ContainingType.Name}'; a command would keep a copy of it";
        if (method.ContainingType.TypeKind == TypeKind.Interface) return $"a method of the interface '{method.ContainingType.Name}'; put it on the method that implements it";
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind is not (RefKind.None or RefKind.In)) return $"a method with '{parameter.Name}' by reference; a command is done again when the caller has gone on";
            if (MethodShape.IsRefLike(parameter.Type) || parameter.Type is IPointerTypeSymbol or IFunctionPointerTypeSymbol) return $"a method with '{parameter.Name}' on the stack; a command is kept";
        }
        return null;
    }

    static bool IsAsync(IMethodSymbol method) => MethodShape.IsTask(MethodShape.KindOf(method).Kind);

    /// <summary>What a method ends with; null for nothing.</summary>
    static ITypeSymbol? ResultOf(IMethodSymbol method) => MethodShape.KindOf(method).Result;

    /// <summary>The body. It may return what the undoing needs where the method returns nothing.</summary>
    static IMethodSymbol? CoreOf(IMethodSymbol method, Refusals refusals)
    {
        if (CoreMethod.Find(method, [], out var nearest, out var difference) is { } core) return core;
        if (nearest is null) refusals.Report(UndoableRules.CoreMissing, method.Locations[0], method.Name, CoreMethod.DeclarationFor(method, []));
        else if (difference == CoreMethod.ReturnType && ResultOf(method) is null && IsAsync(method) == IsAsync(nearest) && method.IsStatic == nearest.IsStatic && ResultOf(nearest) is { } memento && !MethodShape.IsRefLike(memento) && !nearest.ReturnsByRef && !nearest.ReturnsByRefReadonly) return nearest;
        else refusals.Report(UndoableRules.CoreDiffers, nearest.Locations[0], nearest.Name, method.Name, difference!, CoreMethod.DeclarationFor(method, []));
        return null;
    }

    static UndoCall? UndoOf(IMethodSymbol method, IMethodSymbol core, AttributeData attribute, Compilation compilation, Refusals refusals)
    {
        var said = attribute.NamedArguments.FirstOrDefault(static a => a.Key == nameof(UndoableAttribute.Undo)).Value.Value as string;
        var name = said ?? UndoMethod.DefaultName(method);
        var memento = core.Arity > 0 ? ResultOf(core.Construct([.. method.TypeParameters])) : ResultOf(core);
        IMethodSymbol? nearest = null;
        string? problem = null;
        foreach (var candidate in UndoMethod.Named(name, method, compilation))
        {
            if (UndoMethod.Bind(method, candidate, memento, IsAsync(method), compilation, out var why) is { } call) return call;
            nearest ??= candidate;
            problem ??= why;
        }
        var place = PartialMembers.PlaceOf(attribute);
        if (nearest is not null) refusals.Report(UndoableRules.UndoDiffers, place, name, method.Name, problem!);
        else refusals.Report(UndoableRules.NoUndo, place, method.Name, name, Suggested(said, method));
        return null;
    }

    static string Suggested(string? said, IMethodSymbol method)
    {
        var names = method.ContainingType.GetMembers().Where(static m => m is IMethodSymbol { MethodKind: MethodKind.Ordinary }).Select(static m => m.Name).Distinct();
        return said is not null && ClosestName.Of(said, names) is { } closest ? ClosestName.Suggestion(closest) : $": write it, or name another, [Undoable(Undo = nameof(…))]";
    }
}
