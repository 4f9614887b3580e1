using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Flow;

/// <summary>Where a value is kept: a local, a parameter, a temporary of the graph, <c>this</c>, or a member path from one of them.</summary>
public sealed class Place : IEquatable<Place>
{
    readonly ISymbol? root;
    readonly CaptureId? capture;
    readonly ImmutableArray<ISymbol> path;

    Place(ISymbol? root, CaptureId? capture, ImmutableArray<ISymbol> path)
    {
        this.root = root;
        this.capture = capture;
        this.path = path;
    }

    /// <summary>The local or parameter at the root; null for a temporary, <c>this</c> and a static member.</summary>
    public ISymbol? Root => root;

    /// <summary>Whether it is a temporary that the graph made for <c>?:</c>, <c>??</c>, <c>?.</c> and initializers.</summary>
    public bool IsCapture => capture is not null;

    /// <summary>Whether the place is a variable itself, not a member of one.</summary>
    public bool IsVariable => path.IsEmpty && (root is not null || capture is not null);

    /// <summary>The fields and properties from the root on.</summary>
    public ImmutableArray<ISymbol> Path => path;

    public static Place Of(ILocalSymbol local) => new(local, null, []);
    public static Place Of(IParameterSymbol parameter) => new(parameter, null, []);
    public static Place Of(CaptureId id) => new(null, id, []);

    /// <summary>The place an operation reads or writes; null when it is not one (a call, an element, a computed value).</summary>
    public static Place? Of(IOperation? operation) => operation?.Unwrap() switch
    {
        ILocalReferenceOperation local => Of(local.Local),
        IParameterReferenceOperation parameter => Of(parameter.Parameter),
        IFlowCaptureReferenceOperation reference => Of(reference.Id),
        IFlowCaptureOperation made => Of(made.Id),
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => new(null, null, []),
        IFieldReferenceOperation field => Member(field.Instance, field.Field),
        IPropertyReferenceOperation { Arguments.IsEmpty: true } property => Member(property.Instance, property.Property),
        IDeclarationExpressionOperation declaration => Of(declaration.Expression),
        IConditionalAccessInstanceOperation instance => Of(Receiver(instance)),
        _ => null,
    };

    /// <summary>What stands before the <c>?.</c> whose right side begins with an operation.</summary>
    static IOperation? Receiver(IConditionalAccessInstanceOperation instance)
    {
        for (var (at, outer) = ((IOperation)instance, instance.Parent); outer is not null; (at, outer) = (outer, outer.Parent))
        {
            if (outer is IConditionalAccessOperation access && access.WhenNotNull == at) return access.Operation;
        }
        return null;
    }

    /// <summary>The place an operation reads, with the variables that temporaries of the graph stand for.</summary>
    public static Place? Of(IOperation? operation, Captures captures)
    {
        if (operation is null) return null;
        var resolved = captures.Resolve(operation).Unwrap();
        return resolved switch
        {
            IFieldReferenceOperation { Instance: { } owner } field => Of(owner, captures)?.Member(field.Field),
            IPropertyReferenceOperation { Arguments.IsEmpty: true, Instance: { } owner } property => Of(owner, captures)?.Member(property.Property),
            _ => Of(resolved) ?? Of(operation),
        };
    }

    /// <summary>A member of this place. A tuple's element is the same by name and by position.</summary>
    public Place Member(ISymbol member) => new(root, capture, path.Add(member is IFieldSymbol { CorrespondingTupleField: { } positional } ? positional : member));

    static Place? Member(IOperation? instance, ISymbol member) =>
        member.IsStatic ? new(null, null, [member]) : Of(instance)?.Member(member);

    /// <summary>Whether writing <paramref name="written"/> changes what this place reads: it is the place itself or one on the way to it.</summary>
    public bool IsChangedBy(Place written)
    {
        if (written.path.Length > path.Length || !SameRoot(written)) return false;
        for (var i = 0; i < written.path.Length; i++)
        {
            if (!SymbolEqualityComparer.Default.Equals(path[i], written.path[i])) return false;
        }
        return true;
    }

    bool SameRoot(Place other) => SymbolEqualityComparer.Default.Equals(root, other.root) && Nullable.Equals(capture, other.capture);

    public bool Equals(Place? other) => other is not null && path.Length == other.path.Length && IsChangedBy(other);
    public override bool Equals(object? obj) => Equals(obj as Place);

    public override int GetHashCode()
    {
        var hash = root is null ? capture.GetHashCode() : SymbolEqualityComparer.Default.GetHashCode(root);
        foreach (var member in path) hash = unchecked(hash * 31 + SymbolEqualityComparer.Default.GetHashCode(member));
        return hash;
    }

    public override string ToString() => string.Join(".", new[] { root?.Name ?? (capture is null ? "this" : "capture") }.Concat(path.Select(m => m.Name)));
}
