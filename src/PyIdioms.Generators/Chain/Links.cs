using Microsoft.CodeAnalysis;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.Chain;

/// <summary>Something marked [Link] and the methods that it may be called by.</summary>
/// <param name="Symbol">The field, property, parameter or method.</param>
/// <param name="Order">Its place.</param>
/// <param name="Location">The attribute.</param>
/// <param name="AtOnce">The method that answers at once, if there is one.</param>
/// <param name="Later">The method that takes time, if there is one.</param>
sealed record LinkMember(ISymbol Symbol, int Order, Location? Location, HandlerMethod? AtOnce, HandlerMethod? Later)
{
    public HandlerMethod Method(bool isAsync) => (isAsync ? Later ?? AtOnce : AtOnce)!;

    /// <summary>What stands before the arguments of a call.</summary>
    public string Call(HandlerMethod method)
    {
        var name = TypeName.Escape(Symbol.Name);
        // A member may be called like a parameter of the generated method.
        var member = Symbol is IParameterSymbol ? name : $"{(Symbol.IsStatic ? TypeName.Of(Symbol.ContainingType) : "this")}.{name}";
        return Symbol is IMethodSymbol ? member : $"{member}.{TypeName.Escape(method.Name)}";
    }
}

/// <summary>The links of a chain.</summary>
static class Links
{
    public const string Handle = "Handle", HandleAsync = "HandleAsync";

    const int MostNested = 20;

    /// <summary>Reads them in order; null where one cannot be asked, with a report.</summary>
    public static List<LinkMember>? Of(INamedTypeSymbol chain, ChainTypes types, Report report, int depth = 0)
    {
        var links = new List<LinkMember>();
        var isSound = true;
        foreach (var symbol in Candidates(chain))
        {
            if (symbol.GetAttributes().FirstOrDefault(static a => a.AttributeClass.IsOurs(nameof(LinkAttribute))) is not { ConstructorArguments: [{ Value: int order }] } mark) continue;
            var place = PartialMembers.PlaceOf(mark);
            HandlerMethod? atOnce = null, later = null;
            string? problem = null;
            if (IsChain(TypeOf(symbol), types))
            {
                if (IsAsync((INamedTypeSymbol)TypeOf(symbol)!, types, depth)) later = HandlerMethod.OfChain(types, isAsync: true);
                else atOnce = HandlerMethod.OfChain(types, isAsync: false);
            }
            else
            {
                foreach (var method in MethodsOf(symbol, chain, types.Compilation))
                {
                    if (HandlerMethod.Of(method, types, out var why) is not { } handler) problem ??= why;
                    else if (handler.IsAsync) later ??= handler;
                    else atOnce ??= handler;
                }
            }
            if (atOnce is null && later is null)
            {
                isSound = false;
                report(ChainRules.NoHandler, place, symbol.Name, problem is null ? $"'{TypeOf(symbol)?.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)}' has no method '{Handle}' or '{HandleAsync}'" : problem, types.AnswerText, types.Request.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat));
                continue;
            }
            if (links.Find(l => l.Order == order) is { } same)
            {
                isSound = false;
                report(ChainRules.SameOrder, place, symbol.Name, same.Symbol.Name, order);
                continue;
            }
            links.Add(new(symbol, order, place, atOnce, later));
        }
        if (!isSound) return null;
        links.Sort(static (one, other) => one.Order.CompareTo(other.Order));
        return links;
    }

    /// <summary>The type of what a link is.</summary>
    public static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch
    {
        IFieldSymbol field => field.Type,
        IPropertySymbol property => property.Type,
        IParameterSymbol parameter => parameter.Type,
        _ => null,
    };

    static IEnumerable<ISymbol> Candidates(INamedTypeSymbol chain)
    {
        foreach (var member in chain.GetMembers())
        {
            if (member is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol { GetMethod: not null, IsIndexer: false } or IMethodSymbol { MethodKind: MethodKind.Ordinary } && member.Name.Length > 0) yield return member;
        }
        // A record's parameters are its properties.
        if (chain.IsRecord) yield break;
        foreach (var constructor in chain.InstanceConstructors)
        {
            if (!constructor.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is Microsoft.CodeAnalysis.CSharp.Syntax.TypeDeclarationSyntax)) continue;
            foreach (var parameter in constructor.Parameters) yield return parameter;
        }
    }

    /// <summary>Whether a type is a chain of the same kind: its method is generated, and seen by nobody yet.</summary>
    static bool IsChain(ITypeSymbol? type, ChainTypes types) => type is INamedTypeSymbol named && named.GetAttributes().Any(a =>
        a.AttributeClass is { TypeArguments: [var request, var response] } mark && mark.IsOurs(nameof(ChainAttribute<,>))
        && SymbolEqualityComparer.Default.Equals(request, types.Request) && types.IsAnswer(response));

    /// <summary>Whether one of a chain's links takes time.</summary>
    static bool IsAsync(INamedTypeSymbol chain, ChainTypes types, int depth) =>
        depth < MostNested && Of(chain, types, static (_, _, _) => { }, depth + 1) is { } links && links.Exists(static l => l.AtOnce is null);

    static IEnumerable<IMethodSymbol> MethodsOf(ISymbol link, INamedTypeSymbol chain, Compilation compilation)
    {
        if (link is IMethodSymbol own) return [own];
        return Surroundings(TypeOf(link)!).SelectMany(static t => t.GetMembers(Handle).Concat(t.GetMembers(HandleAsync))).OfType<IMethodSymbol>()
            .Where(m => m is { IsStatic: false, MethodKind: MethodKind.Ordinary } && compilation.IsSymbolAccessibleWithin(m, chain));
    }

    /// <summary>A type, and what it has members of.</summary>
    static IEnumerable<ITypeSymbol> Surroundings(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType) yield return at;
        if (type.TypeKind == TypeKind.Interface) foreach (var above in type.AllInterfaces) yield return above;
        if (type is ITypeParameterSymbol parameter) foreach (var above in parameter.ConstraintTypes.SelectMany(Surroundings)) yield return above;
    }
}
