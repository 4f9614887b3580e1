using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Generators.Decorators;
using PyIdioms.Kernel.Constraints;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Validation;

/// <summary>Reads what is checked of each parameter: its constraints, and for [EnforceTypes] its type first.</summary>
sealed class GuardReader(ConstraintCode code, List<StaticValue> statics, bool isValidated, DiagnosticDescriptor uncheckedRule, Report report)
{
    /// <summary>Whether there was a constraint, one that always holds too.</summary>
    public bool HasSeenConstraint { get; private set; }

    /// <summary>Says that what a method sets is not checked before it runs.</summary>
    public void Refuse(IParameterSymbol parameter)
    {
        foreach (var constraint in Constraint.Among(parameter.GetAttributes()))
        {
            HasSeenConstraint = true;
            report(uncheckedRule, constraint.Location, constraint.Name, parameter.Name, "the method sets it");
        }
    }

    public List<Check> ChecksOf(string name, ITypeSymbol type, ImmutableArray<AttributeData> attributes, int place)
    {
        var checks = isValidated ? [] : DeclaredType.ChecksOf(name, type, attributes, place);
        HasSeenConstraint |= checks.Count > 0;
        foreach (var constraint in Constraint.Among(attributes))
        {
            HasSeenConstraint = true;
            if (Read(name, type, constraint, place) is { } check) checks.Add(check);
        }
        return checks;
    }

    Check? Read(string name, ITypeSymbol type, Constraint constraint, int place)
    {
        var isOurs = constraint.Kind != ConstraintKind.Other;
        var test = isOurs ? code.TestOf(constraint, type) : null;
        if (test == "true") return null;
        if (AttributeCode.NamesFileLocalType(constraint.Data))
        {
            report(uncheckedRule, constraint.Location, constraint.Name, name, "the attribute exists in this file only; remove 'file'");
            return null;
        }
        var boxed = Boxed(type);
        if (test is null && boxed is null)
        {
            report(uncheckedRule, constraint.Location, constraint.Name, name, "the attribute takes a boxed value, and this one can only live on the stack");
            return null;
        }
        var attribute = Cold(TypeName.Of(constraint.Data.AttributeClass!), $"new {TypeName.Of(constraint.Data.AttributeClass!)}{AttributeCode.Of(constraint.Data)}");
        var (parameter, text) = (Quoted(name), Quoted(constraint.ToString()));
        string finding;
        if (isOurs)
        {
            test ??= $"global::PyIdioms.Violation.Holds({attribute.Replace(Check.Holder, ColdMark)}, {boxed})";
            finding = $"global::PyIdioms.Violation.Of({attribute}, {parameter}, {boxed ?? "null"})";
        }
        else
        {
            test = $"global::PyIdioms.Violation.Find({attribute.Replace(Check.Holder, ColdMark)}, {text}, {parameter}, {boxed}, null) is null";
            finding = $"global::PyIdioms.Violation.Find({attribute}, {text}, {parameter}, {boxed}, null)!";
        }
        if (isValidated) return new(place, test, finding);
        return new(place, test, $"new global::PyIdioms.TypeMismatch({parameter}, {parameter}, {text}, global::PyIdioms.TypeMismatch.Describe({boxed ?? "null"}))");
    }

    /// <summary>Stands before an attribute in a test: only what has no test of its own is asked for on the way to success.</summary>
    const string ColdMark = Check.ColdHolder;

    string Cold(string type, string creation)
    {
        var name = $"V{statics.Count}";
        statics.Add(new(type, name, creation, IsCold: true));
        return Check.Holder + name;
    }

    /// <summary>The value as an object; null where it can be none.</summary>
    public static string? Boxed(ITypeSymbol type) =>
        type is IPointerTypeSymbol or IFunctionPointerTypeSymbol ? null
        : !MethodShape.IsRefLike(type) ? Check.Value
        : ValueKind.Of(type).IsSpan ? Check.Value + ".ToString()"
        : null;

    static string Quoted(string text) => SymbolDisplay.FormatLiteral(text, quote: true);
}
