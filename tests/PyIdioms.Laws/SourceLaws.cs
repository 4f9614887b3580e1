using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.TestKit;

namespace PyIdioms.Laws;

/// <summary>What holds for every source file.</summary>
public static partial class SourceLaws
{
    const int LongestFile = 400;

    static readonly string[] EverySource = ["src", "tests", "samples"];

    public static IEnumerable<string> NamesAreNounsWithAQuestion(House house) =>
        from file in Sources(house, EverySource)
        from type in Types(file.Text)
        where Vague().IsMatch(type.Identifier.Text)
        select $"{file.Path}: {type.Identifier.Text}";

    public static IEnumerable<string> FilesAndFoldersAreNounsToo(House house) =>
        from file in Sources(house, EverySource)
        where file.Path.Split('/').Any(part => Vague().IsMatch(part.Split('.')[0]) || part is "Extensions" or "Common" or "Misc")
        select file.Path;

    public static IEnumerable<string> NoTestIsSkipped(House house) =>
        from file in Sources(house, ["tests"])
        from attribute in CSharpSyntaxTree.ParseText(file.Text, Workbench.Language).GetRoot().DescendantNodes().OfType<AttributeSyntax>()
        where attribute.ArgumentList?.Arguments.Any(argument => argument.NameEquals?.Name.Identifier.Text.StartsWith("Skip", StringComparison.Ordinal) == true) == true
        select $"{file.Path}: {attribute}";

    /// <summary>One part of a partial type speaks for all.</summary>
    public static IEnumerable<string> PublicTypesAreSummarised(House house) =>
        from file in Sources(house, ["src"])
        from type in Types(file.Text)
        group (file.Path, type) by (Path.GetDirectoryName(file.Path), type.Identifier.Text) into parts
        where parts.Any(part => part.type.Modifiers.Any(SyntaxKind.PublicKeyword)) && !parts.Any(part => IsSummarised(part.type))
        select $"{parts.First().Path}: {parts.Key.Text} has no summary";

    public static IEnumerable<string> FilesAreShort(House house) =>
        from file in Sources(house, EverySource)
        let lines = file.Text.Count(character => character == '\n')
        where lines > LongestFile
        select $"{file.Path} has {lines} lines, the most is {LongestFile}";

    /// <summary>One rule that is registered for operations or blocks has the whole program bound, and one for symbol starts all parts of a class at every keystroke.</summary>
    public static IEnumerable<string> RulesOnlyWatch(House house) =>
        from file in Sources(house, ["src/PyIdioms.Analyzers"])
        from match in Registered().Matches(file.Text)
        select $"{file.Path}: {match.Value}, use Watch";

    /// <summary>The compiler itself fails on some half-typed code, and only <c>Bind</c> is ready for it.</summary>
    public static IEnumerable<string> CodeIsBoundInOnePlace(House house) =>
        from file in Sources(house, ["src"])
        where file.Text.Contains(".GetOperation(", StringComparison.Ordinal) && file.Path != "src/PyIdioms.Kernel/Flow/Binding.cs"
        select $"{file.Path}: GetOperation, use Bind";

    static bool IsSummarised(BaseTypeDeclarationSyntax type) => type.GetLeadingTrivia()
        .Select(trivia => trivia.GetStructure()).OfType<DocumentationCommentTriviaSyntax>().Select(comment => comment.ToString())
        .Any(text => text.Contains("<summary>", StringComparison.Ordinal) || text.Contains("<inheritdoc", StringComparison.Ordinal));

    static IEnumerable<(string Path, string Text)> Sources(House house, string[] folders) =>
        folders.SelectMany(folder => house.Files(folder, ".cs")).Select(path => (path, house.Read(path)));

    static IEnumerable<BaseTypeDeclarationSyntax> Types(string text) =>
        CSharpSyntaxTree.ParseText(text, Workbench.Language).GetRoot().DescendantNodes().OfType<BaseTypeDeclarationSyntax>();

    [GeneratedRegex("(Helper|Util|Utils|Utility|Utilities|Manager|Helpers|Managers)$")]
    private static partial Regex Vague();

    [GeneratedRegex("Register(Operation|OperationBlock|OperationBlockStart|CodeBlock|CodeBlockStart|SymbolStart)Action")]
    private static partial Regex Registered();
}
