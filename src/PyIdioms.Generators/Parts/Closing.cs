using Microsoft.CodeAnalysis;

namespace PyIdioms.Generators.Parts;

/// <summary>How the generated part of a hierarchy's root keeps others from deriving from it: by the constructor that it lacks, or else by saying so.</summary>
/// <param name="NeedsConstructor">Whether a constructor closes it.</param>
/// <param name="NeedsClosed">Whether an attribute says that it is closed.</param>
readonly record struct Closing(bool NeedsConstructor, bool NeedsClosed)
{
    /// <summary>Reads a root; what the generator has written itself is seen by its companion rule alone and does not count.</summary>
    public static Closing Of(INamedTypeSymbol root, string hintEnding)
    {
        var hasOwn = root.InstanceConstructors.Any(c => !c.IsImplicitlyDeclared && !PartialMembers.IsGenerated(c, hintEnding) && !IsCopy(c));
        var isMarked = root.GetAttributes().Any(a => a.AttributeClass?.Name == nameof(ClosedAttribute) && a.ApplicationSyntaxReference is { } r && !PartialMembers.IsGeneratedTree(r.SyntaxTree, hintEnding));
        return new(!hasOwn, hasOwn && !isMarked);
    }

    /// <summary>Whether a constructor is the one by which a record copies itself; a class that takes another of its type has it for a part.</summary>
    public static bool IsCopy(IMethodSymbol constructor) => constructor.ContainingType.IsRecord && constructor.Parameters is [{ Type: var type }] && SymbolEqualityComparer.Default.Equals(type, constructor.ContainingType);
}
