using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Analyzers.Security;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Types;

/// <summary>SQL that is made elsewhere: by functions of the program that say so, or in builders that an object keeps to collect the SQL of others, which begin empty and get no words from the type itself.</summary>
static class SqlCollectors
{
    public static bool Have(Origin part) => (IsMadeElsewhere(part.Symbol) || IsUnseen(part) || IsPiece(part)) && !part.Before.EndsWith("'", StringComparison.Ordinal) || part is { Kind: OriginKind.Member, Before.Length: 0, After: null or [], Symbol: IFieldSymbol { Type.Name: "StringBuilder", DeclaringSyntaxReferences: [var declaration] } field }
        && declaration.GetSyntax() is VariableDeclaratorSyntax { Initializer.Value: BaseObjectCreationExpressionSyntax { Initializer: null, ArgumentList.Arguments: [] } }
        && !field.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax().DescendantNodes()).OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == field.Name && TakesWords(n));

    /// <summary>The text of a builder, or a piece of SQL, out of a function that is not known here.</summary>
    static bool IsMadeElsewhere(ISymbol? symbol) => symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } method && ProgramSettings.IsOwn(method)
        && (method is { ReturnType.SpecialType: SpecialType.System_String } and ({ IsStatic: true } or { ReducedFrom: not null }) && (method.ReducedFrom ?? method).Parameters is [{ Type.Name: "StringBuilder" }] || PasswordNames.Split(method.Name).Contains("sql"));

    /// <summary>A field or property that says that it holds a piece of SQL, and got nothing else as far as that is known.</summary>
    static bool IsPiece(Origin part) => part is { Kind: OriginKind.Member, Symbol: IFieldSymbol { Type.SpecialType: SpecialType.System_String } or IPropertySymbol { IsIndexer: false, Type.SpecialType: SpecialType.System_String } } && SqlFragments.SaysSql(part.Symbol.Name)
        && part.Chain().Skip(1).All(o => o.Level != Level.Unknown || o.Symbol is { } source && (o.Kind == OriginKind.Member || PasswordNames.Split(source.Name).Contains("sql") || o.Kind == OriginKind.Parameter && source is IParameterSymbol { Type.TypeKind: TypeKind.Class, Type.SpecialType: SpecialType.None } owner && !owner.Type.IsContainer()));

    /// <summary>The result of a function that is not known here, to which nothing from outside of the program evidently leads.</summary>
    public static bool IsUnseen(Origin part) => IsElsewhere(part) && part.Chain().Skip(1).All(IsOwn)
        && (part.Syntax is not InvocationExpressionSyntax { ArgumentList.Arguments: var arguments } || arguments.Count(a => a.Expression is not LiteralExpressionSyntax) < 2);

    /// <summary>A function of another assembly, which may be another project of the same solution.</summary>
    static bool IsElsewhere(Origin part) => part.Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension, ContainingAssembly: { } assembly } method && ProgramSettings.IsOwn(method)
        && (assembly is not ISourceAssemblySymbol source || part.Syntax is { } syntax && !source.Compilation.ContainsSyntaxTree(syntax.SyntaxTree));

    static bool IsOwn(Origin source) => source.Level != Level.Unknown || source.Kind switch
    {
        OriginKind.Call => IsElsewhere(source),
        OriginKind.Member => source.From is null || source.Symbol?.Name == "CommandText" || ProgramSettings.Include(source.Symbol),
        OriginKind.Parameter => source.Symbol is IParameterSymbol { Type: var type } && type.IsOrInherits("System.Data.IDbCommand") || DatabaseNames.IsNameOfParameter(source),
        _ => false,
    };

    /// <summary>builder.Append(" WHERE ").Append(…): a word of the type's own among what one statement appends.</summary>
    static bool TakesWords(IdentifierNameSyntax builder)
    {
        SyntaxNode call = builder;
        while (call.Parent is MemberAccessExpressionSyntax or InvocationExpressionSyntax || call.Parent is ArgumentSyntax && call == builder) call = call.Parent;
        return call.DescendantTokens().Any(t => t.Value is string text && text.Any(char.IsLetter) && t.Parent is LiteralExpressionSyntax or InterpolatedStringTextSyntax);
    }
}
