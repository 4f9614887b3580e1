using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;

namespace PyIdioms.Generators.SafeEval;

/// <summary>Writes the language of a class, and the methods that use it.</summary>
static class SafeEvalEmitter
{
    const string Runtime = "global::PyIdioms.";
    const string Parameters = "(string expression, " + Runtime + "Budget? budget = null)";

    public static void Write(CodeWriter writer, SafeEvalModel model)
    {
        var (self, value) = (model.Type.FullName, model.IsNumeric ? "double" : "object?");
        // Obsolete members: what could be said about this file is said at the declarations that it uses.
        writer.Line("#pragma warning disable").Line();
        using var part = writer.Open(model.Type);
        Document(writer, "Evaluates an expression.", "what reading it and evaluating it may each cost").Line(Generated);
        writer.Line($"public {value} Evaluate{Parameters} => OfSafeEval.Language.Compile(expression, budget).Evaluate(this);").Line();
        if (!model.IsNumeric)
        {
            writer.Line("/// <summary>Evaluates an expression to a value of a type.</summary>").Line("/// <typeparam name=\"TValue\">The type: a number, <c>bool</c> or <c>string</c>.</typeparam>");
            writer.Line("/// <param name=\"expression\">The expression.</param>").Line("/// <param name=\"budget\">What it may cost; null for the default.</param>");
            writer.Line("/// <exception cref=\"global::PyIdioms.SafeEvalException\">It has no value, one of another type, or is not within the budget.</exception>").Line(Generated);
            writer.Line($"public TValue Evaluate<TValue>{Parameters} => {Runtime}SafeValues.To<TValue>(this.Evaluate(expression, budget), expression);").Line();
        }
        Document(writer, "Reads an expression, to be evaluated any number of times.", "what reading it and each evaluation may cost").Line(Generated);
        writer.Line($"public static {Runtime}SafeExpression<{self}, {value}> Compile{Parameters} => OfSafeEval.Language.Compile(expression, budget);").Line();
        // A class of its own: made when it is first used, whatever the order of the user's own static fields.
        writer.Line(Generated);
        using (writer.Block("private static class OfSafeEval")) WriteLanguage(writer, model, self);
    }

    static CodeWriter Document(CodeWriter writer, string summary, string cost) => writer
        .Line($"/// <summary>{summary}</summary>")
        .Line("/// <param name=\"expression\">The expression.</param>")
        .Line($"/// <param name=\"budget\">{char.ToUpperInvariant(cost[0])}{cost.Substring(1)}; null for the default.</param>")
        .Line("/// <exception cref=\"global::PyIdioms.SafeEvalException\">It is no expression, has no value, or is not within the budget.</exception>");

    static void WriteLanguage(CodeWriter writer, SafeEvalModel model, string self)
    {
        var (kind, value) = model.IsNumeric ? ("Numeric", "double") : ("Dynamic", "object?");
        writer.Line($"internal static readonly {Runtime}{kind}Language<{self}> Language = new {Runtime}{kind}Language<{self}>(");
        using var indented = writer.Indent();
        writer.Line($"({Runtime}SafeBuiltins){model.Builtins},");
        writer.Line($"new (string Name, global::System.Func<{self}, {value}> Read)[]").Line("{");
        foreach (var variable in model.Variables) writer.Line($"    (\"{variable.Name}\", static self => {(variable.IsStatic ? self : "self")}.{variable.Member}),");
        writer.Line("},");
        writer.Line($"new (string Name, int Least, int Most, {Runtime}{kind}Call<{self}> Call)[]").Line("{");
        foreach (var function in model.Functions)
        {
            var least = function.Parameters.Count(static p => p.Default is null && p.Shape != SafeShape.Rest);
            var most = function.Parameters.Any(static p => p.Shape == SafeShape.Rest) ? "int.MaxValue" : $"{function.Parameters.Count}";
            var arguments = string.Join(", ", function.Parameters.Select((p, i) => Argument(p, i, model.IsNumeric)));
            writer.Line($"    (\"{function.Name}\", {least}, {most}, static (self, arguments) => {(function.IsStatic ? self : "self")}.{function.Member}({arguments})),");
        }
        writer.Line("});");
    }

    static string Argument(SafeParameter parameter, int index, bool isNumeric)
    {
        var one = (parameter.Shape, isNumeric) switch
        {
            (SafeShape.Rest, true) => $"arguments.Slice({index}){(parameter.IsSpan ? "" : ".ToArray()")}",
            (_, true) => $"arguments[{index}]",
            (var shape, _) => $"arguments.{(shape == SafeShape.Value ? "Get" : shape.ToString())}<{parameter.Type}>({index})",
        };
        return parameter.Default is null || parameter.Shape == SafeShape.Rest ? one : $"arguments.{(isNumeric ? "Length" : "Count")} > {index} ? {one} : {parameter.Default}";
    }
}
