using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Ast;

/// <summary>Finds how a node with other children is made: <c>with</c>, or a constructor and what is set behind it.</summary>
static class Rebuilding
{
    /// <summary>Null, and why, where there is no way that keeps everything else.</summary>
    public static AstRebuilding? Of(INamedTypeSymbol node, List<(ISymbol Symbol, AstMember Member)> members, Compilation compilation, out string problem)
    {
        problem = "";
        var children = members.Where(static m => m.Member.Kind != AstMemberKind.Value).ToList();
        if (node.IsRecord && children.TrueForAll(c => IsSettable(c.Symbol, compilation))) return new(null, children.Select(static c => c.Member.Name).ToEquatableArray());
        AstRebuilding? best = null;
        foreach (var constructor in node.InstanceConstructors)
        {
            if (!compilation.IsSymbolAccessibleWithin(constructor, compilation.Assembly) || Closing.IsCopy(constructor)) continue;
            if (Through(constructor, members, compilation, ref problem) is { } way && (best?.Constructor is not { } known || way.Constructor!.Value.Count > known.Count)) best = way;
        }
        return best;
    }

    static AstRebuilding? Through(IMethodSymbol constructor, List<(ISymbol Symbol, AstMember Member)> members, Compilation compilation, ref string problem)
    {
        var taken = new List<string>();
        foreach (var parameter in constructor.Parameters)
        {
            if ((members.Find(m => IsFor(m.Symbol, parameter)).Symbol ?? Shown(parameter, compilation)) is not { } source)
            {
                problem = $"its constructor takes '{parameter.Name}', which no property has";
                return null;
            }
            taken.Add(source.Name);
        }
        var rest = members.Where(m => !taken.Contains(m.Member.Name)).ToList();
        if (rest.Find(m => !IsSettable(m.Symbol, compilation)).Symbol is { } lost)
        {
            problem = $"'{lost.Name}' is set by no constructor that can be called and has no init accessor";
            return null;
        }
        return new(taken.ToEquatableArray(), rest.Select(static m => m.Member.Name).ToEquatableArray());
    }

    static bool IsFor(ISymbol member, IParameterSymbol parameter) =>
        string.Equals(member.Name, parameter.Name, StringComparison.OrdinalIgnoreCase) && SymbolEqualityComparer.Default.Equals(NodeMembers.TypeOf(member), parameter.Type);

    /// <summary>A property that shows a parameter which the class itself keeps.</summary>
    static IPropertySymbol? Shown(IParameterSymbol parameter, Compilation compilation) => parameter.ContainingType.GetMembers().OfType<IPropertySymbol>()
        .FirstOrDefault(p => p is { IsStatic: false, IsIndexer: false, GetMethod: { } get } && IsFor(p, parameter) && compilation.IsSymbolAccessibleWithin(get, compilation.Assembly));

    static bool IsSettable(ISymbol member, Compilation compilation) => member switch
    {
        IPropertySymbol { SetMethod: { } set } => compilation.IsSymbolAccessibleWithin(set, compilation.Assembly),
        IFieldSymbol field => !field.IsReadOnly,
        _ => false,
    };
}
