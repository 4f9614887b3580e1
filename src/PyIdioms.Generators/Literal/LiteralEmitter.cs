using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Literal;

/// <summary>Writes the generated part of an alias type.</summary>
static class LiteralEmitter
{
    /// <summary>The members that hold and find a value.</summary>
    public const string Index = "_literalIndex", All = "_literalValues", IndexOf = "LiteralIndexOf";

    const string Runtime = "global::PyIdioms.";
    const string Inherited = "/// <inheritdoc/>";
    const string Chars = "global::System.ReadOnlySpan<char>";
    const string NotNull = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] ";

    public static void Write(CodeWriter writer, LiteralModel model)
    {
        // Obsolete types around it: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var around = writer.OpenAround(model.Type);
        WriteAttributes(writer, model);
        using (writer.Block($"{model.Type.Header} : {Runtime}ILiteral{Arguments(model)}{(model.IsRecord ? "" : $", global::System.IEquatable<{model.Type.FullName}>")}"))
        {
            WriteValues(writer, model);
            MatchEmitter.Write(writer, model);
            WriteConversion(writer, model);
            WriteParsing(writer, model);
            WriteText(writer, model);
            if (!model.IsRecord) WriteEquality(writer, model);
        }
    }

    static string Arguments(LiteralModel model) => $"<{model.Type.FullName}, {model.ValueType}>";

    static void WriteAttributes(CodeWriter writer, LiteralModel model)
    {
        if (model.IsGeneric) return;
        if (!model.Existing.HasFlag(OwnParts.JsonConverter)) writer.Line($"[global::System.Text.Json.Serialization.JsonConverter(typeof({Runtime}LiteralJsonConverter{Arguments(model)}))]");
        if (model.Existing.HasFlag(OwnParts.TypeConverter)) return;
        writer.Line($"[global::System.ComponentModel.TypeConverter(typeof({Runtime}LiteralTypeConverter))]");
        writer.Line($"[{Runtime}LiteralReader{Arguments(model)}]");
    }

    static void WriteValues(CodeWriter writer, LiteralModel model)
    {
        var (self, count) = (model.Type.FullName, model.Cases.Count);
        writer.Line($"private static readonly {self}[] {All} = [{string.Join(", ", Enumerable.Range(0, count).Select(i => $"new({i})"))}];").Line();
        writer.Line($"private readonly ushort {Index};").Line();
        writer.Line($"private {model.Name}(ushort index) => this.{Index} = index;").Line();
        for (var i = 0; i < count; i++)
        {
            writer.Line($"/// <summary>The value <c>{Escaped(model.Cases[i].Constant)}</c>.</summary>").Line(Generated);
            writer.Line($"public static {self} {model.Cases[i].Name} => new({i});").Line();
        }
        writer.Line("/// <summary>All values, in the order in which they are listed.</summary>").Line(Generated);
        writer.Line($"public static global::System.Collections.Immutable.ImmutableArray<{self}> Values => global::System.Runtime.InteropServices.ImmutableCollectionsMarshal.AsImmutableArray({All});").Line();
        writer.Line($"/// <summary>What the value was made from: {string.Join(", ", model.Cases.Select(c => $"<c>{Escaped(c.Constant)}</c>"))}.</summary>").Line(Generated);
        using (writer.Block($"public {ReadOnly(model)}{model.ValueType} Value => this.{Index} switch"))
        {
            for (var i = 0; i < count - 1; i++) writer.Line($"{i} => {model.Cases[i].Constant},");
            writer.Line($"_ => {model.Cases[count - 1].Constant},");
        }
        writer.Line(";").Line();
    }

    static void WriteConversion(CodeWriter writer, LiteralModel model)
    {
        writer.Line($"/// <summary>The value that a constant stands for. Which constants there are is checked where the program is compiled: PYI0202.</summary>");
        if (model.ValueType == "string") writer.Line("/// <exception cref=\"global::System.ArgumentNullException\">It is null.</exception>");
        writer.Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">It is not listed.</exception>").Line(Generated);
        using (writer.Block($"public static implicit operator {model.Type.FullName}({model.ValueType} value)"))
        {
            if (model.ValueType == "string") writer.Line("global::System.ArgumentNullException.ThrowIfNull(value);");
            writer.Line($"return {IndexOf}(value) is var index && index >= 0 ? new((ushort)index) : throw {Runtime}LiteralError.Unlisted{Arguments(model)}(value, nameof(value));");
        }
        writer.Line();
        using (writer.Block($"private static int {IndexOf}({(model.ValueType == "string" ? Chars : model.ValueType)} value) => value switch"))
        {
            for (var i = 0; i < model.Cases.Count; i++) writer.Line($"{model.Cases[i].Constant} => {i},");
            writer.Line("_ => -1,");
        }
        writer.Line(";").Line();
    }

    static void WriteParsing(CodeWriter writer, LiteralModel model)
    {
        var (self, isText) = (model.Type.FullName, model.ValueType == "string");
        var fails = $"throw {Runtime}LiteralError.Unparsable{Arguments(model)}";
        writer.Line("/// <summary>The value that a text stands for, letter by letter.</summary>").Line("/// <exception cref=\"global::System.FormatException\">It is none of the values; the message names the closest.</exception>").Line(Generated);
        using (writer.Block($"public static {self} Parse(string s, global::System.IFormatProvider? provider = null)"))
        {
            writer.Line("global::System.ArgumentNullException.ThrowIfNull(s);").Line($"return TryParse(s, provider, out var result) ? result : {fails}(s);");
        }
        writer.Line().Line("/// <inheritdoc cref=\"Parse(string, global::System.IFormatProvider?)\"/>").Line(Generated);
        writer.Line($"public static {self} Parse({Chars} s, global::System.IFormatProvider? provider = null) => TryParse(s, provider, out var result) ? result : {fails}(s);").Line();
        writer.Line(Inherited).Line(Generated);
        using (writer.Block($"public static bool TryParse({NotNull}string? s, global::System.IFormatProvider? provider, out {self} result)"))
        {
            writer.Line("result = default;").Line("return s is not null && TryParse(global::System.MemoryExtensions.AsSpan(s), provider, out result);");
        }
        writer.Line().Line(Inherited).Line(Generated);
        using (writer.Block($"public static bool TryParse({Chars} s, global::System.IFormatProvider? provider, out {self} result)"))
        {
            if (isText) writer.Line($"return Found({IndexOf}(s), out result);");
            else if (model.ValueType == "char") writer.Line($"return Found(s.Length == 1 ? {IndexOf}(s[0]) : -1, out result);");
            else writer.Line($"return Found({model.ValueType}.TryParse(s, global::System.Globalization.NumberStyles.AllowLeadingSign, global::System.Globalization.CultureInfo.InvariantCulture, out var number) ? {IndexOf}(number) : -1, out result);");
            writer.Line();
            using (writer.Block($"static bool Found(int index, out {self} result)")) writer.Line("result = index >= 0 ? new((ushort)index) : default;").Line("return index >= 0;");
        }
        writer.Line().Line("/// <summary>The value that another one stands for; false where that is not listed.</summary>").Line(Generated);
        if (isText)
        {
            writer.Line($"public static bool TryParse({NotNull}string? value, out {self} result) => TryParse(value, null, out result);").Line();
            return;
        }
        using (writer.Block($"public static bool TryParse({model.ValueType} value, out {self} result)"))
        {
            writer.Line($"var index = {IndexOf}(value);").Line("result = index >= 0 ? new((ushort)index) : default;").Line("return index >= 0;");
        }
        writer.Line().Line("/// <summary>The value that another one stands for.</summary>").Line("/// <exception cref=\"global::System.ArgumentOutOfRangeException\">It is not listed; the message names the closest.</exception>").Line(Generated);
        writer.Line($"public static {self} Parse({model.ValueType} value) => value;").Line();
        writer.Line("/// <inheritdoc cref=\"TryParse(string?, global::System.IFormatProvider?, out " + self + ")\"/>").Line(Generated);
        writer.Line($"public static bool TryParse({NotNull}string? s, out {self} result) => TryParse(s, null, out result);").Line();
    }

    static void WriteText(CodeWriter writer, LiteralModel model)
    {
        if (model.Existing.HasFlag(OwnParts.ToText)) return;
        writer.Line("/// <summary>What the value was made from.</summary>").Line(Generated);
        var text = model.ValueType switch { "string" => "this.Value", "char" => "this.Value.ToString()", _ => "this.Value.ToString(global::System.Globalization.CultureInfo.InvariantCulture)" };
        writer.Line($"public {ReadOnly(model)}override string ToString() => {text};");
    }

    static void WriteEquality(CodeWriter writer, LiteralModel model)
    {
        var (self, readOnly) = (model.Type.FullName, ReadOnly(model));
        writer.Line().Line(Inherited).Line(Generated).Line($"public {readOnly}bool Equals({self} other) => this.{Index} == other.{Index};").Line();
        writer.Line(Inherited).Line(Generated).Line($"public {readOnly}override bool Equals(object? obj) => obj is {self} other && this.Equals(other);").Line();
        writer.Line(Inherited).Line(Generated).Line($"public {readOnly}override int GetHashCode() => this.{Index};").Line();
        writer.Line("/// <summary>Whether two values are the same.</summary>").Line(Generated).Line($"public static bool operator ==({self} left, {self} right) => left.{Index} == right.{Index};").Line();
        writer.Line("/// <summary>Whether two values differ.</summary>").Line(Generated).Line($"public static bool operator !=({self} left, {self} right) => left.{Index} != right.{Index};");
    }

    /// <summary>A member's own promise, where the type does not make it as a whole.</summary>
    public static string ReadOnly(LiteralModel model) => model.Type.IsReadOnly ? "" : "readonly ";

    public static string Escaped(string text) => text.Replace("&", "&amp;").Replace("<", "&lt;").Replace(">", "&gt;");
}
