using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.StreamEvent;

/// <summary>Writes how a record is made of its members; those that an older writer did not know keep what the type gives them.</summary>
static class RecordEmitter
{
    public static void WriteReader(CodeWriter writer, WireShape shape)
    {
        for (var i = 0; i < shape.Members.Count; i++)
        {
            var member = shape.Members[i];
            writer.Line(member switch
            {
                { Setting: Setting.Optional } => $"var has{i} = !reader.AtEnd;",
                { Default.Length: > 0 } => $"{member.Type} member{i} = reader.AtEnd ? {member.Default} : {member.Coding.Reads};",
                _ => $"{member.Type} member{i} = {member.Coding.Reads};",
            });
            if (member.Setting == Setting.Optional) writer.Line($"{member.Type} member{i} = has{i} ? {member.Coding.Reads} : default!;");
        }
        if (shape.Members.LastOrDefault() is { Setting: Setting.Optional })
        {
            // Who knew the last member knew all before it.
            using (writer.Block($"if (!has{shape.Members.Count - 1})"))
            {
                writer.Line($"var unset = {Made(shape, static (_, _) => null)};");
                writer.Line($"return {Made(shape, static (member, i) => $"has{i} ? member{i} : unset.{member.Name}")};");
            }
        }
        writer.Line($"return {Made(shape, static (_, i) => $"member{i}")};");
    }

    /// <param name="shape">The record.</param>
    /// <param name="optional">What an optional member, and its number, is set to; null to leave it.</param>
    static string Made(WireShape shape, Func<WireMember, int, string?> optional)
    {
        var members = shape.Members.Select(static (member, i) => (Member: member, Number: i)).ToList();
        var arguments = string.Join(", ", members.Where(static m => m.Member.Setting == Setting.Constructor).Select(static m => $"member{m.Number}"));
        if (shape.Made.Length == 0) return $"({arguments})";
        var set = members.Select(m => (m.Member.Name, Value: m.Member.Setting switch
        {
            Setting.Required => $"member{m.Number}",
            Setting.Optional => optional(m.Member, m.Number),
            _ => null,
        })).Where(static m => m.Value is not null).Select(static m => $"{m.Name} = {m.Value}");
        var initializer = string.Join(", ", set);
        return $"new {shape.Made}({arguments})" + (initializer.Length > 0 ? $" {{ {initializer} }}" : "");
    }
}
