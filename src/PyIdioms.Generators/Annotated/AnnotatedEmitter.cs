using PyIdioms.Generators.Validation;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.Annotated;

/// <summary>Writes the generated part of an [Annotated] type.</summary>
static class AnnotatedEmitter
{
    const string Runtime = "global::PyIdioms.";
    const string Inherited = "/// <inheritdoc/>";
    const string Values = "__AnnotatedValues", Constraints = "__AnnotatedConstraints";
    const string Provider = "global::System.IFormatProvider? provider";

    public static void Write(CodeWriter writer, AnnotatedModel model)
    {
        // Obsolete types and constructors: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var around = writer.OpenAround(model.Type);
        WriteAttributes(writer, model);
        using (writer.Block(model.Type.Header + " : " + string.Join(", ", Bases(model))))
        {
            WriteStatics(writer, model);
            WriteProperty(writer, model);
            WriteChecks(writer, model);
            WriteText(writer, model);
            WriteParsing(writer, model);
            WriteConversions(writer, model);
            WriteOrder(writer, model);
            WriteInterface(writer, model);
        }
    }

    static bool Has(AnnotatedModel model, Traits trait) => model.Traits.HasFlag(trait);

    static bool Parses(AnnotatedModel model) => Has(model, Traits.Parsable) && !model.Existing.HasFlag(OwnParts.Parse);

    static bool Compares(AnnotatedModel model) => Has(model, Traits.Comparable) && !model.Existing.HasFlag(OwnParts.CompareTo);

    static bool Formats(AnnotatedModel model) => Has(model, Traits.Formattable) && !model.Existing.HasFlag(OwnParts.Text);

    static void WriteAttributes(CodeWriter writer, AnnotatedModel model)
    {
        if (model.IsGeneric) return;
        var arguments = $"<{model.Type.FullName}, {model.BareValue}>";
        if (!model.Existing.HasFlag(OwnParts.JsonConverter)) writer.Line($"[global::System.Text.Json.Serialization.JsonConverter(typeof({Runtime}AnnotatedJsonConverter{arguments}))]");
        if (model.Existing.HasFlag(OwnParts.TypeConverter) || !Has(model, Traits.Parsable)) return;
        writer.Line($"[global::System.ComponentModel.TypeConverter(typeof({Runtime}AnnotatedTypeConverter))]");
        writer.Line($"[{Runtime}AnnotatedReader{arguments}]");
    }

    static IEnumerable<string> Bases(AnnotatedModel model)
    {
        var self = model.Type.FullName;
        yield return Interface(model);
        if (Parses(model)) yield return $"global::System.{(Has(model, Traits.SpanParsable) ? "ISpanParsable" : "IParsable")}<{self}>";
        if (Compares(model)) yield return $"global::System.IComparable<{self}>";
        if (Formats(model)) yield return "global::System.IFormattable";
    }

    static string Interface(AnnotatedModel model) => $"{Runtime}IAnnotated<{model.Type.FullName}, {model.Argument}>";

    static void WriteStatics(CodeWriter writer, AnnotatedModel model)
    {
        foreach (var (holder, isCold) in new[] { (Values, false), (Constraints, true) })
        {
            var values = model.Statics.Where(s => s.IsCold == isCold).ToList();
            if (values.Count == 0) continue;
            writer.Line(Generated);
            using (writer.Block($"private static class {holder}"))
            {
                foreach (var value in values) writer.Line($"internal static readonly {value.Type} {value.Name} = {value.Creation};");
            }
            writer.Line();
        }
    }

    static void WriteProperty(CodeWriter writer, AnnotatedModel model)
    {
        writer.Line("/// <summary>The value, which fulfils the constraints of the type.</summary>").Line(Generated);
        writer.Line($"public {model.Value} {model.Property} {{ get; {(model.IsMutable ? "set" : "init")} => field = __Checked(value); }} = __Checked({model.Property});").Line();
    }

    static void WriteChecks(CodeWriter writer, AnnotatedModel model)
    {
        var list = $"global::System.Collections.Generic.IReadOnlyList<{Runtime}Violation>";
        string Test(Check check) => Check.Fill(check.Test, "value", Values, Constraints);

        writer.Line(Generated).Line("[global::System.Runtime.CompilerServices.MethodImpl(global::System.Runtime.CompilerServices.MethodImplOptions.AggressiveInlining)]");
        using (writer.Block($"private static {model.Value} __Checked({model.Value} value)"))
        {
            if (model.Checks.Count > 0) writer.Line($"if (!({string.Join(" && ", model.Checks.Select(Test))})) {Runtime}Violation.Throw(Check(value));");
            writer.Line("return value;");
        }
        writer.Line().Line("/// <summary>What a value breaks of the constraints of the type; empty when nothing.</summary>").Line(Generated);
        using (writer.Block($"public static {list} Check({model.Value} value)"))
        {
            writer.Line($"global::System.Collections.Generic.List<{Runtime}Violation>? found = null;");
            foreach (var check in model.Checks) writer.Line($"if (!({Test(check)})) (found ??= new()).Add({Check.Fill(check.Finding, "value", Constraints, Constraints)});");
            writer.Line($"return ({list}?)found ?? global::System.Array.Empty<{Runtime}Violation>();");
        }
        writer.Line().Line("/// <summary>Makes the value of the type where it breaks no constraint.</summary>").Line(Generated);
        var passes = model.Checks.Count == 0 ? "true" : string.Join(" && ", model.Checks.Select(Test));
        using (writer.Block($"public static bool TryCreate({model.Value} value, {Result(model)})"))
        {
            writer.Line($"var isGood = {passes};");
            writer.Line($"result = isGood ? new {model.Type.FullName}(value) : default;");
            writer.Line("return isGood;");
        }
    }

    static string Result(AnnotatedModel model) =>
        model.Type.IsStruct ? $"out {model.Type.FullName} result" : $"[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out {model.Type.FullName}? result";

    static string ReadOnly(AnnotatedModel model) => model.Type is { IsStruct: true, IsReadOnly: false } ? "readonly " : "";

    static void WriteText(CodeWriter writer, AnnotatedModel model)
    {
        if (model.Existing.HasFlag(OwnParts.Text)) return;
        writer.Line().Line("/// <summary>The value as text.</summary>").Line(Generated);
        var value = $"this.{model.Property}";
        writer.Line($"public {ReadOnly(model)}override string ToString() => {value}{(model.CanBeNull ? "?" : "")}.ToString() ?? \"\";");
        if (!Formats(model)) return;
        writer.Line().Line(Inherited).Line(Generated);
        writer.Line($"public {ReadOnly(model)}string ToString(string? format, global::System.IFormatProvider? formatProvider) => ((global::System.IFormattable){value}){(model.CanBeNull ? "?" : "")}.ToString(format, formatProvider) ?? \"\";");
    }

    static void WriteParsing(CodeWriter writer, AnnotatedModel model)
    {
        if (!Parses(model)) return;
        var self = model.Type.FullName;
        var arguments = $"<{self}, {model.Value}>";
        var result = model.Type.IsStruct ? Result(model) : $"[global::System.Diagnostics.CodeAnalysis.MaybeNullWhen(false)] out {self} result";
        const string Text = "[global::System.Diagnostics.CodeAnalysis.NotNullWhen(true)] string? s";
        void Add(string doc, string head, string body) => writer.Line().Line(doc).Line(Generated).Line($"public static {head} => {Runtime}AnnotatedText.{body};");

        Add("/// <summary>The value that a text stands for.</summary>", $"{self} Parse(string s)", $"Parse{arguments}(s, null)");
        Add(Inherited, $"{self} Parse(string s, {Provider})", $"Parse{arguments}(s, provider)");
        Add("/// <summary>Reads a value where the text is one and it breaks no constraint.</summary>", $"bool TryParse({Text}, {result})", $"TryParse{arguments}(s, null, out result)");
        Add(Inherited, $"bool TryParse({Text}, {Provider}, {result})", $"TryParse{arguments}(s, provider, out result)");
        if (!Has(model, Traits.SpanParsable)) return;
        const string Span = "global::System.ReadOnlySpan<char> s";
        Add(Inherited, $"{self} Parse({Span}, {Provider})", $"Parse{arguments}(s, provider)");
        Add(Inherited, $"bool TryParse({Span}, {Provider}, {result})", $"TryParse{arguments}(s, provider, out result)");
    }

    static void WriteConversions(CodeWriter writer, AnnotatedModel model)
    {
        if (!Has(model, Traits.Converts)) return;
        var self = model.Type.FullName;
        if (!model.Existing.HasFlag(OwnParts.Implicit))
        {
            writer.Line().Line("/// <summary>The value.</summary>").Line(Generated);
            writer.Line($"public static implicit operator {model.Value}({self} annotated) => annotated.{model.Property};");
        }
        if (model.Existing.HasFlag(OwnParts.Explicit)) return;
        writer.Line().Line("/// <summary>The value of the type, checked.</summary>").Line(Generated);
        writer.Line($"public static explicit operator {self}({model.Value} value) => new {self}(value);");
    }

    static void WriteOrder(CodeWriter writer, AnnotatedModel model)
    {
        var self = model.Type.FullName;
        var other = self + (model.Type.IsStruct ? "" : "?");
        if (Compares(model))
        {
            var inner = model.CanBeNull
                ? $"global::System.Collections.Generic.Comparer<{model.Value}>.Default.Compare(this.{model.Property}, other.{model.Property})"
                : $"((global::System.IComparable<{model.Value}>)this.{model.Property}).CompareTo(other.{model.Property})";
            if (!model.CanBeNull && Has(model, Traits.Ordered)) inner = $"this.{model.Property}.CompareTo(other.{model.Property})";
            writer.Line().Line(Inherited).Line(Generated);
            writer.Line($"public {ReadOnly(model)}int CompareTo({other} other) => {(model.Type.IsStruct ? "" : "other is null ? 1 : ")}{inner};");
        }
        var isOrdered = Has(model, Traits.Ordered) && !model.CanBeNull;
        if (!isOrdered && !Compares(model) || model.Existing.HasFlag(OwnParts.Order)) return;
        // What has an order by CompareTo alone, as text does, gets the operators that go with it.
        var compared = model.Type.IsStruct ? "left.CompareTo(right)" : "(left is null ? right is null ? 0 : -1 : left.CompareTo(right))";
        foreach (var (sign, says) in new[] { ("<", "less than"), (">", "greater than"), ("<=", "less than or equal to"), (">=", "greater than or equal to") })
        {
            writer.Line().Line($"/// <summary>Whether the left value is {says} the right one.</summary>").Line(Generated);
            var operand = isOrdered ? self : other;
            writer.Line($"public static bool operator {sign}({operand} left, {operand} right) => {(isOrdered ? $"left.{model.Property} {sign} right.{model.Property}" : $"{compared} {sign} 0")};");
        }
    }

    static void WriteInterface(CodeWriter writer, AnnotatedModel model)
    {
        var self = model.Type.FullName;
        writer.Line().Line(Generated).Line($"object? {Runtime}IAnnotated.BoxedValue => this.{model.Property};");
        writer.Line().Line(Generated).Line($"{model.Argument} {Interface(model)}.PlainValue => this.{model.Property};");
        writer.Line().Line(Generated).Line($"static {self} {Interface(model)}.Create({model.Argument} value) => new {self}(value);");
    }
}
