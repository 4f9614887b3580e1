using System.Diagnostics;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace PyIdioms;

/// <summary>Reads the frames of an exception, the oldest call first.</summary>
static class StackWalk
{
    /// <summary>The frames that people are to see; all of them where that would be none.</summary>
    public static IEnumerable<FrameSummary> Of(Exception exception)
    {
        var frames = new StackTrace(exception, fNeedFileInfo: true).GetFrames();
        Array.Reverse(frames);
        var shown = frames.Where(static f => !IsHidden(f)).ToArray();
        return (shown.Length == 0 ? frames : shown).Select(Summary);
    }

    static FrameSummary Summary(StackFrame frame)
    {
        var method = DiagnosticMethodInfo.Create(frame);
        return new(
            frame.GetFileName() ?? $"<{method?.DeclaringAssemblyName.Split(',')[0] ?? "unknown"}>", frame.GetFileLineNumber(),
            method is null ? "<unknown>" : NameOf(method.DeclaringTypeName ?? "", method.Name));
    }

    /// <summary>What was written, where the compiler made a type or method of it: <c>&lt;M&gt;d__5.MoveNext</c>, <c>&lt;M&gt;b__0</c>, <c>&lt;M&gt;g__Local|0_1</c>.</summary>
    static string NameOf(string type, string method)
    {
        var parts = type.Split('+').Select(static p => p.Split('`')[0]).ToList();
        if (method == "MoveNext" && parts[^1] is ['<', .. var machine] && machine.IndexOf('>', StringComparison.Ordinal) is > 0 and var end)
        {
            method = parts[^1];
            parts.RemoveAt(parts.Count - 1);
            if (!method.Contains("g__", StringComparison.Ordinal) && !method.Contains("b__", StringComparison.Ordinal)) method = machine[..end];
        }
        parts.RemoveAll(static p => p.StartsWith("<>", StringComparison.Ordinal));
        if (method.IndexOf("g__", StringComparison.Ordinal) is >= 0 and var local && method.StartsWith('<')) method = method[(local + 3)..].Split('|')[0];
        else if (method.StartsWith('<') && method.Contains("b__", StringComparison.Ordinal)) method = "<lambda>";
        return string.Join('.', parts.Append(method));
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Where the method or its attributes have been trimmed away, the frame shows.")]
    static bool IsHidden(StackFrame frame)
    {
        for (MemberInfo? member = frame.GetMethod(); member is not null; member = member.DeclaringType)
        {
            if (member.IsDefined(typeof(TracebackHideAttribute), inherit: false) || member.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false)) return true;
            // The attribute stands on the property and on the async method, the code in their accessor and state machine.
            if (member is MethodInfo { IsSpecialName: true, DeclaringType: { } owner } && PropertyOf(owner, member.Name)?.IsDefined(typeof(TracebackHideAttribute), inherit: false) == true) return true;
            if (member is Type { DeclaringType: { } outer, Name: ['<', ..] } machine && MethodOf(outer, machine) is { } method && (method.IsDefined(typeof(TracebackHideAttribute), inherit: false) || method.IsDefined(typeof(StackTraceHiddenAttribute), inherit: false))) return true;
        }
        return false;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Where the property has been trimmed away, the frame shows.")]
    static PropertyInfo? PropertyOf(Type type, string accessor) => accessor.IndexOf('_', StringComparison.Ordinal) is > 0 and var name
        ? Array.Find(type.GetProperties(Everything), p => p.Name == accessor[(name + 1)..]) : null;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Where the method has been trimmed away, the frame shows.")]
    static MethodInfo? MethodOf(Type type, Type machine) => Array.Find(type.GetMethods(Everything), m => m.GetCustomAttribute<StateMachineAttribute>()?.StateMachineType is { } own
        && (own == machine || machine.IsGenericType && own == machine.GetGenericTypeDefinition()));

    const BindingFlags Everything = BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance | BindingFlags.Static | BindingFlags.DeclaredOnly;
}
