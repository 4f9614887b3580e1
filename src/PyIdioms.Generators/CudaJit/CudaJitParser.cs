using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Njit;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Reads a [CudaJit].</summary>
static class CudaJitParser
{
    public const string Ending = "Core";

    public static CudaJitModel? Parse(ISymbol annotated, AttributeData attribute, Compilation compilation, Report report, CancellationToken cancel)
    {
        if (annotated is not IMethodSymbol method || PartialMembers.IsHalfTyped(method)) return null;
        var place = PartialMembers.PlaceOf(attribute);
        if (RefusedShape(method) is { } shape)
        {
            report(CudaJitRules.Unsupported, place, shape);
            return null;
        }
        if (PartialMembers.WholeOne(method.ContainingType) is { } whole)
        {
            report(CudaJitRules.TypeNotPartial, place, whole.Name);
            return null;
        }
        if (Unnamed(method) is { } unnamed)
        {
            report(CudaJitRules.NotNamed, method.Locations[0], method.Name, unnamed);
            return null;
        }
        if (compilation.GetTypeByMetadataName("PyIdioms.GpuKernel") is null)
        {
            report(CudaJitRules.PackageMissing, place);
            return null;
        }
        return method.DeclaringSyntaxReferences is [var reference, ..] && reference.GetSyntax(cancel) is MethodDeclarationSyntax declaration ? Read(method, attribute, declaration, compilation, new(report), cancel) : null;
    }

    static CudaJitModel? Read(IMethodSymbol method, AttributeData attribute, MethodDeclarationSyntax declaration, Compilation compilation, Refusals refusals, CancellationToken cancel)
    {
        var code = KernelCode.Of(declaration, compilation, cancel);
        var parameters = Parameters.Of(method, code, compilation, refusals);
        if (parameters is null) return null;
        var (device, host) = (default(string), default(HostCode));
        if (code is not null && refusals.Id is null)
        {
            KernelChecks.Run(code, compilation, refusals, cancel);
            if (refusals.Id is null)
            {
                var names = new FreshNames(declaration);
                device = DeviceText.Write(code);
                host = HostText.Write(code, names, refusals);
                Guarding.Check(code, refusals);
            }
        }
        return new(
            TypeShape.Of(method.ContainingType), PartialMembers.HintOf(method), ImportingSpace.Around(declaration), AccessOf(method), NameOf(method), parameters.All,
            attribute.NamedArguments.Any(static a => a is { Key: nameof(CudaJitAttribute.RequireDevice), Value.Value: true }), parameters.IsInternal,
            refusals.Id is null ? device : null, refusals.Id is null ? host : null, refusals.Id ?? "its body does not compile");
    }

    static string NameOf(IMethodSymbol method) => method.Name.Substring(0, method.Name.Length - Ending.Length);

    static string? RefusedShape(IMethodSymbol method)
    {
        if (PartialMembers.RefusedKind(method) is { } kind) return kind;
        if (!method.IsStatic) return "a method of an object; make it static";
        if (method.IsGenericMethod) return "a generic method; write one for each type of number";
        if (method.IsPartialDefinition || method.PartialDefinitionPart is not null) return "a partial method; it is the body itself";
        if (method.IsAbstract || method.IsVirtual || method.IsExtern) return "a method without a body of its own";
        if (!method.ReturnsVoid || method.IsAsync) return "a method that returns something; let it store what it computes in a span";
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.IsGenericType) return "a method of a generic type; write it in a type of its own";
        }
        return null;
    }

    static string? Unnamed(IMethodSymbol method)
    {
        if (!method.Name.EndsWith(Ending, StringComparison.Ordinal) || method.Name.Length == Ending.Length) return $"name it '{method.Name}{Ending}', and '{method.Name}' launches it";
        var (name, type) = (NameOf(method), method.ContainingType);
        if (name == type.Name) return $"'{name}' is the type around it";
        var other = type.GetMembers().FirstOrDefault(m => (m.Name == name || m.Name == name + "Kernel") && !PartialMembers.IsGenerated(m, CudaJitModel.HintEnding));
        if (other is not null) return $"there is another '{other.Name}'";
        var twin = type.GetMembers(method.Name).FirstOrDefault(m => !SymbolEqualityComparer.Default.Equals(m, method) && m.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(CudaJitAttribute)));
        return twin is null ? null : "there is another kernel of this name";
    }

    static string AccessOf(IMethodSymbol method) => method.DeclaredAccessibility switch
    {
        Accessibility.Public => "public ",
        Accessibility.Internal => "internal ",
        Accessibility.Protected => "protected ",
        Accessibility.ProtectedOrInternal => "protected internal ",
        Accessibility.ProtectedAndInternal => "private protected ",
        _ => "",
    };
}
