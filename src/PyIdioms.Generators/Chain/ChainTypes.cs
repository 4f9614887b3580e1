using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Chain;

/// <summary>What a chain asks and answers, and which types of a link's signature mean that.</summary>
/// <param name="Request">What is asked.</param>
/// <param name="Response">What is answered.</param>
/// <param name="Compilation">Knows what converts to what.</param>
sealed record ChainTypes(ITypeSymbol Request, ITypeSymbol Response, Compilation Compilation)
{
    public const string NextAtOnce = "INext", NextLater = "IAsyncNext";

    /// <summary>Whether null can be no answer.</summary>
    public bool HasNoAnswer => Response.IsReferenceType || Response.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T;

    /// <summary>An answer or null, as code.</summary>
    public string Answer => Response.IsReferenceType ? TypeName.Of(Response.WithNullableAnnotation(NullableAnnotation.Annotated)) : TypeName.Of(Response);

    /// <summary>An answer or null, as people read it.</summary>
    public string AnswerText => Response.WithNullableAnnotation(NullableAnnotation.Annotated).ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    public bool TakesRequest(ITypeSymbol type) => Compilation.ClassifyConversion(Request, type) is { IsImplicit: true, IsUserDefined: false };

    public bool GivesAnswer(ITypeSymbol type) => Compilation.ClassifyConversion(type, Response) is { IsImplicit: true, IsUserDefined: false };

    public bool IsAnswer(ITypeSymbol type) => SymbolEqualityComparer.Default.Equals(type, Response);

    /// <summary>Whether a type parameter stands for the rest of a chain, and whether that takes time; null for any other type.</summary>
    public bool? NextOf(ITypeSymbol type)
    {
        foreach (var constraint in type is ITypeParameterSymbol { DeclaringMethod: not null } parameter ? parameter.ConstraintTypes : [])
        {
            if (constraint is not INamedTypeSymbol { TypeArguments: [var request, var response] } next || !next.IsOurs()) continue;
            if (next.Name is NextAtOnce or NextLater && SymbolEqualityComparer.Default.Equals(request, Request) && IsAnswer(response)) return next.Name == NextLater;
        }
        return null;
    }
}
