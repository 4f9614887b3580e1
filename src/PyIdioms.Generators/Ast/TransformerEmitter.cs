using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Ast;

/// <summary>Writes <c>Transformer</c>: a tree in, a tree out, what did not change being the same object.</summary>
static class TransformerEmitter
{
    public static void Write(CodeWriter writer, AstModel model)
    {
        var self = model.Type.FullName;
        writer.Line().Line("/// <summary>Makes another tree of a tree: each node becomes what the method for its type returns. What did not change stays the same object.</summary>").Line(Generated);
        using var type = writer.Block("public abstract class Transformer");
        writer.Line($"private {self}[]? __list;").Line();
        writer.Line("/// <summary>What a node becomes.</summary>").Line("/// <param name=\"node\">The node.</param>").Line("/// <returns>What the method for its type returns: the node itself, another, or null, which removes it.</returns>");
        writer.Line($"public virtual {self}? Visit({self} node) => node.{AstEmitter.Accept}(this);");
        writer.Line().Line("/// <summary>Puts several nodes where one stood in a sequence: return what this returns.</summary>").Line("/// <param name=\"nodes\">The nodes, in order; they are not transformed again.</param>").Line("/// <returns>Nothing that could be used otherwise.</returns>");
        using (writer.Block($"protected {self}? Splice(params global::System.ReadOnlySpan<{self}> nodes)"))
        {
            writer.Line("__list = nodes.ToArray();").Line("return null;");
        }
        foreach (var node in model.Nodes)
        {
            writer.Line().Line($"/// <summary>What a <c>{node.Name}</c> becomes: the same with its children transformed.</summary>").Line("/// <param name=\"node\">The node.</param>")
                .Line("/// <returns>The node itself where no child has changed; null removes it.</returns>");
            using (writer.Block($"{node.Visibility} {self}? Visit{node.Name}({node.Seen} node)")) WriteChildren(writer, node);
            writer.Line().Line(AstEmitter.Hidden).Line($"internal {self}? {AstEmitter.On}({node.Seen} node) => Visit{node.Name}(node);");
        }
        var members = model.Nodes.SelectMany(static n => n.Children).ToList();
        WriteHelpers(writer, self, members);
    }

    static void WriteChildren(CodeWriter writer, AstNode node)
    {
        if (node.Rebuilding is not { } rebuilding)
        {
            writer.Line("return node;");
            return;
        }
        var children = node.Children.ToList();
        var same = new List<string>();
        var changed = new Dictionary<string, string>();
        for (var i = 0; i < children.Count; i++)
        {
            var child = children[i];
            var (local, before, place) = ($"__{i}", $"node.{child.Escaped}", $"\"{node.Name}.{child.Name}\"");
            if (child.Kind == AstMemberKind.Child)
            {
                writer.Line($"var {local} = {One(child, before, place)};");
                same.Add($"global::System.Object.ReferenceEquals({local}, {before})");
                changed.Add(child.Name, local);
                continue;
            }
            var items = child.Sequence switch
            {
                AstSequence.ImmutableArray => $"{before}.AsSpan()",
                AstSequence.List => $"global::System.Runtime.InteropServices.CollectionsMarshal.AsSpan({before})",
                AstSequence.Array => $"new global::System.ReadOnlySpan<{child.Element}>({before})",
                _ => before,
            };
            writer.Line($"var {local} = {(child.MayBeNull && child.Sequence == AstSequence.Other ? $"{before} is null ? null : " : "")}__Many<{child.Element}>({items}, {place});");
            same.Add($"{local} is null");
            changed.Add(child.Name, child.Sequence switch
            {
                AstSequence.Array => $"{local} ?? {before}",
                AstSequence.ImmutableArray => $"{local} is null ? {before} : global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray({local})",
                _ => $"{local} is null ? {before} : [.. {local}]",
            });
        }
        writer.Line($"if ({string.Join(" && ", same)}) return node;");
        string Value(string member) => changed.TryGetValue(member, out var text) ? text : $"node.{TypeName.Escape(member)}";
        var set = string.Join(", ", rebuilding.Initialized.Select(member => $"{TypeName.Escape(member)} = {Value(member)}"));
        writer.Line(rebuilding.Constructor is { } taken
            ? $"return new {node.Seen}({string.Join(", ", taken.Select(Value))}){(set.Length > 0 ? $" {{ {set} }}" : "")};"
            : $"return node with {{ {set} }};");
    }

    static string One(AstMember child, string before, string place)
    {
        var visited = $"Visit({before})";
        if (child.MayBeNull) return $"{before} is null ? null : ({child.Element}?)({(child.IsAny ? visited : $"__As<{child.Element}>({visited}, {place})")} ?? __Gone({place}))";
        return child.IsAny ? $"{visited} ?? __Missing({place})" : $"__As<{child.Element}>({visited} ?? __Missing({place}), {place})";
    }

    static void WriteHelpers(CodeWriter writer, string self, List<AstMember> children)
    {
        if (children.Exists(static c => c.Kind == AstMemberKind.Child)) writer.Line().Line($$"""
            private {{self}}? __Gone(string place)
            {
                if (__list is not null) throw __Splice(place);
                return null;
            }

            private {{self}} __Missing(string place) => throw (__list is null ? new global::System.InvalidOperationException(place + " must be there: it cannot be removed") : __Splice(place));

            private global::System.InvalidOperationException __Splice(string place)
            {
                __list = null;
                return new global::System.InvalidOperationException(place + " is one node: several stand in a sequence alone");
            }
            """);
        if (!children.Exists(static c => c.Kind == AstMemberKind.Children || !c.IsAny)) return;
        writer.Line().Line($$"""
            private static TNode? __As<TNode>({{self}}? node, string place) where TNode : {{self}} =>
                node as TNode ?? (node is null ? null : throw new global::System.InvalidOperationException(place + " holds '" + typeof(TNode).Name + "', and a '" + node.GetType().Name + "' is none"));
            """);
        if (!children.Exists(static c => c.Kind == AstMemberKind.Children)) return;
        writer.Line().Line($$"""
            private TNode[]? __Many<TNode>(global::System.ReadOnlySpan<TNode> nodes, string place) where TNode : {{self}}
            {
                TNode[]? changed = null;
                var count = 0;
                for (var i = 0; i < nodes.Length; i++)
                {
                    var node = nodes[i];
                    var result = __Item(node);
                    if (changed is null)
                    {
                        if (global::System.Object.ReferenceEquals(result, node)) continue;
                        changed = new TNode[nodes.Length];
                        nodes.Slice(0, i).CopyTo(changed);
                        count = i;
                    }
                    if (result is not null || node is null) __Put(ref changed, ref count, result, place);
                    else if (__list is { } list)
                    {
                        __list = null;
                        foreach (var one in list) __Put(ref changed, ref count, one, place);
                    }
                }
                if (changed is not null && count < changed.Length) global::System.Array.Resize(ref changed, count);
                return changed;
            }

            private TNode[]? __Many<TNode>({{AstEmitter.Sequence}}<TNode> nodes, string place) where TNode : {{self}} =>
                __Many<TNode>(new global::System.ReadOnlySpan<TNode>([.. nodes]), place);

            private {{self}}? __Item({{self}}? node)
            {
                __list = null;
                return node is null ? null : Visit(node);
            }

            private static void __Put<TNode>(ref TNode[] nodes, ref int count, {{self}}? node, string place) where TNode : {{self}}
            {
                if (count == nodes.Length) global::System.Array.Resize(ref nodes, count * 2 + 2);
                nodes[count++] = __As<TNode>(node, place)!;
            }
            """);
    }
}
