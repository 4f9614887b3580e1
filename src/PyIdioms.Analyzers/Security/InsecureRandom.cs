using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>A number of <c>System.Random</c> that becomes a token, a password, a key: who has seen a few of them knows the next.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class InsecureRandom() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI1004",
        title: "Predictable random number for a secret", message: "'{0}' can be predicted and becomes '{1}': draw it from the operating system's generator", DiagnosticSeverity.Warning);

    static readonly HashSet<string> Drawing = ["Next", "NextInt64", "NextDouble", "NextSingle", "NextBytes", "GetItems", "GetString", "GetHexString"];

    static readonly Words Draws = Words.Of(Drawing);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("System.Random") is not { } random) return;
        var bodies = new BodiesFrom();
        context.Watch(static _ => Draws, c => Check(c, random, bodies), OperationKind.Invocation);
    }

    static void Check(Sighting context, INamedTypeSymbol random, BodiesFrom bodies)
    {
        var call = (IInvocationOperation)context.Operation;
        if (!Drawing.Contains(call.TargetMethod.Name) || !SymbolEqualityComparer.Default.Equals(call.TargetMethod.ContainingType, random) || !IsPlain(call.Instance, random, context.CancellationToken)) return;
        if (TestCode.IsTest(context.ContainingSymbol) || (Filled(call) ?? Drawn(context, call, bodies)) is not { } secret) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), $"{random.Name}.{call.TargetMethod.Name}", secret));
    }

    /// <summary>Whether the generator is .NET's own: classes that derive from it can be stronger.</summary>
    static bool IsPlain(IOperation? generator, INamedTypeSymbol random, CancellationToken cancel)
    {
        while (generator is IParenthesizedOperation or IConversionOperation { IsImplicit: true }) generator = generator.ChildOperations.First();
        if (generator is null || !SymbolEqualityComparer.Default.Equals(generator.Type, random)) return false;
        ISymbol? source = generator switch { ILocalReferenceOperation local => local.Local, IFieldReferenceOperation field => field.Field, IPropertyReferenceOperation property => property.Property, _ => null };
        foreach (var reference in source?.DeclaringSyntaxReferences ?? [])
        {
            var made = reference.GetSyntax(cancel).DescendantNodes().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.ObjectCreationExpressionSyntax>().FirstOrDefault();
            if (made is not null && made.Type.ToString().Split('.').Last() != random.Name) return false;
        }
        return true;
    }

    /// <summary>Random.Shared.NextBytes(salt): the buffer that is filled has the name.</summary>
    static string? Filled(IInvocationOperation call)
    {
        if (call.TargetMethod.Name is not ("NextBytes" or "GetItems" or "GetString" or "GetHexString")) return null;
        foreach (var argument in call.Arguments)
        {
            var value = argument.Value;
            while (value is IConversionOperation conversion) value = conversion.Operand;
            while (value is IInvocationOperation { TargetMethod.Name: "AsSpan" or "Slice" } part) value = part.Instance ?? part.Arguments[0].Value;
            if (argument.Parameter?.Name is "buffer" or "destination" && SecretOperand.OwnName(value) is { } name && IsSecret(new(value, name, value.Type))) return name;
        }
        return null;
    }

    /// <summary>The first secret that the number becomes a part of.</summary>
    static string? Drawn(Sighting context, IInvocationOperation call, BodiesFrom bodies)
    {
        var apis = ProjectApis.Of(context.Options, context.CancellationToken);
        var values = ValueProvenance.Of(context.Compilation, apis);
        foreach (var target in bodies.TargetsOf(context, values, IsSecret))
        {
            if (values.Of(target.Value, context.CancellationToken) is { } value && Holds(value, call, apis, values, context.CancellationToken)) return target.Name;
        }
        return null;
    }

    static bool IsSecret(NamedTarget target)
    {
        var type = target.Type is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [var result] } ? result : target.Type;
        var element = type.ElementType()?.SpecialType;
        var isText = type.IsString() || type is { SpecialType: SpecialType.System_Char or SpecialType.System_Object } or INamedTypeSymbol { Name: "StringBuilder" } || element is SpecialType.System_Char or SpecialType.System_String;
        var isBytes = element is SpecialType.System_Byte;
        return (isText || isBytes || type.IsScalar() && type?.SpecialType is not (SpecialType.System_Boolean or SpecialType.System_DateTime) && type is not { TypeKind: TypeKind.Enum } and not INamedTypeSymbol { Name: "TimeSpan" or "DateTimeOffset" or "DateOnly" or "TimeOnly" })
            && SecretNames.IsDrawn(target.Name, isBytes, isText);
    }

    /// <summary>Whether a value is made of what a call drew, not only chosen by it.</summary>
    static bool Holds(Value value, IInvocationOperation call, Apis apis, ValueProvenance values, CancellationToken cancel)
    {
        foreach (var part in value.Origins)
        {
            foreach (var origin in part.Sources(apis))
            {
                if (origin.Syntax != call.Syntax) continue;
                return part.Level != Level.Literal || PicksSigns(value, call, values, cancel);
            }
        }
        return false;
    }

    /// <summary>alphabet[random.Next(n)] makes text; sessions[random.Next(n)] finds one.</summary>
    static bool PicksSigns(Value value, IInvocationOperation call, ValueProvenance values, CancellationToken cancel)
    {
        if (value.Level == Level.Literal || call.TargetMethod.Name != "Next") return true;
        for (IOperation? at = call.Parent; at is not null and not IAnonymousFunctionOperation and not IBlockOperation; at = at.Parent)
        {
            var owner = at switch
            {
                IArrayElementReferenceOperation element => element.ArrayReference,
                IPropertyReferenceOperation { Property.IsIndexer: true } element => element.Instance,
                IInvocationOperation { TargetMethod.Name: "ElementAt" or "Substring" } element => element.Instance ?? element.Arguments[0].Value,
                _ => null,
            };
            if (owner is not null) return owner.Type.IsString() || owner.Type.ElementType()?.SpecialType is SpecialType.System_Char or SpecialType.System_Byte || values.Of(owner, cancel) is { Level: Level.Literal };
        }
        return false;
    }
}
