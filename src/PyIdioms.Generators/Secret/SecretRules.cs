using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Secret;

/// <summary>Says what <see cref="SecretParser"/> could not accept, at the user's own line, and where a secret shows all the same.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class SecretRules() : Rule(NotPartial, NoPayload, SeveralPayloads, PayloadType, OwnMember, Shape, Reveals, UnseenByJson)
{
    static readonly GeneratorPage Page = new("Secret", chapter: 10);

    public static readonly DiagnosticDescriptor NotPartial = Page.Refusal("PYG0201", "Secret in a type that is not partial",
        "[Secret] needs '{0}' to be partial");

    public static readonly DiagnosticDescriptor NoPayload = Page.Refusal("PYG0202", "Secret without a value",
        "'{0}' holds nothing: give it one property or field, a string or bytes");

    public static readonly DiagnosticDescriptor SeveralPayloads = Page.Refusal("PYG0203", "Secret of several values",
        "'{0}' holds {1}: a secret is one value; make a [Secret] type of it and put the others beside it");

    public static readonly DiagnosticDescriptor PayloadType = Page.Refusal("PYG0204", "Secret of another type",
        "'{0}' {1}: a secret can be read and is a string, a byte[] or a ReadOnlyMemory<byte>");

    public static readonly DiagnosticDescriptor OwnMember = Page.Refusal("PYG0205", "Secret with a member of its own",
        "[Secret] decides what the type shows and how it compares: remove '{0}'");

    public static readonly DiagnosticDescriptor Shape = Page.Refusal("PYG0206", "Secret that cannot be kept",
        "[Secret] cannot protect {0}");

    public static readonly DiagnosticDescriptor Reveals = Page.Refusal("PYG0207", "Secret that converts without a word",
        "'{0}' becomes {1} without a word, in a log as well: make the conversion explicit", DiagnosticSeverity.Warning);

    public static readonly DiagnosticDescriptor UnseenByJson = Page.Refusal("PYG0208", "Secret that generated JSON shows",
        "The JSON source generator does not see what [Secret] writes for '{0}' and shows its value: write [JsonConverter(typeof({1}))] on it", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find(typeof(SecretAttribute).FullName!) is not { } secret) return;
        var contexts = new JsonContexts(secret, types.Find("System.Text.Json.Serialization.JsonSerializableAttribute"));
        context.RegisterSyntaxNodeAction(
            c => Check(c, secret, contexts),
            SyntaxKind.ClassDeclaration, SyntaxKind.StructDeclaration, SyntaxKind.RecordDeclaration, SyntaxKind.RecordStructDeclaration);
    }

    static void Check(SyntaxNodeAnalysisContext context, INamedTypeSymbol secret, JsonContexts contexts)
    {
        var declaration = (TypeDeclarationSyntax)context.Node;
        if (declaration.AttributeLists.Count == 0 || context.SemanticModel.GetDeclaredSymbol(declaration, context.CancellationToken) is not { } type) return;
        foreach (var attribute in type.GetAttributes())
        {
            // Of a type in several parts each attribute is looked at once, in the part where it stands.
            if (attribute.ApplicationSyntaxReference is not { } reference || reference.SyntaxTree != declaration.SyntaxTree || !declaration.Span.Contains(reference.Span)) continue;
            if (SymbolEqualityComparer.Default.Equals(attribute.AttributeClass, secret)) _ = SecretParser.Parse(type, attribute, Say, context.CancellationToken);
            else contexts.Check(attribute, Say);
        }

        void Say(DiagnosticDescriptor rule, Location? location, params object?[] arguments) => context.ReportDiagnostic(Diagnostic.Create(rule, location, arguments));
    }
}
