using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.CodeFixes.Secrets;

/// <summary>Writes a number drawn from <c>System.Random</c> as one of the operating system's generator.</summary>
/// <param name="model">What is known of the document.</param>
/// <param name="root">The document.</param>
/// <param name="text">Its text.</param>
/// <param name="isRuntime">Whether <c>Secrets</c> draws, with Python's names.</param>
sealed class StrongRandom(SemanticModel model, SyntaxNode root, SourceText text, bool isRuntime)
{
    const string Generator = "RandomNumberGenerator";

    /// <summary>The edits for one call; null where the generator has nothing like it.</summary>
    public TextEdits? EditsOf(InvocationExpressionSyntax call, CancellationToken cancel)
    {
        if (model.Bind(call, cancel) is not IInvocationOperation { TargetMethod: var method } drawn || call.Expression is not MemberAccessExpressionSyntax { Name: var name }) return null;
        var edits = new TextEdits(text);
        if (isRuntime)
        {
            if (!Python(drawn, call, edits)) return null;
            edits.Import(root, model, call.SpanStart, "Secrets", "PyIdioms");
            return edits;
        }
        if (Framework(method, name, call) is not { } written) return null;
        edits.Import(root, model, call.SpanStart, Generator, "System.Security.Cryptography");
        return edits.With(call.Span, written);
    }

    static string? Framework(IMethodSymbol method, SimpleNameSyntax name, InvocationExpressionSyntax call) => method.Name switch
    {
        "Next" when method.Parameters.IsEmpty => $"{Generator}.GetInt32(int.MaxValue)",
        "Next" => $"{Generator}.GetInt32{Renamed(call, ("minValue", "fromInclusive"), ("maxValue", "toExclusive"))}",
        "NextInt64" when method.Parameters.IsEmpty => Wrapped($"BitConverter.ToInt64({Generator}.GetBytes(sizeof(long))) & long.MaxValue", call),
        "NextDouble" => Wrapped($"(BitConverter.ToUInt64({Generator}.GetBytes(sizeof(ulong))) >> 11) / (double)(1UL << 53)", call),
        "NextBytes" => $"{Generator}.Fill{Renamed(call, ("buffer", "data"))}",
        "GetItems" or "GetString" or "GetHexString" => $"{Generator}.{name}{call.ArgumentList}",
        _ => null,
    };

    /// <summary>The arguments of a call under the names that another method has for them.</summary>
    static string Renamed(InvocationExpressionSyntax call, params (string From, string To)[] names)
    {
        var written = call.ArgumentList.ToString();
        foreach (var colon in call.ArgumentList.Arguments.Select(a => a.NameColon).OfType<NameColonSyntax>().Reverse())
        {
            var at = colon.Name.SpanStart - call.ArgumentList.SpanStart;
            var (from, to) = Array.Find(names, n => n.From == colon.Name.Identifier.ValueText);
            if (from is not null) written = written.Substring(0, at) + to + written.Substring(at + colon.Name.Span.Length);
        }
        return written;
    }

    /// <summary>Parentheses where what stands around would bind tighter.</summary>
    static string Wrapped(string written, InvocationExpressionSyntax call) =>
        call.Parent is ArgumentSyntax or EqualsValueClauseSyntax or ArrowExpressionClauseSyntax or ReturnStatementSyntax or ParenthesizedExpressionSyntax or InterpolationSyntax || call.Parent is AssignmentExpressionSyntax assignment && assignment.Right == call ? written : $"({written})";

    bool Python(IInvocationOperation drawn, InvocationExpressionSyntax call, TextEdits edits)
    {
        var (method, arguments) = (drawn.TargetMethod, call.ArgumentList.Arguments);
        switch (method.Name)
        {
            case "Next" or "NextInt64" when arguments.Count == 0:
                edits.Replace(call.Span, $"Secrets.RandBelow({(method.Name == "Next" ? "int" : "long")}.MaxValue)");
                return true;
            case "Next" when arguments is [{ Expression: var limit }] && Chosen(call, limit) is var (element, items):
                edits.Replace(element.Span, $"Secrets.Choice({items})");
                return true;
            case "Next" or "NextInt64" when arguments is [{ Expression: var limit }]:
                edits.Replace(call.Span, $"Secrets.RandBelow({limit})");
                return true;
            case "Next" or "NextInt64" when arguments is [{ NameColon: null, Expression: var least }, { NameColon: null, Expression: var limit }]:
                if (Range(least, limit, method.Name == "NextInt64") is not { } range) return false;
                edits.Replace(call.Span, Wrapped(range, call));
                return true;
            case "NextBytes" when Declared(call) is var (creation, statement):
                edits.Replace(creation.Span, $"Secrets.TokenBytes({Size(creation)})");
                edits.Replace(edits.WholeLines(statement), "");
                return true;
            default:
                return false;
        }
    }

    /// <summary>Next(100_000, 1_000_000) is 100_000 and up to 899_999 more.</summary>
    string? Range(ExpressionSyntax least, ExpressionSyntax limit, bool isLong)
    {
        if (model.GetConstantValue(least) is { HasValue: true, Value: var from } && model.GetConstantValue(limit) is { HasValue: true, Value: var to } && Number(from) is { } first && Number(to) is { } last && last > first)
        {
            var count = (last - first).ToString(least.ToString().Contains('_') || limit.ToString().Contains('_') ? "#,0" : "0", System.Globalization.CultureInfo.InvariantCulture).Replace(',', '_');
            return $"{(from is char ? $"'{from}'" : least.ToString())} + Secrets.RandBelow({count}{(isLong ? "L" : "")})";
        }
        return null;
    }

    static long? Number(object? constant) => constant switch { int number => number, long number => number, char sign => sign, _ => null };

    /// <summary>signs[random.Next(signs.Length)]: one of the signs.</summary>
    (ExpressionSyntax Element, string Items)? Chosen(InvocationExpressionSyntax call, ExpressionSyntax limit)
    {
        if (call.Parent is not ArgumentSyntax { Parent: BracketedArgumentListSyntax { Arguments.Count: 1, Parent: ElementAccessExpressionSyntax element } }) return null;
        if (limit is not MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Count", Expression: var counted } || counted.ToString() != element.Expression.ToString()) return null;
        return model.GetTypeInfo(element.Expression).Type is { SpecialType: SpecialType.System_String } or IArrayTypeSymbol or INamedTypeSymbol { Name: "List" or "IReadOnlyList" or "ImmutableArray" or "ReadOnlySpan" } ? (element, element.Expression.ToString()) : null;
    }

    /// <summary>var key = new byte[32]; random.NextBytes(key): the array is made to be filled.</summary>
    static (ArrayCreationExpressionSyntax Creation, StatementSyntax Statement)? Declared(InvocationExpressionSyntax call)
    {
        if (call is not { Parent: ExpressionStatementSyntax { Parent: BlockSyntax block } statement, ArgumentList.Arguments: [{ Expression: IdentifierNameSyntax buffer }] }) return null;
        var before = block.Statements.IndexOf(statement) - 1;
        return before >= 0 && block.Statements[before] is LocalDeclarationStatementSyntax { Declaration.Variables: [{ Initializer.Value: ArrayCreationExpressionSyntax { Initializer: null } creation } variable] } && variable.Identifier.ValueText == buffer.Identifier.ValueText
            ? (creation, statement) : null;
    }

    static string Size(ArrayCreationExpressionSyntax creation) => creation.Type.RankSpecifiers[0].Sizes[0].ToString();
}
