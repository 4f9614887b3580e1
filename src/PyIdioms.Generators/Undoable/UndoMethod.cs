using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Undoable;

/// <summary>Finds the method that takes a call back, and what it gets.</summary>
static class UndoMethod
{
    /// <summary>Its name where the attribute does not say one.</summary>
    public static string DefaultName(IMethodSymbol method) => "Undo" + method.Name;

    /// <summary>The methods of a name, the type's own before those of its bases.</summary>
    public static IEnumerable<IMethodSymbol> Named(string name, IMethodSymbol method, Compilation compilation)
    {
        for (var type = method.ContainingType; type is not null; type = type.BaseType)
        {
            foreach (var member in type.GetMembers(name))
            {
                if (member is IMethodSymbol { MethodKind: MethodKind.Ordinary, PartialDefinitionPart: null } found && compilation.IsSymbolAccessibleWithin(found, method.ContainingType)) yield return found;
            }
        }
    }

    /// <summary>The call that takes one back; null, and why, where a method cannot.</summary>
    public static UndoCall? Bind(IMethodSymbol method, IMethodSymbol undo, ITypeSymbol? memento, bool isAsync, Compilation compilation, out string problem)
    {
        problem = "";
        if (SymbolEqualityComparer.Default.Equals(undo, method)) return No("it is the method itself", out problem);
        if (method.IsStatic && !undo.IsStatic) return No("it is not 'static'", out problem);
        if (undo.Arity != method.Arity) return No($"it has {undo.Arity} type parameters, not {method.Arity}", out problem);
        if (undo.Arity > 0) undo = undo.Construct([.. method.TypeParameters]);
        var isAwaited = MethodShape.IsTask(MethodShape.KindOf(undo).Kind);
        if (isAwaited && !isAsync) return No("it takes time, and the method does not: nobody would await it", out problem);
        var arguments = new List<string>();
        var isNamed = false;
        var isGiven = false;
        foreach (var parameter in undo.Parameters)
        {
            var source = method.Parameters.FirstOrDefault(p => p.Name == parameter.Name);
            string argument;
            if (parameter.RefKind is not (RefKind.None or RefKind.In)) return No($"'{parameter.Name}' is passed in another way", out problem);
            if (isAsync && MethodShape.IsToken(parameter.Type)) argument = UndoCall.Token;
            else if (source is not null && Converts(source.Type, parameter.Type)) argument = TypeName.Escape(source.Name);
            else if (source is null && !isGiven && memento is not null && Converts(memento, parameter.Type)) (argument, isGiven) = (UndoCall.Memento, true);
            else if (parameter.IsOptional || parameter.IsParams)
            {
                isNamed = true;
                continue;
            }
            else return No(source is null ? $"'{parameter.Name}' gets nothing: name it like a parameter of '{method.Name}', or let '{CoreMethod.NameFor(method)}' return it" : $"its '{parameter.Name}' cannot be '{Name(source.Type)}'", out problem);
            arguments.Add(isNamed ? $"{TypeName.Escape(parameter.Name)}: {argument}" : argument);
        }
        // A method that is a command itself would be recorded when it takes another back: its body is called.
        var name = undo.GetAttributes().Any(static a => a.AttributeClass.IsOurs(nameof(UndoableAttribute))) ? CoreMethod.NameFor(undo) : undo.Name;
        return new(TypeName.Escape(name) + (undo.Arity == 0 ? "" : $"<{string.Join(", ", undo.TypeArguments.Select(TypeName.Of))}>"), arguments.ToEquatableArray(), isAwaited);

        bool Converts(ITypeSymbol from, ITypeSymbol to) => compilation.ClassifyConversion(from, to) is { IsImplicit: true };
    }

    static UndoCall? No(string why, out string problem)
    {
        problem = why;
        return null;
    }

    static string Name(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
