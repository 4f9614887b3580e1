using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Ast;

/// <summary>A syntax tree.</summary>
/// <param name="Type">The root.</param>
/// <param name="Name">Its bare name, escaped.</param>
/// <param name="NeedsConstructor">Whether a constructor closes it.</param>
/// <param name="NeedsClosed">Whether an attribute says that it is closed.</param>
/// <param name="Printing">What a record's text is made of, so that its children are not in it; null where nothing has to be written.</param>
/// <param name="Result">The type parameter of a visitor with a result, unlike those of the root.</param>
/// <param name="Nodes">Its nodes, in the order of their declaration.</param>
public sealed record AstModel(TypeShape Type, string Name, bool NeedsConstructor, bool NeedsClosed, AstPrinting? Printing, string Result, EquatableArray<AstNode> Nodes) : IModel
{
    /// <summary>What sets this file apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".Ast";

    public string HintName => Type.HintName + HintEnding;
}

/// <summary>The members that a record's text has.</summary>
/// <param name="IsOverride">Whether the record derives from another.</param>
/// <param name="Members">Their names.</param>
public sealed record AstPrinting(bool IsOverride, EquatableArray<string> Members);

/// <summary>A node.</summary>
/// <param name="Type">The class.</param>
/// <param name="Name">Its bare name.</param>
/// <param name="Root">The root, as the node sees it.</param>
/// <param name="Seen">The node, as the root sees it.</param>
/// <param name="Visibility">How its Visit methods are declared.</param>
/// <param name="Members">What it holds, in order.</param>
/// <param name="Rebuilding">How one with other children is made; null where it has none.</param>
public sealed record AstNode(TypeShape Type, string Name, string Root, string Seen, string Visibility, EquatableArray<AstMember> Members, AstRebuilding? Rebuilding)
{
    public IEnumerable<AstMember> Children => Members.Where(static m => m.Kind != AstMemberKind.Value);
}

/// <summary>A property or field of a node.</summary>
/// <param name="Name">Its bare name.</param>
/// <param name="Kind">Whether it is a child, several or none.</param>
/// <param name="Element">The type of the child or of the items, as the root sees it.</param>
/// <param name="IsAny">Whether that is the root itself, so that every node will do.</param>
/// <param name="MayBeNull">Whether it may be null.</param>
/// <param name="Sequence">How it is walked.</param>
public sealed record AstMember(string Name, AstMemberKind Kind, string Element = "", bool IsAny = false, bool MayBeNull = false, AstSequence Sequence = AstSequence.Other)
{
    public string Escaped => TypeName.Escape(Name);
}

/// <summary>What a member holds: no node, one, or a sequence of them.</summary>
public enum AstMemberKind { Value, Child, Children }

/// <summary>Sequences that are walked without an enumerator.</summary>
public enum AstSequence { Other, Array, ImmutableArray, List }

/// <summary>How a node with other children is made.</summary>
/// <param name="Constructor">The members that a constructor takes, in its order; null for <c>with</c>.</param>
/// <param name="Initialized">The members that are set behind it.</param>
public sealed record AstRebuilding(EquatableArray<string>? Constructor, EquatableArray<string> Initialized);
