using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Njit;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Ufunc;

/// <summary>Reads a [Ufunc].</summary>
static class UfuncParser
{
    public static UfuncModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol method || PartialMembers.IsHalfTyped(method)) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (method.DeclaringSyntaxReferences is not [var reference, ..] || reference.GetSyntax(cancel) is not MethodDeclarationSyntax declaration || RefusedShape(method) is not null)
        {
            report(UfuncRules.Unsupported, place, RefusedShape(method) ?? "this");
            return null;
        }
        if (!method.IsStatic)
        {
            report(UfuncRules.NotStatic, place, method.Name);
            return null;
        }
        if (NoNumber(method) is var (at, problem))
        {
            report(UfuncRules.NoNumbers, at, problem);
            return null;
        }
        if (PartialMembers.WholeOne(method.ContainingType) is { } whole)
        {
            report(UfuncRules.TypeNotPartial, place, whole.Name);
            return null;
        }
        var sources = method.Parameters.Select(static p => TypeName.Of(p.Type)).ToList();
        // Declared twice, which the compiler says.
        if (method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().Any(m => !SymbolEqualityComparer.Default.Equals(m, method) && HasParameters(m, sources))) return null;
        var result = TypeName.Of(method.ReturnType);
        var hasTensors = KnownTypes.Of(compilation).Find("PyIdioms.TensorOperand`1") is not null;
        if (Clash(method, UfuncOverloads.Of(sources, result, hasTensors)) is { } own)
        {
            report(UfuncRules.Overloaded, own.Locations[0], method.Name, $"({string.Join(", ", own.Parameters.Select(static p => p.Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)))})");
            return null;
        }
        var names = new FreshNames(declaration);
        var spans = method.Parameters.Select(static p => TypeName.Escape(p.Name)).ToList();
        var destination = method.Parameters.Any(static p => p.Name == "destination") ? names.Next("destination") : "destination";
        var counter = names.Next("i");
        var options = NjitOptions.Of(attribute);
        string? reason = null;
        UfuncLoop[] kinds = [new(null, null), .. Enumerable.Range(0, spans.Count == 1 ? 0 : spans.Count).Select(static i => new UfuncLoop(i, null))];
        var loops = kinds.Select(loop => loop with { Vectors = Vectors(loop) }).ToEquatableArray();
        return new(
            TypeShape.Of(method.ContainingType), PartialMembers.HintOf(method), TypeName.Escape(method.Name), ModifiersOf(declaration),
            method.Parameters.Select((p, i) => new UfuncSource(spans[i], sources[i], names.Next(p.Name))).ToEquatableArray(),
            result, destination, loops, counter, reason, hasTensors);

        string? Vectors(UfuncLoop loop)
        {
            if (declaration.ContainsDiagnostics) return null;
            try
            {
                var read = LoopReader.Read(method, declaration, spans, loop.IsSpan, destination, counter, compilation, names, cancel);
                return VectorLoop.Write(LanePlan.Of(read, options.IsFast, mayWander: true, names), names);
            }
            catch (NotVector refused)
            {
                if (loop.One is not null) return null;
                reason = refused.Message;
                report(options.IsRequired ? UfuncRules.NotVectorized : UfuncRules.StaysScalar, PlaceOf(refused.At, declaration), method.Name, reason);
                return null;
            }
        }
    }

    /// <summary>What of the function keeps it scalar, or its name where that stands elsewhere.</summary>
    static Location PlaceOf(SyntaxNode at, MethodDeclarationSyntax declaration) =>
        at == declaration || at.SyntaxTree != declaration.SyntaxTree || !declaration.Span.Contains(at.Span) ? declaration.Identifier.GetLocation()
        : at is StatementSyntax ? at.GetFirstToken().GetLocation() : at.GetLocation();

    static string? RefusedShape(IMethodSymbol method) => PartialMembers.RefusedKind(method) is { } kind ? kind
        : method.IsGenericMethod ? "a generic method; write one for each type of number"
        : method.IsAbstract ? "an abstract method; it computes nothing"
        : null;

    /// <summary>What of a function is no number, and where.</summary>
    static (Location? At, string Problem)? NoNumber(IMethodSymbol method)
    {
        if (method.Parameters.IsEmpty) return (method.Locations[0], $"'{method.Name}' takes none");
        foreach (var parameter in method.Parameters)
        {
            if (parameter.RefKind != RefKind.None) return (parameter.Locations[0], $"'{parameter.Name}' is passed by reference");
            if (!IsNumber(parameter.Type)) return (parameter.Locations[0], $"'{parameter.Name}' is a '{Shown(parameter.Type)}'");
        }
        return method.ReturnsVoid ? (method.Locations[0], $"'{method.Name}' gives none")
            : method.RefKind != RefKind.None ? (method.Locations[0], $"'{method.Name}' gives a reference")
            : !IsNumber(method.ReturnType) ? (method.Locations[0], $"'{method.Name}' gives a '{Shown(method.ReturnType)}'") : null;
    }

    /// <summary>Whether a type is one of numbers that lie in arrays as they are, as characters do, or bool.</summary>
    static bool IsNumber(ITypeSymbol type) => type.SpecialType == SpecialType.System_Boolean
        || type is { IsUnmanagedType: true, TypeKind: TypeKind.Struct } && type.AllInterfaces.Any(static i => i is { Name: "INumberBase", ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } });

    static string Shown(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    /// <summary>A method of the user's that an overload would repeat.</summary>
    static IMethodSymbol? Clash(IMethodSymbol method, IEnumerable<IReadOnlyList<string>> overloads) => method.ContainingType.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(other =>
        !PartialMembers.IsGenerated(other, UfuncModel.HintEnding) && overloads.Any(o => HasParameters(other, o)));

    static bool HasParameters(IMethodSymbol method, IReadOnlyList<string> types) => method.Arity == 0 && types.SequenceEqual(method.Parameters.Select(static p => TypeName.Of(p.Type).TrimEnd('?')));

    /// <summary>Who may call it; without a word, who may call any member without one.</summary>
    static string ModifiersOf(MethodDeclarationSyntax declaration) =>
        string.Concat(declaration.Modifiers.Where(static m => m.Kind() is SyntaxKind.PublicKeyword or SyntaxKind.InternalKeyword or SyntaxKind.ProtectedKeyword or SyntaxKind.PrivateKeyword).Select(static m => m.Text + " ")) + "static ";
}
