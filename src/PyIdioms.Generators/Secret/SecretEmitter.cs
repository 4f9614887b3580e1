using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Secret;

/// <summary>Writes the generated part of a secret.</summary>
static class SecretEmitter
{
    const string Runtime = "global::PyIdioms.";
    const string Inherited = "/// <inheritdoc/>";

    public static void Write(CodeWriter writer, SecretModel model)
    {
        // Obsolete types and constructors: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var around = writer.OpenAround(model.Type);
        WriteAttributes(writer, model);
        using (writer.Block(model.Type.Header + Bases(model)))
        {
            WriteEquality(writer, model);
            WriteText(writer, model);
            if (model.CanCreate) WriteCreation(writer, model);
        }
    }

    static void WriteAttributes(CodeWriter writer, SecretModel model)
    {
        var readable = model is { CanCreate: true, IsGeneric: false } ? $"<{model.Type.FullName}, {model.PayloadType}>" : null;
        if (!model.Existing.HasFlag(OwnAttributes.DebuggerDisplay)) writer.Line("[global::System.Diagnostics.DebuggerDisplay(\"***\")]");
        if (!model.Existing.HasFlag(OwnAttributes.JsonConverter)) writer.Line($"[global::System.Text.Json.Serialization.JsonConverter(typeof({Runtime}{(readable is null ? "RedactedJsonConverter" : "SecretJsonConverter" + readable)}))]");
        if (model.Existing.HasFlag(OwnAttributes.TypeConverter)) return;
        writer.Line($"[global::System.ComponentModel.TypeConverter(typeof({Runtime}SecretTypeConverter))]");
        if (readable is not null) writer.Line($"[{Runtime}SecretReader{readable}]");
    }

    static string Bases(SecretModel model)
    {
        var bases = new List<string>(2);
        if (!model.IsRecord) bases.Add($"global::System.IEquatable<{model.Type.FullName}>");
        if (model.CanCreate) bases.Add(Interface(model));
        return bases.Count == 0 ? "" : " : " + string.Join(", ", bases);
    }

    static void WriteEquality(CodeWriter writer, SecretModel model)
    {
        var (self, payload) = (model.Type.FullName, model.Payload);
        var isStruct = model.Type.IsStruct;
        var readOnly = ReadOnly(model);
        writer.Line(Inherited).Line(Generated).Line($"public {readOnly}bool Equals({self}{(isStruct ? "" : "?")} other) =>");
        using (writer.Indent())
        {
            writer.Line($"{(isStruct ? "" : "other is not null && ")}{Runtime}SecretPayload.AreEqual(this.{payload}, other.{payload});");
        }
        writer.Line();
        if (!model.IsRecord)
        {
            writer.Line(Inherited).Line(Generated).Line($"public {readOnly}override bool Equals(object? obj) => obj is {self} other && this.Equals(other);").Line();
        }
        writer.Line(Inherited).Line(Generated).Line($"public {readOnly}override int GetHashCode() => {Runtime}SecretPayload.HashOf(this.{payload});").Line();
        if (model.IsRecord) return;

        var operand = isStruct ? self : self + "?";
        writer.Line("/// <summary>Whether two secrets are the same, in a time that does not depend on what they say.</summary>").Line(Generated);
        writer.Line($"public static bool operator ==({operand} left, {operand} right) => {(isStruct ? "left.Equals(right)" : "left is null ? right is null : left.Equals(right)")};").Line();
        writer.Line("/// <summary>Whether two secrets differ, in a time that does not depend on what they say.</summary>").Line(Generated);
        writer.Line($"public static bool operator !=({operand} left, {operand} right) => !(left == right);").Line();
    }

    static void WriteText(CodeWriter writer, SecretModel model)
    {
        writer.Line("/// <summary>The type's name and no value.</summary>").Line(Generated);
        writer.Line($"public {ReadOnly(model)}override string ToString() => \"{model.Name} {{ *** }}\";");
        if (!model.IsRecord) return;
        writer.Line().Line(Generated);
        using (writer.Block($"private {ReadOnly(model)}bool PrintMembers(global::System.Text.StringBuilder builder)"))
        {
            writer.Line("builder.Append(\"***\");");
            writer.Line("return true;");
        }
    }

    static void WriteCreation(CodeWriter writer, SecretModel model) =>
        writer.Line().Line(Generated).Line($"static {model.Type.FullName} {Interface(model)}.Create({model.PayloadType} payload) => new {model.Type.FullName}(payload);");

    static string Interface(SecretModel model) => $"{Runtime}ISecret<{model.Type.FullName}, {model.PayloadType}>";

    /// <summary>A struct's own promise, where the type does not make it as a whole.</summary>
    static string ReadOnly(SecretModel model) => model.Type is { IsStruct: true, IsReadOnly: false } ? "readonly " : "";
}
