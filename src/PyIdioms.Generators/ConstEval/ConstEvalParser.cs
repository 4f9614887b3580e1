using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Reads a [ConstEval] and evaluates it. What it came to is kept as long as no declaration and no file that it went through changes.</summary>
static class ConstEvalParser
{
    public const string Ending = "Core";
    const int DefaultFuel = 1_000_000;

    static readonly Evaluations Generating = new();
    static readonly Evaluations Checking = new();

    /// <summary>For the generator.</summary>
    public static ConstEvalModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel) =>
        Generating.Of(annotated, attribute, compilation, report, Evaluate, cancel);

    /// <summary>For the rules, whose compilation has the generated files in it.</summary>
    public static ConstEvalModel? Check(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel) =>
        Checking.Of(annotated, attribute, compilation, report, Evaluate, cancel);

    static ConstEvalModel? Evaluate(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, HashSet<SyntaxTree> read, CancellationToken cancel)
    {
        var member = annotated switch { IPropertySymbol property => property.PartialDefinitionPart ?? property, IMethodSymbol method => method.PartialDefinitionPart ?? method, _ => annotated };
        var type = member switch { IPropertySymbol property => property.Type, IMethodSymbol method => method.ReturnType, _ => null };
        if (type is null or { TypeKind: TypeKind.Error } || member.Name.Length == 0) return null;
        var place = PartialMembers.PlaceOf(attribute);
        var refusals = new Refusals(report);
        var fuel = attribute.NamedArguments.Where(static a => a.Key == nameof(ConstEvalAttribute.Fuel)).Select(static a => a.Value.Value as int?).FirstOrDefault() ?? DefaultFuel;
        var value = Allow(member, place, refusals) && CoreOf(member, type, refusals) is { } core ? Run(member, core, type, fuel, compilation, refusals, read, cancel) : null;
        // Half-typed code: the compiler says what is wrong.
        var refused = value is null ? ThrowingPart.Of(member, refusals.Id ?? "the body has errors", ConstEvalModel.HintEnding, cancel) : null;
        if (value is null && refused is null) return null;
        return new(TypeShape.Of(member.ContainingType), DeclarationOf(member, type, cancel), member.Name, PartialMembers.HintOf(member), value?.Code ?? "", value?.FieldType, refused);
    }

    /// <summary>Whether the member can be one, whatever its value is; says why not.</summary>
    static bool Allow(ISymbol member, Location? place, Refusals refusals)
    {
        if (RefusedKind(member) is { } kind) refusals.Report(ConstEvalRules.Unsupported, place, kind);
        else if (PartialMembers.WholeOne(member.ContainingType) is { } whole) refusals.Report(ConstEvalRules.TypeNotPartial, place, whole.Name);
        else if (Misshapen(member) is { } shape) refusals.Report(ConstEvalRules.Shape, member.Locations[0], member.Name, shape);
        else return true;
        return false;
    }

    static ConstantText? Run(ISymbol member, IMethodSymbol core, ITypeSymbol type, int fuel, Compilation compilation, Refusals refusals, HashSet<SyntaxTree> read, CancellationToken cancel)
    {
        try
        {
            return ConstantText.Of(Interpreter.Run(core, fuel, compilation, read, cancel), type) is var (text, problem) && text is not null ? text : Wrong(problem!);
        }
        catch (NotEvaluated stop)
        {
            switch (stop.Rule)
            {
                case null: break;
                case var rule when rule == ConstEvalRules.OutOfFuel: refusals.Report(rule, stop.Place, member.Name, fuel); break;
                case var rule: refusals.Report(rule, stop.Place, member.Name, stop.Message); break;
            }
            return null;
        }

        ConstantText? Wrong(string problem)
        {
            refusals.Report(ConstEvalRules.Result, member.Locations[0], member.Name, problem);
            return null;
        }
    }

    static string? RefusedKind(ISymbol member) => member switch
    {
        IMethodSymbol method when PartialMembers.RefusedKind(method) is { } kind => kind,
        IPropertySymbol { IsIndexer: true } => "an indexer, which has parameters",
        _ when member.ContainingType.IsExtension => "a member of an extension block; make it a member of a static class",
        _ => PartialMembers.RefusedPlace(member.ContainingType),
    };

    static string? Misshapen(ISymbol member) => member switch
    {
        { IsStatic: false } => "declare it 'static'",
        { IsAbstract: true } or { IsVirtual: true } => "others implement it",
        IMethodSymbol { Parameters.IsEmpty: false } => "it takes parameters, which the compiler does not know",
        IMethodSymbol { IsGenericMethod: true } => "it is generic",
        IMethodSymbol { ReturnsVoid: true } => "it gives nothing",
        IMethodSymbol { IsPartialDefinition: false } => "declare it 'static partial' without a body",
        IMethodSymbol { PartialImplementationPart: { } body } when !PartialMembers.IsGenerated(body, ConstEvalModel.HintEnding) => "it has a body: put that into its Core",
        IPropertySymbol { SetMethod: not null } => "it has a setter: leave 'get;' alone",
        IPropertySymbol { IsPartialDefinition: false } or IPropertySymbol { GetMethod: null } => "declare it 'static partial' with 'get;' and no body",
        IPropertySymbol { PartialImplementationPart: { } body } when !PartialMembers.IsGenerated(body, ConstEvalModel.HintEnding) => "it has a body: put that into its Core",
        IPropertySymbol { RefKind: not RefKind.None } or IMethodSymbol { RefKind: not RefKind.None } => "it is by reference",
        _ => null,
    };

    static IMethodSymbol? CoreOf(ISymbol member, ITypeSymbol type, Refusals refusals)
    {
        var candidates = member.ContainingType.GetMembers(member.Name + Ending).OfType<IMethodSymbol>().ToList();
        if (candidates.Count == 0)
        {
            refusals.Report(ConstEvalRules.CoreMissing, member.Locations[0], member.Name, type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat));
            return null;
        }
        var core = candidates.FirstOrDefault(static c => c.Parameters.IsEmpty) ?? candidates[0];
        var problem = core switch
        {
            { IsStatic: false } => "declare it 'static'",
            { Parameters.IsEmpty: false } => "it takes parameters",
            { IsGenericMethod: true } => "it is generic",
            { IsAsync: true } => "it is async",
            _ when !SymbolEqualityComparer.Default.Equals(core.ReturnType, type) => $"it gives '{core.ReturnType.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'",
            _ => null,
        };
        if (problem is null) return core;
        refusals.Report(ConstEvalRules.CoreDiffers, core.Locations[0], core.Name, member.Name, problem);
        return null;
    }

    static string DeclarationOf(ISymbol member, ITypeSymbol type, CancellationToken cancel)
    {
        var modifiers = member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is MemberDeclarationSyntax declaration ? declaration.Modifiers : default;
        return string.Concat(modifiers.Where(static m => !m.IsKind(SyntaxKind.PartialKeyword)).Select(static m => m.Text + " ")) + $"partial {TypeName.Of(type)} {TypeName.Escape(member.Name)}{(member is IMethodSymbol ? "()" : "")}";
    }
}
