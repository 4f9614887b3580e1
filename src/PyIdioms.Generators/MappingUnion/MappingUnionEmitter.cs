using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.MappingUnion;

/// <summary>Writes the part of a union that matches mappings.</summary>
static class MappingUnionEmitter
{
    const string Runtime = "global::PyIdioms.";
    const string Json = "global::System.Text.Json.";
    const string Hidden = "[global::System.ComponentModel.EditorBrowsable(global::System.ComponentModel.EditorBrowsableState.Never)]";

    public static void Write(CodeWriter writer, MappingUnionModel model)
    {
        // Obsolete cases: what could be said about this file is said at the declarations that it repeats.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type, model.NeedsClosed ? $"[{Runtime}Closed] " : "");
        if (model.NeedsConstructor) writer.Line("/// <summary>Only the cases in this type derive from it.</summary>").Line(Generated).Line($"private {model.Name}() {{ }}").Line();

        var self = model.Type.FullName;
        WriteEntry(writer, self, "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(1)]", "global::System.Collections.Generic.IReadOnlyDictionary<string, object?>? mapping", $"new {Runtime}MappingSource(mapping)", "A dictionary.");
        WriteEntry(writer, self, null, "global::System.Collections.Generic.IDictionary<string, object?>? mapping", $"new {Runtime}MappingSource(mapping)", "A dictionary.");
        WriteEntry(writer, self, null, $"{Json}JsonElement mapping", $"new {Runtime}MappingSource(mapping)", "An object of JSON.");
        WriteEntry(writer, self, "[global::System.Runtime.CompilerServices.OverloadResolutionPriority(-1)]", "object? mapping", $"{Runtime}MappingSource.Of(mapping)", "Anything; what is no mapping matches nothing.");
        WriteSummary(writer, "reader", "Stands at an object of JSON, or in front of it; behind it afterwards.");
        writer.Line("/// <exception cref=\"global::System.Text.Json.JsonException\">The text is no JSON.</exception>").Line(Generated);
        using (writer.Block($"public static {self}? Match(ref {Json}Utf8JsonReader reader)"))
        {
            writer.Line($"using var __document = {Json}JsonDocument.ParseValue(ref reader);");
            writer.Line("return Match(__document.RootElement);");
        }
        writer.Line();
        WriteSummary(writer, "mapping", "The entries.");
        writer.Line(Hidden).Line(Generated);
        using (writer.Block($"public static {self}? Match(in {Runtime}MappingSource mapping)"))
        {
            writer.Line("if (!mapping.IsMapping) return null;");
            for (var i = 0; i < model.Cases.Count; i++) WriteCase(writer, model.Cases[i], i);
            writer.Line("return null;");
        }
        WriteReaders(writer, model);
    }

    static void WriteEntry(CodeWriter writer, string self, string? attribute, string parameter, string source, string what)
    {
        WriteSummary(writer, "mapping", what);
        if (attribute is not null) writer.Line(attribute);
        writer.Line(Generated).Line($"public static {self}? Match({parameter}) => Match({source});").Line();
    }

    static void WriteSummary(CodeWriter writer, string parameter, string what) => writer
        .Line("/// <summary>The first case whose keys and values a mapping has; null where it has those of none.</summary>")
        .Line($"/// <param name=\"{parameter}\">{what}</param>")
        .Line("/// <returns>The case, or null.</returns>");

    static void WriteCase(CodeWriter writer, MappingCase one, int index)
    {
        var tests = new List<string>();
        var arguments = new List<string>();
        for (var i = 0; i < one.Conditions.Count; i++)
        {
            var condition = one.Conditions[i];
            if (condition.IsText)
            {
                tests.Add($"mapping.Is({condition.Key}, {condition.Pattern})");
                continue;
            }
            tests.Add($"mapping.TryGet({condition.Key}, out var __c{index}_{i})");
            if (condition.Pattern.Length > 0) tests.Add($"__c{index}_{i}.ToObject() is {condition.Pattern}");
        }
        for (var i = 0; i < one.Parameters.Count; i++)
        {
            var parameter = one.Parameters[i];
            var (value, result) = ($"__v{index}_{i}", $"__r{index}_{i}");
            if (parameter.Key.Length == 0)
            {
                arguments.Add($"mapping.Rest({string.Join(", ", KeysOf(one))})");
                continue;
            }
            var read = $"{(parameter.IsComposed ? $"__Readers.R{index}_{i}" : parameter.Reader)}({value}, out var {result})";
            if (parameter.Default.Length == 0)
            {
                tests.Add($"mapping.TryGet({parameter.Key}, out var {value})");
                tests.Add(read);
                if (parameter.Pattern.Length > 0) tests.Add($"{result} is {parameter.Pattern}");
                arguments.Add(result + "!");
            }
            else
            {
                var isRead = parameter.Pattern.Length > 0 ? $"({read} && {result} is {parameter.Pattern})" : read;
                writer.Line($"{parameter.Type} __d{index}_{i} = {parameter.Default};");
                tests.Add($"(!mapping.TryGet({parameter.Key}, out var {value}) || {isRead.Replace($"out var {result}", $"out __d{index}_{i}").Replace($"{result} is", $"__d{index}_{i} is")})");
                arguments.Add($"__d{index}_{i}!");
            }
        }
        var creation = $"return new {one.Type}({string.Join(", ", arguments)});";
        if (tests.Count == 0)
        {
            writer.Line(creation);
            return;
        }
        using (writer.Block($"if ({string.Join("\n    && ", tests)})")) writer.Line(creation);
    }

    static IEnumerable<string> KeysOf(MappingCase one) => one.Conditions.Select(static c => c.Key).Concat(one.Parameters.Select(static p => p.Key).Where(static k => k.Length > 0)).Distinct();

    static void WriteReaders(CodeWriter writer, MappingUnionModel model)
    {
        if (!model.Cases.Any(static c => c.Parameters.Any(static p => p.IsComposed))) return;
        writer.Line().Line(Generated);
        using (writer.Block("private static class __Readers"))
        {
            for (var i = 0; i < model.Cases.Count; i++)
            {
                for (var j = 0; j < model.Cases[i].Parameters.Count; j++)
                {
                    if (model.Cases[i].Parameters[j] is { IsComposed: true } parameter) writer.Line($"internal static readonly {Runtime}MappingReader<{parameter.Type}> R{i}_{j} = {parameter.Reader};");
                }
            }
        }
    }
}
