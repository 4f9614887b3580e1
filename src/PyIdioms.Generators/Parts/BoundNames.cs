using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Parts;

/// <summary>What means something else in another file: types of one file, and where a caller says that it is.</summary>
static class BoundNames
{
    /// <summary>Why a body cannot be said in another file; null for most.</summary>
    public static string? ProblemOf(SyntaxNode body, SemanticModel model, CancellationToken cancel)
    {
        foreach (var name in body.DescendantNodesAndSelf().OfType<SimpleNameSyntax>())
        {
            if (FileLocalIn(model.GetSymbolInfo(name, cancel).Symbol) is { } local) return $"it names '{local.Name}', which exists in its file only";
        }
        return body.DescendantTokens().Any(static token => token.IsKind(SyntaxKind.InterpolatedStringTextToken) && token.Text.Contains('\r'))
            ? "an interpolated text goes over lines that end with a carriage return, which a generated file has not" : null;
    }

    /// <summary>Writes as arguments what the compiler would otherwise take from the generated file.</summary>
    /// <param name="body">The body.</param>
    /// <param name="model">What it means.</param>
    /// <param name="member">The method's name.</param>
    /// <param name="file">Its file.</param>
    /// <param name="firstLine">The line where the declaration begins, as code.</param>
    /// <param name="lineOf">How many lines behind it a token stands.</param>
    /// <param name="edits">Where the arguments go.</param>
    /// <param name="cancel">Ends it.</param>
    public static void WriteCallerInfo(SyntaxNode body, SemanticModel model, string member, string file, string firstLine, Func<SyntaxToken, int> lineOf, TokenEdits edits, CancellationToken cancel)
    {
        foreach (var node in body.DescendantNodesAndSelf())
        {
            if (node is not (InvocationExpressionSyntax or BaseObjectCreationExpressionSyntax or ElementAccessExpressionSyntax) || !AsksForCaller(model.GetSymbolInfo(node, cancel).Symbol)) continue;
            var at = node is InvocationExpressionSyntax call ? call.ArgumentList.OpenParenToken : node.GetFirstToken();
            var told = new List<string>();
            var arguments = ArgumentsOf(model.Bind(node, cancel)).ToList();
            foreach (var argument in arguments)
            {
                if (argument is not { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } parameter }) continue;
                var value = KindOf(parameter) switch
                {
                    "CallerLineNumberAttribute" => $"{firstLine} + {lineOf(at)}",
                    "CallerFilePathAttribute" => SymbolDisplay.FormatLiteral(file, quote: true),
                    "CallerMemberNameAttribute" => SymbolDisplay.FormatLiteral(member, quote: true),
                    // The text of the argument, which may be edited in the twin.
                    "CallerArgumentExpressionAttribute" when NamedBy(parameter) is { } name && arguments.Find(a => a.Parameter?.Name == name && a.ArgumentKind == ArgumentKind.Explicit) is { } meant => SymbolDisplay.FormatLiteral(meant.Value.Syntax.ToString(), quote: true),
                    _ => null,
                };
                if (value is not null) told.Add($"{TypeName.Escape(parameter.Name)}: {value}");
            }
            if (told.Count > 0) Add(node, string.Join(", ", told), edits);
        }
    }

    static void Add(SyntaxNode node, string arguments, TokenEdits edits)
    {
        var list = node switch
        {
            InvocationExpressionSyntax call => (BaseArgumentListSyntax)call.ArgumentList,
            ElementAccessExpressionSyntax access => access.ArgumentList,
            _ => ((BaseObjectCreationExpressionSyntax)node).ArgumentList,
        };
        if (list is null) edits.After(((ObjectCreationExpressionSyntax)node).Type.GetLastToken(), $"({arguments})");
        else edits.Before(list.GetLastToken(), (list.Arguments.Count > 0 ? ", " : "") + arguments);
    }

    static IEnumerable<IArgumentOperation> ArgumentsOf(IOperation? operation) => operation switch
    {
        IInvocationOperation call => call.Arguments,
        IObjectCreationOperation creation => creation.Arguments,
        IPropertyReferenceOperation indexer => indexer.Arguments,
        _ => [],
    };

    static bool AsksForCaller(ISymbol? symbol) => symbol switch
    {
        IMethodSymbol method => method.Parameters.Any(static p => KindOf(p) is not null),
        IPropertySymbol property => property.Parameters.Any(static p => KindOf(p) is not null),
        _ => false,
    };

    static string? KindOf(IParameterSymbol parameter) => !parameter.IsOptional ? null : parameter.GetAttributes()
        .Select(static a => a.AttributeClass?.Name).FirstOrDefault(static name => name is "CallerLineNumberAttribute" or "CallerFilePathAttribute" or "CallerMemberNameAttribute" or "CallerArgumentExpressionAttribute");

    static string? NamedBy(IParameterSymbol parameter) => parameter.GetAttributes().FirstOrDefault(static a => a.AttributeClass?.Name == "CallerArgumentExpressionAttribute")?.ConstructorArguments is [{ Value: string name }] ? name : null;

    static INamedTypeSymbol? FileLocalIn(ISymbol? symbol)
    {
        for (var type = symbol as INamedTypeSymbol ?? symbol?.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsFileLocal) return type;
        }
        return null;
    }
}
