using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Generators.Variadic;

/// <summary>The names of a declaration that come in numbers: <c>T1</c> and <c>T2</c>, <c>items1</c> and <c>items2</c>.</summary>
sealed class Families
{
    readonly Dictionary<string, int> first = new(StringComparer.Ordinal) { ["Item#"] = 1 };

    Families()
    {
    }

    public static Families Of(SyntaxNode declaration, int written)
    {
        var numbers = new Dictionary<string, SortedSet<int>>(StringComparer.Ordinal);
        foreach (var node in declaration.DescendantNodesAndSelf())
        {
            if (NameIn(node) is not { } name) continue;
            foreach (var (family, number, _) in Numbering.FamiliesOf(name))
            {
                if (!numbers.TryGetValue(family, out var known)) numbers[family] = known = [];
                known.Add(number);
            }
        }
        var families = new Families();
        foreach (var entry in numbers)
        {
            if (entry.Value.Min <= 1 && Enumerable.Range(entry.Value.Min, written).All(entry.Value.Contains)) families.first[entry.Key] = entry.Value.Min;
        }
        return families;
    }

    static string? NameIn(SyntaxNode node) => node switch
    {
        TypeParameterSyntax type => type.Identifier.ValueText,
        ParameterSyntax parameter => parameter.Identifier.ValueText,
        VariableDeclaratorSyntax variable => variable.Identifier.ValueText,
        SingleVariableDesignationSyntax variable => variable.Identifier.ValueText,
        ForEachStatementSyntax loop => loop.Identifier.ValueText,
        LocalFunctionStatementSyntax function => function.Identifier.ValueText,
        TupleElementSyntax { Identifier: var name } => name.ValueText,
        MethodDeclarationSyntax method => method.Identifier.ValueText,
        PropertyDeclarationSyntax property => property.Identifier.ValueText,
        EventDeclarationSyntax declared => declared.Identifier.ValueText,
        EnumMemberDeclarationSyntax member => member.Identifier.ValueText,
        BaseTypeDeclarationSyntax type => type.Identifier.ValueText,
        NameColonSyntax { Name.Identifier: var name, Parent.Parent: TupleExpressionSyntax } => name.ValueText,
        _ => null,
    };

    /// <summary>Whether a number of a name is its place in a list, and which: 0 for the first.</summary>
    public bool IsPlace(string family, int number, out int place)
    {
        place = first.TryGetValue(family, out var least) ? number - least : -1;
        return place >= 0;
    }
}
