using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What a condition tells of paths: that one lies in a folder.</summary>
static class Paths
{
    public static void Assume(Scene scene, ref Memory memory, IOperation condition, bool holds)
    {
        if (condition is IInvocationOperation call) AssumeCall(scene, ref memory, call, holds);
        else if (condition is IBinaryOperation binary) AssumeComparison(scene, ref memory, binary, holds);
    }

    static void AssumeCall(Scene scene, ref Memory memory, IInvocationOperation call, bool holds)
    {
        if (call.TargetMethod is not { Name: "StartsWith" or "IsPathRooted" or "IsPathFullyQualified" or "Contains" }) return;
        if (call is { TargetMethod: { Name: "StartsWith", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } text, Arguments: [var prefix, ..] })
        {
            if (holds && EndsWithSeparator(scene.Settle(Guards.Plain(scene, memory, prefix.Value)))) Confine(scene, ref memory, text, mustBeFull: true);
            else if (!holds && Guards.Plain(scene, memory, prefix.Value).TryGetConstant(out var up) && Value.TextOf(up).StartsWith("..", StringComparison.Ordinal) && Related(scene, text) is { } path) Confine(scene, ref memory, path, mustBeFull: false);
        }
        else if (!holds && call is { TargetMethod: { Name: "Contains", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } relative, Arguments: [var part, ..] }
            && Guards.Plain(scene, memory, part.Value).TryGetConstant(out var dots) && dots is ".." && Related(scene, relative) is { } within)
        {
            Confine(scene, ref memory, within, mustBeFull: false);
        }
    }

    /// <summary>name.IndexOfAny(Path.GetInvalidFileNameChars()) is negative; Path.GetFileName(name) is the name.</summary>
    static void AssumeComparison(Scene scene, ref Memory memory, IBinaryOperation comparison, bool holds)
    {
        if (comparison.LeftOperand.Unwrap() is IInvocationOperation { TargetMethod: { Name: "IndexOfAny", ContainingType.SpecialType: SpecialType.System_String }, Instance: { } name, Arguments: [var characters, ..] }
            && Source(scene, characters.Value) is IInvocationOperation { TargetMethod.Name: "GetInvalidFileNameChars" } && comparison.RightOperand.ConstantValue is { HasValue: true, Value: int bound })
        {
            var isClean = (comparison.OperatorKind, bound) switch
            {
                (BinaryOperatorKind.GreaterThanOrEqual, 0) or (BinaryOperatorKind.GreaterThan, -1) or (BinaryOperatorKind.NotEquals, -1) => !holds,
                (BinaryOperatorKind.LessThan, 0) or (BinaryOperatorKind.Equals, -1) => holds,
                _ => false,
            };
            if (isClean) Confine(scene, ref memory, name, mustBeFull: false);
            return;
        }
        if (comparison.OperatorKind is not (BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals) || holds != (comparison.OperatorKind == BinaryOperatorKind.Equals)) return;
        foreach (var (made, other) in new[] { (comparison.LeftOperand, comparison.RightOperand), (comparison.RightOperand, comparison.LeftOperand) })
        {
            if (Source(scene, made) is IInvocationOperation { TargetMethod: { Name: "GetFileName", ContainingType.Name: "Path" } }) Confine(scene, ref memory, other, mustBeFull: false);
        }
    }

    static bool EndsWithSeparator(Value prefix) => prefix.Shape is [.., '/' or '\\'] || prefix.Shape.Length == 0 && prefix.Origins.Length > 0 && prefix.Origins[prefix.Origins.Length - 1].After is { Length: 0 };

    /// <summary>The path that a relative one was made of, by <c>Path.GetRelativePath(root, path)</c>.</summary>
    static IOperation? Related(Scene scene, IOperation relative) =>
        Source(scene, relative) is IInvocationOperation { TargetMethod: { Name: "GetRelativePath", ContainingType.Name: "Path" }, Arguments: [_, var path] } ? path.Value : null;

    static IOperation Source(Scene scene, IOperation operation)
    {
        operation = scene.Captures.Resolve(operation).Unwrap();
        return operation is ILocalReferenceOperation local && scene.AssignedOnce(local.Local) is { } value ? value.Unwrap() : operation;
    }

    static void Confine(Scene scene, ref Memory memory, IOperation path, bool mustBeFull)
    {
        var value = Guards.Plain(scene, memory, path);
        if (mustBeFull && value.Origins.Any(o => o.Level == Level.Unknown && o.Path == PathState.Any && o.Kind != OriginKind.Other)) return;
        Guards.Narrow(scene, ref memory, path, value.Map(Confined));
        if (Source(scene, path) is IInvocationOperation { TargetMethod: { Name: "GetFullPath", ContainingType.Name: "Path" }, Arguments: [var given, ..] })
            Guards.Narrow(scene, ref memory, given.Value, Guards.Plain(scene, memory, given.Value).Map(Confined));
    }

    static Origin Confined(Origin origin) => origin with { Path = PathState.Confined };
}
