using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.Njit;

/// <summary>The variables that code sets.</summary>
static class Written
{
    public static HashSet<ISymbol> By(IOperation code)
    {
        var all = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        Collect(code, all);
        return all;
    }

    public static void Collect(IOperation code, HashSet<ISymbol> into)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            switch (operation)
            {
                case IAssignmentOperation set: Add(set.Target); break;
                case IIncrementOrDecrementOperation step: Add(step.Target); break;
                case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed }: Add(passed); break;
                case IAddressOfOperation { Reference: var taken }: Add(taken); break;
                case IVariableDeclaratorOperation { Symbol.IsRef: true, Initializer.Value: var aliased }: Add(aliased); break;
            }
        }

        void Add(IOperation target)
        {
            switch (target)
            {
                case ILocalReferenceOperation local: into.Add(local.Local); break;
                case IParameterReferenceOperation parameter: into.Add(parameter.Parameter); break;
                case IFieldReferenceOperation field: into.Add(field.Field); break;
                case ITupleOperation tuple:
                    foreach (var element in tuple.Elements) Add(element);
                    break;
            }
        }
    }
}
