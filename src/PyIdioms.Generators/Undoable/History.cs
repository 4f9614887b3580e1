using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Undoable;

/// <summary>The history that a method's calls go into: the one that its class has, or one that is written for it.</summary>
static class History
{
    public const string Written = "History", RuntimeType = "PyIdioms.CommandHistory";

    public static HistoryPlace? Of(IMethodSymbol method, Compilation compilation, Location? place, Refusals refusals)
    {
        if (compilation.GetTypeByMetadataName(RuntimeType) is not { } type) return null;
        if (Need.Of(method.ContainingType, method.IsStatic, type, out var problem) is { Member: { } member } need)
        {
            return new((need.IsCaptured ? "" : need.IsStatic ? TypeName.Of(method.ContainingType) + "." : "this.") + member, need.IsCaptured, IsWrittenAt(method, member));
        }
        if (problem != Need.None) refusals.Report(UndoableRules.Histories, place, method.Name, method.ContainingType.Name, problem!);
        else if (method.IsStatic) refusals.Report(UndoableRules.NoHistory, place, method.Name, method.ContainingType.Name);
        else if (method.ContainingType.GetMembers(Written).FirstOrDefault() is { } taken) refusals.Report(UndoableRules.NameTaken, taken.Locations[0], Written, method.ContainingType.Name);
        else return new("this." + Written, false, !IsInherited(method.ContainingType) && IsFirst(method));
        return null;
    }

    /// <summary>Whether the companion rule sees what the generator has written.</summary>
    static bool IsWrittenAt(IMethodSymbol method, string member) =>
        member == Written && method.ContainingType.GetMembers(member).Any(static m => PartialMembers.IsGenerated(m, UndoableModel.HintEnding)) && IsFirst(method);

    /// <summary>Of several methods the first writes it.</summary>
    static bool IsFirst(IMethodSymbol method) =>
        SymbolEqualityComparer.Default.Equals(method, method.ContainingType.GetMembers().FirstOrDefault(static m => m is IMethodSymbol { IsStatic: false } other && IsUndoable(other) && UndoableRules.Placement.Allow(other, null, static (_, _, _) => { })));

    /// <summary>Whether one is written for a base in this program, where no generator sees it yet.</summary>
    static bool IsInherited(INamedTypeSymbol type)
    {
        for (var above = type.BaseType; above is not null && above.Locations.Any(static l => l.IsInSource); above = above.BaseType)
        {
            if (above.GetMembers().Any(static m => m is IMethodSymbol { IsStatic: false } other && IsUndoable(other))) return true;
        }
        return false;
    }

    static bool IsUndoable(IMethodSymbol method) => method.GetAttributes().Any(static a => a.AttributeClass.IsOurs(nameof(UndoableAttribute)));
}
