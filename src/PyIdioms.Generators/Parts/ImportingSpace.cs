using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Parts;

/// <summary>A namespace and what it imports.</summary>
/// <param name="Name">Its name; empty for the file itself.</param>
/// <param name="Imports">Its extern aliases and using directives.</param>
public sealed record ImportingSpace(string Name, EquatableArray<string> Imports)
{
    /// <summary>The file and the namespaces around a declaration, outermost first: within them its text says the same names.</summary>
    public static EquatableArray<ImportingSpace> Around(SyntaxNode declaration)
    {
        var unit = declaration.SyntaxTree.GetCompilationUnitRoot();
        var spaces = new List<ImportingSpace> { new("", ImportsOf(unit.Externs, unit.Usings)) };
        foreach (var space in declaration.Ancestors().OfType<BaseNamespaceDeclarationSyntax>().Reverse()) spaces.Add(new(TokenText.Of(space.Name), ImportsOf(space.Externs, space.Usings)));
        return spaces.ToEquatableArray();
    }

    static EquatableArray<string> ImportsOf(SyntaxList<ExternAliasDirectiveSyntax> externs, SyntaxList<UsingDirectiveSyntax> usings) =>
        externs.Select(TokenText.Of).Concat(usings.Where(static u => u.GlobalKeyword.IsKind(SyntaxKind.None)).Select(TokenText.Of)).ToEquatableArray();
}

/// <summary>Opens what stands around a body that is said again in the user's words.</summary>
static class ImportingSpaces
{
    /// <summary>Opens namespaces and types without indenting: white space in the user's text is the user's. Returns how many braces are open.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="spaces">The file and the namespaces.</param>
    /// <param name="type">The type.</param>
    /// <param name="ofAssembly">What is said about the assembly: it stands behind the file's imports.</param>
    public static int OpenFlat(this CodeWriter writer, EquatableArray<ImportingSpace> spaces, TypeShape type, string? ofAssembly = null)
    {
        var open = 0;
        foreach (var space in spaces)
        {
            if (space.Name.Length > 0) Open($"namespace {space.Name}");
            foreach (var import in space.Imports) writer.Line(import);
            if (space.Name.Length == 0 && ofAssembly is not null) writer.Line(ofAssembly);
        }
        foreach (var header in type.Headers) Open(header);
        return open;

        void Open(string header)
        {
            writer.Line(header).Line("{");
            open++;
        }
    }
}
