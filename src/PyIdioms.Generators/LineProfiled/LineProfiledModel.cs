using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.LineProfiled;

/// <summary>A method that is measured line by line.</summary>
/// <param name="Type">The type around it.</param>
/// <param name="Signature">What tells it from others of its name.</param>
/// <param name="Name">Its name as people read it.</param>
/// <param name="Spaces">The file and the namespaces around the body, outermost first, with what they import: the twin says the same names.</param>
/// <param name="Core">The method with the body.</param>
/// <param name="Dispatcher">The name of what chooses between the body and its twin.</param>
/// <param name="Modifiers">What stands before the return type: <c>private static </c>.</param>
/// <param name="Parameters">The parameters as the body's declaration says them, in parentheses.</param>
/// <param name="Twin">The twin; null where there can be none, and the body runs as it is.</param>
/// <param name="IsUnscoped">Whether the result may point into a struct's <c>this</c>.</param>
public sealed record LineProfiledModel(
    TypeShape Type, string Signature, string Name, EquatableArray<ImportingSpace> Spaces, MethodShape Core, string Dispatcher, string Modifiers, string Parameters, LineTwin? Twin, bool IsUnscoped) : IModel
{
    /// <summary>What sets these files apart from those of other generators for the same type.</summary>
    public const string HintEnding = ".LineProfiled";

    public string HintName => Type.HintName + HintEnding + Signature;
}

/// <summary>A body with marks between its lines.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsAsync">Whether the body awaits.</param>
/// <param name="Attributes">The body's attributes.</param>
/// <param name="Body">Its text, from brace to brace, with marks.</param>
/// <param name="Timer">The local that measures a call.</param>
/// <param name="Site">The class that holds the sums.</param>
/// <param name="Lines">The lines of the body's declaration as they stand in the file.</param>
/// <param name="File">The file.</param>
/// <param name="Place">Which of the measured methods of the name in the file it is.</param>
/// <param name="Line">How many lines the declaration begins behind the attribute, or its line where it stands in another file.</param>
/// <param name="IsElsewhere">Whether it stands in another file than the attribute.</param>
public sealed record LineTwin(string Name, bool IsAsync, string Attributes, string Body, string Timer, string Site, EquatableArray<string> Lines, string File, int Place, int Line, bool IsElsewhere);
