using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Ast;

/// <summary>Writes the part of the root and those of its nodes. A node calls back what is called for it: no test of types, however many nodes there are.</summary>
static class AstEmitter
{
    public const string Runtime = "global::PyIdioms.", Sequence = "global::System.Collections.Generic.IEnumerable";
    public const string Accept = "__Accept", On = "__On", Results = "__Results";
    public const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    public static void Write(CodeWriter writer, AstModel model)
    {
        // Obsolete types, nullable promises: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        WritePart(writer, model.Type, model.NeedsClosed ? $"[{Runtime}Closed] " : "", $" : {Runtime}IAstNode", () =>
        {
            WriteRoot(writer, model);
            VisitorEmitter.Write(writer, model);
            TransformerEmitter.Write(writer, model);
        });
        foreach (var node in model.Nodes)
        {
            writer.Line();
            WritePart(writer, node.Type, "", $" : {Runtime}IAstNode", () => WriteNode(writer, node));
        }
    }

    /// <summary>Nodes may stand in several namespaces, so each part opens its own.</summary>
    static void WritePart(CodeWriter writer, TypeShape type, string modifier, string ending, Action write)
    {
        if (type.Namespace.Length == 0)
        {
            using var part = writer.OpenAgain(type, modifier, ending);
            write();
            return;
        }
        using var space = writer.Block($"namespace {type.Namespace}");
        using var inner = writer.OpenAgain(type, modifier, ending);
        write();
    }

    static void WriteRoot(CodeWriter writer, AstModel model)
    {
        var self = model.Type.FullName;
        if (model.NeedsConstructor) writer.Line("/// <summary>Only the nodes of this assembly derive from it.</summary>").Line(Generated).Line($"private protected {model.Name}() {{ }}").Line();
        writer.Line("/// <summary>The nodes directly below this one, in order.</summary>").Line("[global::System.Text.Json.Serialization.JsonIgnore]").Line(Generated).Line($"public abstract {Sequence}<{self}> Children {{ get; }}").Line();
        writer.Line("/// <summary>This node and all below it, those near to it first.</summary>").Line(Generated);
        using (writer.Block($"public {Sequence}<{self}> Walk()"))
        {
            writer.Line($"var todo = new global::System.Collections.Generic.Queue<{self}>();").Line("todo.Enqueue(this);");
            using (writer.Block("while (todo.TryDequeue(out var node))"))
            {
                writer.Line("foreach (var child in node.Children) todo.Enqueue(child);");
                writer.Line("yield return node;");
            }
        }
        writer.Line().Line("/// <summary>This node and all below it as text.</summary>").Line("/// <param name=\"indent\">By how many blanks each level is set off on lines of its own; null for one line.</param>")
            .Line("/// <returns>Each node with its fields by name.</returns>")
            .Line(Generated).Line($"public string Dump(int? indent = null) => {Runtime}AstText.Dump(this, indent);").Line();
        foreach (var (visitor, result) in Visitors(self)) writer.Line(Hidden).Line(Generated).Line($"internal abstract {result} {Accept}({visitor} visitor);").Line();
        writer.Line(Generated).Line($"string {Runtime}IAstNode.NodeName => throw new global::System.NotSupportedException();").Line();
        writer.Line(Generated).Line($"{Sequence}<global::System.Collections.Generic.KeyValuePair<string, object?>> {Runtime}IAstNode.Fields => throw new global::System.NotSupportedException();").Line();
        if (model.Printing is { } printing) WritePrinting(writer, printing);
    }

    /// <summary>Who is called back, and what with.</summary>
    static (string Visitor, string Result)[] Visitors(string root) => [("Visitor", "void"), ("Transformer", root + "?"), (Results, "void")];

    /// <summary>What the compiler would write, without the children, which the fields show already.</summary>
    static void WritePrinting(CodeWriter writer, AstPrinting printing)
    {
        writer.Line(Generated);
        using var body = writer.Block($"protected {(printing.IsOverride ? "override" : "virtual")} bool PrintMembers(global::System.Text.StringBuilder builder)");
        var separator = printing.IsOverride ? "if (base.PrintMembers(builder)) builder.Append(\", \");" : "";
        if (printing.Members.Count == 0)
        {
            writer.Line($"return {(printing.IsOverride ? "base.PrintMembers(builder)" : "false")};");
            return;
        }
        if (separator.Length > 0) writer.Line(separator);
        for (var i = 0; i < printing.Members.Count; i++)
        {
            writer.Line($"builder.Append(\"{(i > 0 ? ", " : "")}{printing.Members[i].TrimStart('@')} = \").Append((object?)this.{printing.Members[i]});");
        }
        writer.Line("return true;");
    }

    static void WriteNode(CodeWriter writer, AstNode node)
    {
        writer.Line("/// <inheritdoc/>").Line("[global::System.Text.Json.Serialization.JsonIgnore]").Line(Generated);
        if (!node.Children.Any()) writer.Line($"public override {Sequence}<{node.Root}> Children => [];");
        else
        {
            using var body = writer.Block($"public override {Sequence}<{node.Root}> Children");
            using var get = writer.Block("get");
            foreach (var child in node.Children) writer.Line(Yield(child));
        }
        writer.Line();
        foreach (var (visitor, result) in Visitors(node.Root)) writer.Line(Hidden).Line(Generated).Line($"internal override {result} {Accept}({node.Root}.{visitor} visitor) => visitor.{On}(this);").Line();
        writer.Line(Generated).Line($"string {Runtime}IAstNode.NodeName => \"{node.Name}\";").Line();
        writer.Line(Generated).Line($"{Sequence}<global::System.Collections.Generic.KeyValuePair<string, object?>> {Runtime}IAstNode.Fields => [{string.Join(", ", node.Members.Select(static m => $"new(\"{m.Name}\", {Shown(m)})"))}];");
    }

    static string Shown(AstMember member) => member.Sequence == AstSequence.ImmutableArray ? $"this.{member.Escaped}.IsDefault ? [] : this.{member.Escaped}" : $"this.{member.Escaped}";

    static string Yield(AstMember child) => child.Kind == AstMemberKind.Child
        ? child.MayBeNull ? $"if (this.{child.Escaped} is {{ }} {child.Escaped}) yield return {child.Escaped};" : $"yield return this.{child.Escaped};"
        : $"{Present(child, "this")}foreach (var __item in this.{child.Escaped}) if (__item is not null) yield return __item;";

    /// <summary>The test that a sequence is there.</summary>
    static string Present(AstMember child, string of) =>
        child.Sequence == AstSequence.ImmutableArray ? $"if (!{of}.{child.Escaped}.IsDefault) " : child.MayBeNull ? $"if ({of}.{child.Escaped} is not null) " : "";
}
