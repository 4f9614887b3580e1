using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A value that is put into an object of its own, where the code could do without.</summary>
static class Boxing
{
    static readonly HashSet<string> Untyped = NameWords.Set("ArrayList Hashtable Queue Stack SortedList IList IDictionary ICollection CollectionBase DictionaryBase");
    static readonly HashSet<string> Loggers = NameWords.Set("log trace debug info warn warning error fatal write print assert report throw verbose critical notice");

    /// <summary>Whether a conversion makes an object of a value.</summary>
    public static bool Is(IConversionOperation conversion) => conversion is { OperatorMethod: null, Operand.Type: { IsValueType: true, IsRefLikeType: false, TypeKind: not TypeKind.Pointer } operand, Type: { IsReferenceType: true, TypeKind: not TypeKind.Error and not TypeKind.Dynamic } }
        && operand.SpecialType != SpecialType.System_Void && !(conversion.Operand is IDefaultValueOperation) && conversion.Operand.Type is not ITypeParameterSymbol;

    /// <summary>What to do instead; null where somebody else asks for an object.</summary>
    public static string? Instead(IConversionOperation conversion, ISymbol member, Compilation compilation)
    {
        IOperation at = conversion;
        while (at.Parent is IParenthesizedOperation or IConversionOperation { OperatorMethod: null, Type.IsReferenceType: true }) at = at.Parent;
        switch (at.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                return OfArgument(conversion, argument, call, compilation);
            case IArgumentOperation { Parent: IPropertyReferenceOperation { Property.IsIndexer: true } element }:
                return IsUntyped(element.Instance?.Type) ? "use a generic collection" : IsObjectKeyed(element.Instance, conversion) ? "use the type of the values for the keys" : null;
            case IArrayInitializerOperation or ICollectionExpressionOperation when at.Parent is { IsImplicit: true } list:
                while (list is IArrayInitializerOperation or IArrayCreationOperation or ICollectionExpressionOperation or IConversionOperation) list = list.Parent!;
                return list is IArgumentOperation { ArgumentKind: ArgumentKind.ParamArray or ArgumentKind.ParamCollection, Parent: IInvocationOperation written } && IsFormatting(written.TargetMethod) ? "use an interpolated string" : null;
            case IInvocationOperation call when call.Instance == at:
                return "call it on the value, or through a generic method";
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } }:
                return StaysHere(local, conversion) ? "keep it in a variable of its own type" : null;
            case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Value == at:
                return StaysHere(local, conversion) ? "keep it in a variable of its own type" : null;
            case ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property.IsIndexer: true, Instance: { } collection } } assignment when assignment.Value == at:
                return IsUntyped(collection.Type) ? "use a generic collection" : null;
            default:
                return null;
        }
    }

    static string? OfArgument(IConversionOperation conversion, IArgumentOperation argument, IInvocationOperation call, Compilation compilation)
    {
        var method = call.TargetMethod;
        if (call.Instance is { } owner && IsUntyped(owner.Type)) return "use a generic collection";
        if (call.Instance is not null && IsObjectKeyed(call.Instance, conversion)) return "use the type of the values for the keys";
        if (call.Instance is not null && IsListOfObjects(call.Instance, conversion)) return "use a list of the values' type";
        if (IsFormatting(method)) return "use an interpolated string";
        if (method.Name is "Equals" or "CompareTo" or "Compare" or "ReferenceEquals" && argument.Parameter?.Type.SpecialType == SpecialType.System_Object)
        {
            return method.Name == "Equals" && conversion.Operand.Type is { TypeKind: TypeKind.Enum } ? "compare with ==" : "compare through IEquatable<T> or IComparable<T>";
        }
        return IsOwn(method, compilation) && argument.Parameter is { IsParams: false, Type: { TypeKind: TypeKind.Interface, ContainingNamespace.Name: not ("Generic" or "Collections") } or { SpecialType: SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum } } && !IsLogger(method)
            && Bodies.Of(compilation).Operation(method.OriginalDefinition, default) is { } body && IsOnlyAsked(body, argument.Parameter.OriginalDefinition) ? $"make '{method.Name}' generic" : null;
    }

    /// <summary>A method of this program whose parameter could be generic: nobody replaces it, and nobody else calls it as it is.</summary>
    static bool IsOwn(IMethodSymbol method, Compilation compilation) => method is { MethodKind: MethodKind.Ordinary or MethodKind.LocalFunction, IsVirtual: false, IsOverride: false, IsAbstract: false, ContainingType.TypeKind: not TypeKind.Interface, DeclaringSyntaxReferences.IsEmpty: false }
        && SymbolEqualityComparer.Default.Equals(method.ContainingAssembly, compilation.Assembly)
        && (method.DeclaredAccessibility is Accessibility.Private || method.IsStatic || method.MethodKind == MethodKind.LocalFunction) && !method.ContainingType.AllInterfaces.SelectMany(i => i.GetMembers(method.Name)).Any();

    static bool IsLogger(IMethodSymbol method) => NameWords.Of(method.Name).Words.Any(Loggers.Contains) || NameWords.Of(method.ContainingType.Name).Words.Any(static w => w is "log" or "logger" or "logging" or "trace" or "assert");

    static bool IsUntyped(ITypeSymbol? type) => type is not null && Untyped.Contains(type.Name) && type.ContainingNamespace is { Name: "Collections", ContainingNamespace.Name: "System" };

    static bool IsFormatting(IMethodSymbol method) => method.ContainingType.SpecialType == SpecialType.System_String && method.Name is "Format" or "Concat" or "Join" || method is { Name: "AppendFormat", ContainingType.Name: "StringBuilder" };

    /// <summary>A dictionary or a set of objects that only values of one type go into.</summary>
    static bool IsObjectKeyed(IOperation? collection, IConversionOperation key) => collection is ILocalReferenceOperation { Local: var local, Type: INamedTypeSymbol { Name: "Dictionary" or "HashSet" or "SortedDictionary", TypeArguments: [{ SpecialType: SpecialType.System_Object }, ..] } }
        && IsOfOneType(local, key);

    static bool IsListOfObjects(IOperation collection, IConversionOperation element) => collection is ILocalReferenceOperation { Local: var local, Type: INamedTypeSymbol { Name: "List" or "Queue" or "Stack" or "LinkedList", TypeArguments: [{ SpecialType: SpecialType.System_Object or SpecialType.System_ValueType or SpecialType.System_Enum }] } }
        && IsOfOneType(local, element);

    /// <summary>Whether a collection stays in its member, and everything that goes in is of one type.</summary>
    static bool IsOfOneType(ILocalSymbol local, IConversionOperation element)
    {
        foreach (var use in element.Root().Descendants().OfType<ILocalReferenceOperation>().Where(u => SymbolEqualityComparer.Default.Equals(u.Local, local)))
        {
            switch (use.Parent)
            {
                case IInvocationOperation call when call.Instance == use:
                    if (call.Arguments.Any(a => a.Parameter?.Type.SpecialType == SpecialType.System_Object && !(a.Value is IConversionOperation { Operand.Type: var type } && SymbolEqualityComparer.Default.Equals(type, element.Operand.Type)))) return false;
                    break;
                case IPropertyReferenceOperation or IForEachLoopOperation:
                case IConversionOperation { Parent: IForEachLoopOperation }:
                    break;
                default:
                    return false;
            }
        }
        return true;
    }

    /// <summary>Whether an object is only taken apart again, compared, or has its own methods called.</summary>
    static bool StaysHere(ILocalSymbol local, IConversionOperation boxed)
    {
        var uses = boxed.Root().Descendants().OfType<ILocalReferenceOperation>().Where(u => SymbolEqualityComparer.Default.Equals(u.Local, local)).ToList();
        return uses.Count > 0 && uses.All(IsAsked);
    }

    /// <summary>Whether a method hands its parameter to nobody who wants an object.</summary>
    static bool IsOnlyAsked(IOperation body, IParameterSymbol parameter)
    {
        var uses = body.Descendants().OfType<IParameterReferenceOperation>().Where(u => SymbolEqualityComparer.Default.Equals(u.Parameter, parameter)).ToList();
        return uses.Count > 0 && uses.All(IsAsked);
    }

    static bool IsAsked(IOperation use) => use.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == use,
        IConversionOperation { Type.IsValueType: true } => true,
        IInvocationOperation call => call.Instance == use,
        IPropertyReferenceOperation => true,
        IIsTypeOperation or IIsPatternOperation or IInterpolationOperation or IBinaryOperation => true,
        _ => false,
    };
}
