using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Chain;

/// <summary>Reads a [Chain].</summary>
static class ChainParser
{
    const string Ending = "Core";

    public static ChainModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not INamedTypeSymbol { TypeKind: TypeKind.Class, Name.Length: > 0 } chain || attribute.AttributeClass is not { TypeArguments: [var request, var response] }) return null;
        if (request.TypeKind == TypeKind.Error || response.TypeKind == TypeKind.Error) return null;
        var place = PartialMembers.PlaceOf(attribute);
        var types = new ChainTypes(request, response, compilation);
        if (ProblemOf(chain) is { } problem) report(ChainRules.Unsupported, place, chain.Name, problem);
        else if (PartialMembers.WholeOne(chain) is { } whole) report(ChainRules.NotPartial, place, whole.Name);
        else if (!types.HasNoAnswer) report(ChainRules.NoAnswer, place, response.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
        else if (Links.Of(chain, types, report) is not { } links) return null;
        else if (links.Count == 0) report(ChainRules.NoLinks, place, chain.Name);
        else return Read(chain, types, links, place, report);
        return null;
    }

    static ChainModel? Read(INamedTypeSymbol chain, ChainTypes types, List<LinkMember> links, Location? place, Report report)
    {
        if (!FindEnd(chain, types, report, out var end)) return null;
        var isAsync = links.Exists(static l => l.AtOnce is null) || end is { IsAsync: true };
        var name = isAsync ? Links.HandleAsync : Links.Handle;
        if (chain.GetMembers(name).FirstOrDefault(static m => !PartialMembers.IsGenerated(m, ChainModel.HintEnding)) is { } own && !links.Exists(l => SymbolEqualityComparer.Default.Equals(l.Symbol, own)))
        {
            report(ChainRules.OwnHandle, own.Locations[0], name, chain.Name);
            return null;
        }
        if (isAsync && links.Find(static l => l.Later is null && l.AtOnce is { TakesNext: true }) is { } early)
        {
            report(ChainRules.NextIsLater, early.Location, early.Symbol.Name, types.Request.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), types.Response.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            return null;
        }
        for (var i = 0; i < links.Count; i++)
        {
            if (links[i].Method(isAsync).AlwaysAnswers && (i + 1 < links.Count || end is not null)) report(ChainRules.NeverAsked, links[i].Location, links[i].Symbol.Name, i + 1 < links.Count ? links[i + 1].Symbol.Name : Links.Handle + Ending, types.AnswerText);
        }
        var given = links.Where(static l => IsUnset(l.Symbol)).Select(static l => Given(l.Symbol)).ToList();
        var writesConstructor = given.Count > 0 && !chain.IsRecord && chain.InstanceConstructors.All(static c => c.IsImplicitlyDeclared || PartialMembers.IsGenerated(c, ChainModel.HintEnding));
        var prefix = "__";
        while (chain.GetMembers().Any(m => m.Name.StartsWith(prefix, StringComparison.Ordinal) && !PartialMembers.IsGenerated(m, ChainModel.HintEnding))) prefix += "_";
        return new(
            TypeShape.Of(chain), TypeName.Escape(chain.Name), TypeName.Of(types.Request), TypeName.Of(types.Response), types.Answer, isAsync, prefix,
            links.Select(l => l.Method(isAsync) is var method ? method.Link(l.Call(method)) : null!).ToEquatableArray(), end?.Link(TypeName.Escape(end.Name)),
            given.ToEquatableArray(), writesConstructor);
    }

    static string? ProblemOf(INamedTypeSymbol chain) =>
        chain.IsStatic ? "it is static, and a chain is an object" : PartialMembers.RefusedPlace(chain) is { } local ? $"it is {local}" : null;

    /// <summary>What is asked behind the last link.</summary>
    static bool FindEnd(INamedTypeSymbol chain, ChainTypes types, Report report, out HandlerMethod? end)
    {
        end = null;
        foreach (var name in new[] { Links.Handle + Ending, Links.HandleAsync + Ending })
        {
            if (chain.GetMembers(name).OfType<IMethodSymbol>().FirstOrDefault() is not { } method) continue;
            end = HandlerMethod.Of(method, types, out var problem);
            if (end is { TakesNext: false }) return true;
            report(ChainRules.WrongEnd, method.Locations[0], method.Name, end is null ? problem : "nothing is behind it that could be next", types.AnswerText, types.Request.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
            return false;
        }
        return true;
    }

    /// <summary>Whether a link is set by nothing but a constructor.</summary>
    static bool IsUnset(ISymbol link) => !link.IsStatic && link.DeclaringSyntaxReferences is [var reference] && link switch
    {
        IFieldSymbol { IsRequired: false } => reference.GetSyntax() is VariableDeclaratorSyntax { Initializer: null },
        IPropertySymbol { IsRequired: false, SetMethod: null } => reference.GetSyntax() is PropertyDeclarationSyntax { Initializer: null, ExpressionBody: null, AccessorList.Accessors: [{ Body: null, ExpressionBody: null }] },
        _ => false,
    };

    static GivenLink Given(ISymbol link)
    {
        var bare = link.Name.TrimStart('_');
        var parameter = bare.Length == 0 ? link.Name : char.ToLowerInvariant(bare[0]) + bare.Substring(1);
        return new(TypeName.Escape(link.Name), TypeName.Escape(parameter), TypeName.Of(Links.TypeOf(link)!));
    }
}
