using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Analyzers.Types;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Security;

/// <summary>What is known of the parts of command lines: who answers for them, and whether they can bend the line.</summary>
static class CommandLines
{
    static readonly HashSet<string> Pieces = ["argument", "arguments", "args", "arg", "option", "options", "flag", "flags", "switch", "switches", "param", "params"];
    static readonly string[] Escapes = ["Escape", "Quote"];

    /// <summary>Whether a part cannot leave its argument: a method of the program that says so has escaped it, or it holds neither spaces nor quotes.</summary>
    public static bool IsEscaped(Origin part, Apis apis) => part.Chain().Any(o => apis.Has(o.Symbol, "escaped") || o is { Kind: OriginKind.Call, Symbol: IMethodSymbol method } && ProgramSettings.IsOwn(method) && IsEscape(method.Name)
        || o.Kind == OriginKind.Call && o.Syntax?.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { Identifier.ValueText: var around } && IsEscape(around));

    static bool IsEscape(string name) => Escapes.Any(e => name.StartsWith(e, StringComparison.Ordinal));

    /// <summary>Whether a part is for somebody else to answer: a whole command line that is handed on, a piece of one, what the program was set up with.</summary>
    public static bool IsPassedOn(Origin part) => part.IsWhole && part.Kind is OriginKind.Parameter or OriginKind.Member || IsPiece(part.Symbol) || IsMade(part) || SqlCollectors.IsUnseen(part) || ProgramSettings.Include(part.Symbol);

    /// <summary>What an object of the program makes in a way that is not known here; what it is asked for by a key is data.</summary>
    static bool IsMade(Origin part) => part is { Kind: OriginKind.Call, Symbol: IMethodSymbol { IsExtensionMethod: false } method } && ProgramSettings.IsOwn(method)
        && (!method.IsStatic && !(part.Syntax is InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LiteralExpressionSyntax or IdentifierNameSyntax }] } && PasswordNames.Split(method.Name) is ["get" or "read" or "value" or "find", ..] && method.Parameters is [{ Name: "key" or "name" }]) || method.Parameters.IsEmpty);

    /// <summary>Whether a name says that it stands for arguments, not for what one of them holds.</summary>
    static bool IsPiece(ISymbol? symbol) => symbol is not null && PasswordNames.Split(symbol.Name) is [.., var last] && Pieces.Contains(last);

    /// <summary>Whether a program, or the folder it is in, is what the program was set up with, what a function of it returns, or what it is told as a whole.</summary>
    public static bool IsConfigured(Origin part) => part.Kind switch
    {
        OriginKind.Member => true,
        OriginKind.Parameter => part.IsWhole || part is { Before.Length: 0, After: null or [] },
        _ => part.Symbol is IMethodSymbol { IsStatic: true, IsExtensionMethod: false } method && (ProgramSettings.IsOwn(method) || method is { Name: "GetTempPath", ContainingType.Name: "Path" }) || part.Chain().Any(ProgramSettings.IsRead),
    };
}
