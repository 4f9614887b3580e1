using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.LineProfiled;

/// <summary>Reads a [LineProfiled]. What it demands of a decorated method is told by the decorators' rules.</summary>
static class LineProfiledParser
{
    public static LineProfiledModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol { IsPartialDefinition: true } method || PartialMembers.IsHalfTyped(method) || PartialMembers.RefusedKind(method) is not null || PartialMembers.WholeOne(method.ContainingType) is not null) return null;
        if (LineDispatch.NameFor(method) is not { } dispatcher || LineDispatch.CoreOf(method) is not { } core) return null;
        if (core.DeclaringSyntaxReferences is not [var reference, ..] || reference.GetSyntax(cancel) is not MethodDeclarationSyntax declaration) return null;

        LineTwin? twin = null;
        if (ProblemOf(core, declaration) is { } problem) report(LineProfiledRules.NoTwin, PartialMembers.PlaceOf(attribute), method.Name, problem);
        else if (!declaration.ContainsDiagnostics && compilation.GetSemanticModel(declaration.SyntaxTree) is var model)
        {
            if (TwinBody.Of(declaration, core, model, SiteOf(method), FileOf(declaration, compilation), cancel, out problem) is { } body) twin = TwinOf(method, core, declaration, body, attribute, model, cancel);
            else report(LineProfiledRules.NoTwin, PartialMembers.PlaceOf(attribute), method.Name, problem);
        }

        var shape = MethodShape.Of(core);
        return new(
            TypeShape.Of(method.ContainingType), PartialMembers.HintOf(method), method.Name, ImportingSpace.Around(declaration), shape, TypeName.Escape(dispatcher), ModifiersOf(core, declaration, shape),
            SourceText(declaration.ParameterList), twin, core.GetAttributes().Any(static a => a.AttributeClass?.Name == "UnscopedRefAttribute"));
    }

    static string? ProblemOf(IMethodSymbol core, MethodDeclarationSyntax declaration)
    {
        if (core.IsAbstract) return $"'{core.Name}' is abstract";
        if (core.IsPartialDefinition || core.IsExtern || declaration is { Body: null, ExpressionBody: null }) return $"'{core.Name}' has no body of its own here";
        if ((core.IsVirtual || core.IsOverride) && !core.IsSealed && !core.ContainingType.IsSealed) return $"'{core.Name}' can be overridden, and a twin would run in place of the override";
        return core.IsVararg ? $"'{core.Name}' has an __arglist" : null;
    }

    static LineTwin TwinOf(IMethodSymbol method, IMethodSymbol core, MethodDeclarationSyntax declaration, string body, AttributeData attribute, SemanticModel model, CancellationToken cancel)
    {
        var tree = declaration.SyntaxTree;
        var span = tree.GetLineSpan(TwinBody.SpanOf(declaration), cancel);
        var text = tree.GetText(cancel);
        var lines = Enumerable.Range(span.StartLinePosition.Line, span.EndLinePosition.Line - span.StartLinePosition.Line + 1).Select(line => text.Lines[line].ToString().TrimEnd());
        var place = attribute.ApplicationSyntaxReference!;
        var isElsewhere = place.SyntaxTree != tree;
        var line = attribute.ConstructorArguments is [_, { Value: int its }] ? its : tree.GetLineSpan(place.Span, cancel).StartLinePosition.Line + 1;
        var file = FileOf(declaration, model.Compilation);
        return new(
            LineDispatch.TwinOf(method), core.IsAsync, AttributesOf(declaration, model, cancel), body, TwinBody.TimerIn(declaration), SiteOf(method),
            lines.ToEquatableArray(), file, PlaceOf(method, place), isElsewhere ? span.StartLinePosition.Line + 1 : span.StartLinePosition.Line + 1 - line, isElsewhere);
    }

    /// <summary>The file as [CallerFilePath] says it: builds may map paths.</summary>
    static string FileOf(MethodDeclarationSyntax declaration, Compilation compilation) =>
        compilation.Options.SourceReferenceResolver?.NormalizePath(declaration.SyntaxTree.FilePath, baseFilePath: null) ?? declaration.SyntaxTree.FilePath;

    /// <summary>How many measured methods of the name stand before it in its file.</summary>
    static int PlaceOf(IMethodSymbol method, SyntaxReference mark) => method.ContainingType.GetMembers(method.Name)
        .SelectMany(static member => member.GetAttributes()).Where(static a => LineDispatch.IsMark(a.AttributeClass))
        .Count(a => a.ApplicationSyntaxReference is { } other && other.SyntaxTree == mark.SyntaxTree && other.Span.Start < mark.Span.Start);

    /// <summary>Overloads have the same twin's name, and sites of their own.</summary>
    static string SiteOf(IMethodSymbol method) => LineDispatch.TwinOf(method) + "Site" + PartialMembers.HintOf(method).Split('.').Last();

    static string ModifiersOf(IMethodSymbol core, MethodDeclarationSyntax declaration, MethodShape shape)
    {
        var modifiers = "private ";
        foreach (var modifier in declaration.Modifiers)
        {
            if (modifier.Kind() is SyntaxKind.StaticKeyword or SyntaxKind.ReadOnlyKeyword or SyntaxKind.UnsafeKeyword) modifiers += modifier.Text + " ";
        }
        // Another part of an unsafe type is not unsafe by itself.
        var isInUnsafe = declaration.Ancestors().OfType<TypeDeclarationSyntax>().Any(static type => type.Modifiers.Any(SyntaxKind.UnsafeKeyword));
        var mayBeUnsafe = !core.IsAsync && !declaration.DescendantNodes().Any(static n => n is YieldStatementSyntax);
        return !declaration.Modifiers.Any(SyntaxKind.UnsafeKeyword) && (shape.IsUnsafe || isInUnsafe && mayBeUnsafe) ? modifiers + "unsafe " : modifiers;
    }

    /// <summary>What the compiler does with a body may depend on its attributes; some would make another method of the twin.</summary>
    static string AttributesOf(MethodDeclarationSyntax declaration, SemanticModel model, CancellationToken cancel)
    {
        var text = "";
        foreach (var list in declaration.AttributeLists)
        {
            foreach (var attribute in list.Attributes)
            {
                var type = model.GetTypeInfo(attribute, cancel).Type;
                if (type?.Name is null or nameof(ObsoleteAttribute) or "ConditionalAttribute" or "ModuleInitializerAttribute" or "UnmanagedCallersOnlyAttribute" || type.TypeKind == TypeKind.Error
                    || type.IsOurs() || type.IsFileLocal()) continue;
                text += $"[{(list.Target is { } target ? target.Identifier.Text + ": " : "")}{SourceText(attribute)}] ";
            }
        }
        return text.TrimEnd();
    }

    /// <summary>The text of a node in one line, without comments and directives.</summary>
    static string SourceText(SyntaxNode node) => TokenText.Of(node);

    static bool IsFileLocal(this ITypeSymbol type) => type is INamedTypeSymbol { IsFileLocal: true };
}
