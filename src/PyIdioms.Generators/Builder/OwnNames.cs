using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Builder;

/// <summary>What a user has written under the names that the generator writes.</summary>
static class OwnNames
{
    static readonly string[] Needed = [BuilderParser.Builder, BuilderParser.For, BuilderParser.ToBuilder, BuilderParser.Interface];

    /// <summary>False, with a report, where a name is taken by something that cannot stay beside what is generated.</summary>
    /// <param name="type">The type.</param>
    /// <param name="report">Where to.</param>
    /// <param name="own">What stays as it is.</param>
    /// <param name="written">The methods of the user's part of the builder.</param>
    public static bool Allow(INamedTypeSymbol type, Report report, out OwnMembers own, out List<string> written)
    {
        (own, written) = (OwnMembers.None, []);
        foreach (var name in Needed)
        {
            if (type.Name == name || type.TypeParameters.Any(t => t.Name == name))
            {
                report(BuilderRules.OwnMember, type.Locations[0], name, type.Name);
                return false;
            }
            foreach (var member in type.GetMembers(name))
            {
                if (!IsUsers(member)) continue;
                if (member is IMethodSymbol && name is BuilderParser.For or BuilderParser.ToBuilder) own |= name == BuilderParser.For ? OwnMembers.For : OwnMembers.ToBuilder;
                else if (name == BuilderParser.Builder && member is INamedTypeSymbol { Arity: 0 } builder && IsPartialStruct(builder)) written.AddRange(builder.GetMembers().OfType<IMethodSymbol>().Where(static m => IsUsers(m) && !m.IsImplicitlyDeclared).Select(Signature));
                else
                {
                    report(BuilderRules.OwnMember, member.Locations[0], name, type.Name);
                    return false;
                }
            }
        }
        return true;
    }

    /// <summary>What tells a method from others: its name and the types of its parameters.</summary>
    public static string Signature(string method, params string[] types) => $"{method}({string.Join(",", types)})";

    static string Signature(IMethodSymbol method) => Signature(TypeName.Escape(method.Name), [.. method.Parameters.Select(static p => TypeName.Of(p.Type))]);

    static bool IsUsers(ISymbol member) => !PartialMembers.IsGeneratedEverywhere(member, BuilderModel.HintEnding);

    static bool IsPartialStruct(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Struct, IsRecord: false, IsRefLikeType: false }
        && type.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is StructDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
