using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Kernel.Provenance;

namespace PyIdioms.Analyzers.Security;

/// <summary>Which parts of a value people outside the program write: what a request, an archive, the console or the network brings.</summary>
static class OutsideSources
{
    static readonly HashSet<string> Mappers = ["MapGet", "MapPost", "MapPut", "MapDelete", "MapPatch", "MapMethods", "Map", "MapFallback"];

    /// <summary>The source that a part was taken from; null where none is evident.</summary>
    public static Origin? Of(Origin part, Apis apis)
    {
        foreach (var origin in part.Chain())
        {
            if (apis.Has(origin.Symbol, "outside") || origin is { Kind: OriginKind.Parameter, Symbol: IParameterSymbol parameter } && IsBound(parameter)) return origin;
            if (origin.Kind == OriginKind.Call && origin.Symbol is not IMethodSymbol { MethodKind: MethodKind.Conversion } and not { Name: "ToString" } && !apis.Has(origin.Symbol, "reads")) return null;
        }
        return null;
    }

    /// <summary>Whether a web framework fills a parameter from a request.</summary>
    static bool IsBound(IParameterSymbol parameter)
    {
        if (parameter.ContainingSymbol is not IMethodSymbol method || IsService(parameter)) return false;
        return method.MethodKind == MethodKind.AnonymousFunction ? IsMapped(method.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax()) : IsAction(method) || IsHandler(method);
    }

    static bool IsService(IParameterSymbol parameter) => parameter.Type.TypeKind == TypeKind.Interface && parameter.Type is not INamedTypeSymbol { Name: "IFormFile" or "IFormCollection" or "IEnumerable" or "IReadOnlyList" or "IList" or "ICollection" or "IFormFileCollection" }
        || parameter.Type is INamedTypeSymbol { Name: "CancellationToken" or "HttpContext" or "HttpResponse" or "ClaimsPrincipal" }
        || parameter.GetAttributes().Any(a => a.AttributeClass?.Name is "FromServicesAttribute" or "FromKeyedServicesAttribute");

    static bool IsAction(IMethodSymbol method) => method is { MethodKind: MethodKind.Ordinary, IsStatic: false, DeclaredAccessibility: Accessibility.Public } && IsController(method.ContainingType)
        && !method.GetAttributes().Any(a => a.AttributeClass?.Name == "NonActionAttribute");

    static bool IsController(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? at = type; at is not null; at = at.BaseType)
        {
            if (at.Name is "ControllerBase" or "Controller" or "ApiController" && at.ContainingNamespace.ToDisplayString() is "Microsoft.AspNetCore.Mvc" or "System.Web.Mvc" or "System.Web.Http") return true;
            if (at.GetAttributes().Any(a => a.AttributeClass?.Name is "ApiControllerAttribute" or "ControllerAttribute")) return true;
        }
        return type.Name.EndsWith("Controller", StringComparison.Ordinal) && type.GetMembers().OfType<IMethodSymbol>().Any(m => m.GetAttributes().Any(a => a.AttributeClass.IsOrInherits("Microsoft.AspNetCore.Mvc.Routing.HttpMethodAttribute")));
    }

    /// <summary>app.MapGet("/f/{name}", (string name) => …).</summary>
    static bool IsMapped(SyntaxNode? handler) => handler is { } syntax
        && (syntax.Parent is CastExpressionSyntax or ParenthesizedExpressionSyntax ? syntax.Parent : syntax).Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } } && Mappers.Contains(name);

    /// <summary>app.MapGet("/f/{name}", Read): a method handed over by name.</summary>
    static bool IsHandler(IMethodSymbol method) => method.ContainingType is { } type && method.MethodKind is MethodKind.Ordinary or MethodKind.LocalFunction
        && method.ContainingType.DeclaringSyntaxReferences.SelectMany(r => r.GetSyntax().DescendantNodes()).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == method.Name && IsMapped(name));
}
