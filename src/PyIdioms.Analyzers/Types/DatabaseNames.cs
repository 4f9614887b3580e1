using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Analyzers.Security;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Types;

/// <summary>Names of tables, schemas, columns and parameters that the program was set up with: by its options, its constructors, its attributes and types.</summary>
static class DatabaseNames
{
    static readonly HashSet<string> AttributeReads = ["GetCustomAttribute", "GetCustomAttributes"];

    /// <summary>Whether a part stands where something is named, and is a name that the program was set up with.</summary>
    /// <param name="part">The part.</param>
    /// <param name="isName">Whether all of the text is a name.</param>
    public static bool IsSetting(Origin part, bool isName) => IsNameOfParameter(part) || (isName || SqlPosition.IsName(part) || part is { Before.Length: 0, After: null or [] or ['_', ..] or [>= 'a' and <= 'z', ..] }) && part.Chain().Any(o => IsMetadata(o, part)) || IsQuoted(part, isName || SqlPosition.IsName(part)) || (isName || SqlPosition.IsName(part)) && (part.Chain().Any(ProgramSettings.IsRead) || part.Kind == OriginKind.Member && (IsSetUp(part) || IsKept(part)));

    /// <summary>A function of the program that says that it quotes: in the place of a name, or a name by its own words.</summary>
    static bool IsQuoted(Origin part, bool isName) => part.Kind == OriginKind.Call && part.Chain().TakeWhile(o => o.Kind == OriginKind.Call).Any(o => o.Symbol is IMethodSymbol { Name: var name } method && ProgramSettings.IsOwn(method) && PasswordNames.Split(name) is var words
        && words.Any(w => w is "quote" or "quoted" or "delimit" or "delimited" or "escape" or "escaped" or "bracket" or "bracketed")
        && (isName || !part.Before.EndsWith("'", StringComparison.Ordinal) && words.Any(w => w is "identifier" or "name" or "table" or "column" or "schema" or "delimit" or "delimited" or "bracket" or "bracketed")));

    /// <summary>A field or property of the object itself that holds SQL or a name made of what it was set up with.</summary>
    static bool IsKept(Origin part) => IsText(part.Symbol) && part.Chain().Skip(1).Any(o => o.Kind == OriginKind.Member && IsText(o.Symbol) && IsSetUp(o with { From = null })) && !part.Chain().Any(o => o.Kind == OriginKind.Call || o.Kind == OriginKind.Parameter && IsText(o.Symbol) && o.Symbol!.ContainingSymbol is not IMethodSymbol { MethodKind: MethodKind.PropertySet });

    static bool IsText(ISymbol? symbol) => symbol is IFieldSymbol { Type.SpecialType: SpecialType.System_String } or IPropertySymbol { IsIndexer: false, Type.SpecialType: SpecialType.System_String } or IParameterSymbol { Type.SpecialType: SpecialType.System_String };

    static bool IsSetUp(Origin part) => part.Symbol switch
    {
        IPropertySymbol property when IsOption(property) => true,
        IFieldSymbol field when ProgramSettings.Include(field) => true,
        _ when part.Chain().Skip(1).Any(o => o is { Kind: OriginKind.Parameter, Symbol.ContainingSymbol: IMethodSymbol { MethodKind: not MethodKind.Constructor } }) => false,
        IFieldSymbol { Type.SpecialType: SpecialType.System_String } field => field.IsReadOnly || field.DeclaredAccessibility == Accessibility.Private && IsSetByConstructors(field),
        IPropertySymbol { IsIndexer: false, Type.SpecialType: SpecialType.System_String } property => property.SetMethod is null or { IsInitOnly: true }
            || (property.SetMethod.DeclaredAccessibility == Accessibility.Private || property.DeclaredAccessibility == Accessibility.Private) && IsSetByConstructors(property),
        IParameterSymbol captured => !IsReassigned(captured),
        _ => false,
    };

    /// <summary>"@" + parameterName: what wrappers of commands are given is what they say.</summary>
    public static bool IsNameOfParameter(Origin part) => part.Symbol is IParameterSymbol or IPropertySymbol { IsIndexer: false } or IFieldSymbol && part.Symbol.Name is var name && !part.Before.EndsWith("'", StringComparison.Ordinal)
        && (name.EndsWith("ParamName", StringComparison.OrdinalIgnoreCase) || name.EndsWith("ParameterName", StringComparison.OrdinalIgnoreCase) || name.EndsWith("ParameterPrefix", StringComparison.OrdinalIgnoreCase) || name.EndsWith("ParameterNamePrefix", StringComparison.OrdinalIgnoreCase));

    /// <summary>An attribute, or the model that an object-relational mapper has of the program's types; in such a place, or where the place is not known, names of types.</summary>
    static bool IsMetadata(Origin source, Origin part) => Apis.Known.Has(source.Symbol, "model") || source.Symbol switch
    {
        IPropertySymbol { Name: "Name" or "FullName", ContainingType: { Name: "MemberInfo" or "Type", ContainingNamespace.Name: "Reflection" or "System" } } => part.Before.Length > 0 || part.After is { Length: > 0 },
        IMethodSymbol method => AttributeReads.Contains(method.Name) && method.ContainingNamespace is { Name: "Reflection" or "System" },
        IPropertySymbol property => property.ContainingType.IsOrInherits("System.Attribute", includingInterfaces: false),
        null => source.Syntax is ExpressionSyntax expression && expression.DescendantNodes().OfType<SimpleNameSyntax>().Any(n => AttributeReads.Contains(n.Identifier.ValueText)),
        _ => false,
    };

    /// <summary>Whether a parameter of a primary constructor, kept by the object, is assigned again.</summary>
    static bool IsReassigned(IParameterSymbol captured) => captured.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax().DescendantNodes())
        .Any(n => n is AssignmentExpressionSyntax { Left: IdentifierNameSyntax left } && left.Identifier.ValueText == captured.Name);

    /// <summary>Whether a member that only its type can write to is written where objects are made and nowhere else.</summary>
    static bool IsSetByConstructors(ISymbol member) => !member.ContainingType.DeclaringSyntaxReferences.IsEmpty && member.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax().DescendantNodes())
        .OfType<IdentifierNameSyntax>().All(name => name.Identifier.ValueText != member.Name || !IsWritten(name) || IsInConstructor(name));

    static bool IsWritten(IdentifierNameSyntax name)
    {
        ExpressionSyntax access = name.Parent is MemberAccessExpressionSyntax whole && whole.Name == name ? whole : name;
        return access.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == access,
            ArgumentSyntax argument => argument.RefKindKeyword != default || argument.Parent is TupleExpressionSyntax { Parent: AssignmentExpressionSyntax targets } tuple && targets.Left == tuple,
            RefExpressionSyntax or PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.AddressOfExpression } => true,
            _ => false,
        };
    }

    static bool IsInConstructor(SyntaxNode name) => name.Ancestors().FirstOrDefault(a => a is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) is ConstructorDeclarationSyntax
        && name.Parent is not InitializerExpressionSyntax && name.Parent?.Parent is not InitializerExpressionSyntax;

    static bool IsOption(IPropertySymbol property) => ProgramSettings.Include(property) || property.ContainingType.Name.EndsWith("Definition", StringComparison.Ordinal) || property.ContainingType.IsOrInherits("System.Data.Common.DbConnectionStringBuilder");
}
