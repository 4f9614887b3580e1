using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Parts;

/// <summary>The part of a refused member: it throws. Without one the compiler stops at the part that is missing, before any rule can say what was refused.</summary>
static class ThrowingPart
{
    /// <summary>The part, as code; null where none can be written, or the user wrote one.</summary>
    /// <param name="member">The member.</param>
    /// <param name="refusal">The id of what was reported about it.</param>
    /// <param name="hintEnding">What sets the generator's own files apart.</param>
    public static string? Of(ISymbol member, string refusal, string hintEnding, CancellationToken cancel)
    {
        if (member.IsAbstract || member.ContainingType.IsExtension || PartialMembers.RefusedPlace(member.ContainingType) is not null || PartialMembers.WholeOne(member.ContainingType) is not null) return null;
        var thrown = $" => throw new global::System.NotSupportedException(\"{refusal}\");";
        switch (member)
        {
            case IMethodSymbol { IsPartialDefinition: true } method when PartialMembers.RefusedKind(method) is null && IsMissing(method.PartialImplementationPart):
                return MethodShape.Of(method).Implementation() + thrown;
            case IPropertySymbol { IsPartialDefinition: true, IsIndexer: false } property when IsMissing(property.PartialImplementationPart):
                return property.DeclaringSyntaxReferences[0].GetSyntax(cancel) is PropertyDeclarationSyntax { AccessorList.Accessors: var accessors } ? Declared(property, accessors) : null;
            default:
                return null;
        }

        bool IsMissing(ISymbol? body) => body is null || PartialMembers.IsGenerated(body, hintEnding);

        string Declared(IPropertySymbol property, SyntaxList<AccessorDeclarationSyntax> accessors)
        {
            var by = property.ReturnsByRef ? "ref " : property.ReturnsByRefReadonly ? "ref readonly " : "";
            var bodies = accessors.Select(a => string.Concat(a.Modifiers.Select(static m => m.Text + " ")) + a.Keyword.Text + thrown);
            return $"{PartialMembers.ModifiersOf(property, cancel)}{by}{TypeName.Of(property.Type)} {TypeName.Escape(property.Name)} {{ {string.Join(" ", bodies)} }}";
        }
    }
}
