using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Ast;

/// <summary>Writes <c>Visitor</c> and <c>Visitor&lt;T&gt;</c>.</summary>
static class VisitorEmitter
{
    public static void Write(CodeWriter writer, AstModel model)
    {
        WriteVisitor(writer, model);
        WriteResults(writer, model);
    }

    static void WriteVisitor(CodeWriter writer, AstModel model)
    {
        writer.Line().Line("/// <summary>Visits a tree: each node is given to the method for its type, which visits its children unless it is overridden.</summary>").Line(Generated);
        using var type = writer.Block("public abstract class Visitor");
        writer.Line("/// <summary>Visits a node, as its type asks for.</summary>").Line("/// <param name=\"node\">The node.</param>");
        writer.Line($"public virtual void Visit({model.Type.FullName} node) => node.{AstEmitter.Accept}(this);").Line();
        writer.Line("/// <summary>Visits the children of a node, in order.</summary>").Line("/// <param name=\"node\">The node.</param>");
        using (writer.Block($"protected void GenericVisit({model.Type.FullName} node)")) writer.Line("foreach (var child in node.Children) Visit(child);");
        foreach (var node in model.Nodes)
        {
            writer.Line().Line($"/// <summary>Visits the children of a <c>{node.Name}</c>.</summary>").Line("/// <param name=\"node\">The node.</param>");
            WriteChildren(writer, node, "void", "");
            writer.Line().Line(AstEmitter.Hidden).Line($"internal void {AstEmitter.On}({node.Seen} node) => Visit{node.Name}(node);");
        }
    }

    static void WriteResults(CodeWriter writer, AstModel model)
    {
        var result = model.Result;
        writer.Line().Line("/// <summary>What nodes call back who ask for a result; its type is known to the visitor alone.</summary>").Line(AstEmitter.Hidden).Line(Generated);
        using (writer.Block($"public abstract class {AstEmitter.Results}"))
        {
            writer.Line($"private protected {AstEmitter.Results}() {{ }}");
            foreach (var node in model.Nodes) writer.Line().Line($"internal abstract void {AstEmitter.On}({node.Seen} node);");
        }
        writer.Line().Line("/// <summary>Visits a tree for a result: each node is given to the method for its type, which visits its children and has no result unless it is overridden.</summary>")
            .Line($"/// <typeparam name=\"{result}\">The result; its default where a method is not overridden.</typeparam>").Line(Generated);
        using var type = writer.Block($"public abstract class Visitor<{result}> : {AstEmitter.Results}");
        writer.Line($"private {result} __result = default!;").Line();
        writer.Line("/// <summary>Visits a node, as its type asks for.</summary>").Line("/// <param name=\"node\">The node.</param>").Line("/// <returns>What the method for its type returns.</returns>");
        using (writer.Block($"public virtual {result} Visit({model.Type.FullName} node)"))
        {
            writer.Line($"node.{AstEmitter.Accept}(this);").Line("return __result;");
        }
        writer.Line().Line("/// <summary>Visits the children of a node, in order.</summary>").Line("/// <param name=\"node\">The node.</param>").Line("/// <returns>The default.</returns>");
        using (writer.Block($"protected {result} GenericVisit({model.Type.FullName} node)")) writer.Line("foreach (var child in node.Children) Visit(child);").Line("return default!;");
        foreach (var node in model.Nodes)
        {
            writer.Line().Line($"/// <summary>Visits the children of a <c>{node.Name}</c>.</summary>").Line("/// <param name=\"node\">The node.</param>").Line("/// <returns>The default.</returns>");
            WriteChildren(writer, node, result, "return default!;");
            writer.Line().Line(AstEmitter.Hidden).Line($"internal sealed override void {AstEmitter.On}({node.Seen} node) => __result = Visit{node.Name}(node);");
        }
    }

    static void WriteChildren(CodeWriter writer, AstNode node, string result, string end)
    {
        using var body = writer.Block($"{node.Visibility} {result} Visit{node.Name}({node.Seen} node)");
        foreach (var child in node.Children)
        {
            if (child.Kind == AstMemberKind.Child) writer.Line(child.MayBeNull ? $"if (node.{child.Escaped} is {{ }} {Local(child)}) Visit({Local(child)});" : $"Visit(node.{child.Escaped});");
            else if (child.Sequence == AstSequence.ImmutableArray) writer.Line($"foreach (var item in node.{child.Escaped}.AsSpan()) if (item is not null) Visit(item);");
            else writer.Line($"{(child.MayBeNull ? $"if (node.{child.Escaped} is not null) " : "")}foreach (var item in node.{child.Escaped}) if (item is not null) Visit(item);");
        }
        if (end.Length > 0) writer.Line(end);
    }

    static string Local(AstMember child) => "__" + child.Name;
}
