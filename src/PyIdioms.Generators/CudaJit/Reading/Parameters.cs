using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.CudaJit;

/// <summary>What a kernel takes.</summary>
/// <param name="All">In order.</param>
/// <param name="IsInternal">Whether ILGPU has to be let in to see a type.</param>
sealed record Parameters(EquatableArray<KernelParameter> All, bool IsInternal)
{
    /// <summary>Null where one of them could not even be declared again.</summary>
    public static Parameters? Of(IMethodSymbol method, KernelCode? code, Compilation compilation, Refusals refusals)
    {
        var all = new List<KernelParameter>();
        var isInternal = false;
        foreach (var parameter in method.Parameters)
        {
            var element = DeviceTypes.ElementOf(parameter.Type);
            if (ProblemOf(parameter, element) is { } problem)
            {
                refusals.Report(CudaJitRules.NotPassed, parameter.Locations[0], parameter.Name, problem);
                return null;
            }
            isInternal |= DeviceTypes.IsInternal(element ?? parameter.Type);
            var passing = element is null ? KernelPassing.Value : parameter.Type.Name == "ReadOnlySpan" || parameter.Type is IArrayTypeSymbol && !IsStored(parameter, code) ? KernelPassing.Read : KernelPassing.Stored;
            all.Add(new(TypeName.Escape(parameter.Name), TypeName.Of(element ?? parameter.Type), passing));
        }
        return new(all.ToEquatableArray(), isInternal);
    }

    static string? ProblemOf(IParameterSymbol parameter, ITypeSymbol? element)
    {
        if (parameter.Type is IErrorTypeSymbol || element is IErrorTypeSymbol) return "its type is not known";
        if (parameter.RefKind != RefKind.None) return "it is passed by reference; take a span of one element";
        if (parameter.IsParams) return "it is 'params'; take the span as it is";
        if (element is not null && DeviceTypes.ElementOf(element) is not null) return "an array of arrays is in many places; take one span, and its width";
        if (parameter.Type is IArrayTypeSymbol { Rank: > 1 }) return "an array of more than one dimension has no span; take one span, and its width";
        return DeviceTypes.ProblemOf(element ?? parameter.Type);
    }

    /// <summary>Whether something other than reading its elements and its length is done with it.</summary>
    static bool IsStored(IParameterSymbol parameter, KernelCode? code) => code is null || code.Body.Descendants().OfType<IParameterReferenceOperation>().Any(use =>
        SymbolEqualityComparer.Default.Equals(use.Parameter, parameter) && use.Parent switch
        {
            IArrayElementReferenceOperation element => element.Parent is IAssignmentOperation set && set.Target == element || element.Parent is IIncrementOrDecrementOperation or IAddressOfOperation or ITupleOperation
                || element.Parent is IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.IsRef: true } }
                || element.Parent is IArgumentOperation { Parameter.RefKind: not RefKind.None },
            IPropertyReferenceOperation => false,
            _ => true,
        });
}
