using PyIdioms.Generators.Validation;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

// Guards: one condition in the method, and all that is about failures beside it.
sealed partial class MethodEmitter
{
    string ValuesOf(int k) => $"{decorated.Stem}Guard{k}Values";
    string ColdValuesOf(int k) => $"{decorated.Stem}Guard{k}Constraints";
    string InnerOf(int k) => $"{decorated.Stem}Inside{k}";
    string FindingsOf(int k) => decorated.Layers[k].Guard!.PublicName ?? $"{decorated.Stem}Guard{k}Findings";
    string ResultFindingsOf(int k) => $"{decorated.Stem}Guard{k}ResultFindings";

    /// <summary>A stream's items are nobody's until they are asked for, and a task of a method with stack-only parameters is not awaited here.</summary>
    bool ChecksResult(int k) => decorated.Layers[k].Guard!.Results.Count > 0 && HasResult;

    void CheckArguments(int k, Place place)
    {
        var guard = decorated.Layers[k].Guard!;
        if (guard.Arguments.Count == 0) return;
        var tests = guard.Arguments.Select(c => Check.Fill(c.Test, Value(method.Parameters[c.Parameter], place), ValuesOf(k), ColdValuesOf(k)));
        var receiver = method.IsStatic ? "" : This(place) + ".";
        var arguments = string.Join(", ", guard.Parameters.Select(p => Value(method.Parameters[p.Place], place)));
        writer.Line($"if (!({string.Join(" && ", tests)})) {Runtime}{guard.Item}.Throw({receiver}{FindingsOf(k)}{method.TypeArguments}({arguments}));");
    }

    void CheckResult(int k, string result)
    {
        var guard = decorated.Layers[k].Guard!;
        var name = $"{local}result{k}";
        writer.Line($"{(method.ReturnsRef ? method.Return : "var")} {name} = {result};");
        var tests = guard.Results.Select(c => Check.Fill(c.Test, name, ValuesOf(k), ColdValuesOf(k)));
        writer.Line($"if (!({string.Join(" && ", tests)})) {Runtime}{guard.Item}.Throw({ResultFindingsOf(k)}{method.TypeArguments}({name}));");
        writer.Line($"return {(method.ReturnsRef ? "ref " : "")}{name};");
    }

    /// <summary>A call of all that is inside a guard.</summary>
    string Inside(int k, Place place) => k + 1 == decorated.Layers.Count ? Core(place) : Inner(InnerOf(k), k + 1, place);

    /// <summary>A call of a method of its own for layer k and what is inside.</summary>
    string Inner(string name, int k, Place place)
    {
        var receiver = method.IsStatic ? "" : This(place) + ".";
        return $"{receiver}{name}{method.TypeArguments}({string.Join(", ", Arguments(k).Select(p => p.ArgumentPrefix + Value(p, place)))})";
    }

    /// <summary>What is inside a guard that waits for a result: a method of its own, where more layers follow.</summary>
    void WriteInside(int k)
    {
        if (k + 1 == decorated.Layers.Count || !ChecksResult(k) || method.Kind == ReturnKind.Stream || decorated.IsEager) return;
        WriteInner(InnerOf(k), k + 1);
    }

    void WriteInner(string name, int k)
    {
        var isAsync = Awaits(k);
        var modifiers = $"private {(method.IsStatic ? "static " : "")}{(method.IsReadOnly && !type.IsReadOnly ? "readonly " : "")}{(method.IsUnsafe ? "unsafe " : "")}{(isAsync ? "async " : "")}";
        var parameters = string.Join(", ", Arguments(k).Select(static p => $"{Strip(p.Prefix)}{p.Type} {p.Name}"));
        writer.Line().Line(Generated).Line(Hidden).Line(StepThrough);
        using (writer.Block($"{modifiers}{method.Return} {name}{method.TypeArguments}({parameters}){method.Constraints}")) Body(k, Place.Method, isAsync);
    }

    static string Strip(string prefix) => prefix.Replace("this ", "").Replace("params ", "");

    /// <summary>The static values, and the methods that say what is wrong.</summary>
    void WriteGuard(int k, Guard guard)
    {
        WriteValues(ValuesOf(k), guard.Statics.Where(static s => !s.IsCold).ToList());
        WriteValues(ColdValuesOf(k), guard.Statics.Where(static s => s.IsCold).ToList());
        var readOnly = method.IsReadOnly && !type.IsReadOnly ? "readonly " : "";
        var isUnsafe = method.IsUnsafe ? "unsafe " : "";
        if (guard.Arguments.Count > 0 || guard.PublicName is not null)
        {
            writer.Line();
            if (guard.PublicName is not null) writer.Line($"/// <summary>What in some arguments breaks the constraints of <c>{method.BareName}</c>, in the order of its parameters; empty when nothing does.</summary>");
            var head = $"{(guard.PublicName is null ? "private" : guard.Accessibility)} {(method.IsStatic ? "static " : readOnly)}{isUnsafe}";
            WriteFindings(k, guard, guard.Arguments, $"{head}{ListOf(guard)} {FindingsOf(k)}{method.TypeArguments}({string.Join(", ", guard.Parameters.Select(static p => p.Declaration))}){method.Constraints}");
        }
        if (!ChecksResult(k) || method.Kind == ReturnKind.Stream || decorated.IsEager) return;
        writer.Line();
        WriteFindings(k, guard, guard.Results, $"private static {isUnsafe}{ListOf(guard)} {ResultFindingsOf(k)}{method.TypeArguments}({(method.ReturnsRef ? method.Return.Replace("ref readonly ", "").Replace("ref ", "") : method.Result)} {local}result){method.Constraints}");
    }

    static string ListOf(Guard guard) => $"global::System.Collections.Generic.IReadOnlyList<{Runtime}{guard.Item}>";

    void WriteFindings(int k, Guard guard, EquatableArray<Check> checks, string head)
    {
        var found = local + "found";
        writer.Line(Generated);
        using (writer.Block(head))
        {
            writer.Line($"global::System.Collections.Generic.List<{Runtime}{guard.Item}>? {found} = null;");
            foreach (var check in checks)
            {
                var value = check.Parameter < 0 ? local + "result" : method.Parameters[check.Parameter].Name;
                writer.Line($"if (!({Check.Fill(check.Test, value, ValuesOf(k), ColdValuesOf(k))})) ({found} ??= new()).Add({Check.Fill(check.Finding, value, ColdValuesOf(k), ColdValuesOf(k))});");
            }
            writer.Line($"return ({ListOf(guard)}?){found} ?? global::System.Array.Empty<{Runtime}{guard.Item}>();");
        }
    }

    void WriteValues(string holder, List<StaticValue> values)
    {
        if (values.Count == 0) return;
        writer.Line().Line(Generated);
        using (writer.Block($"private static class {holder}"))
        {
            foreach (var value in values) writer.Line($"internal static readonly {value.Type} {value.Name} = {value.Creation};");
        }
    }
}
