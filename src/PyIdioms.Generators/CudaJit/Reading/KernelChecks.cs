using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Generators.CudaJit;

/// <summary>What a device cannot run, in a kernel and in the functions that it calls.</summary>
sealed class KernelChecks
{
    readonly Compilation compilation;
    readonly CancellationToken cancel;
    readonly Dictionary<IMethodSymbol, string?> known = new(SymbolEqualityComparer.Default);

    KernelChecks(Compilation compilation, CancellationToken cancel) => (this.compilation, this.cancel) = (compilation, cancel);

    public static void Run(KernelCode code, Compilation compilation, Refusals refusals, CancellationToken cancel)
    {
        var checks = new KernelChecks(compilation, cancel);
        if (BoundNames.ProblemOf(code.Node, code.Model, cancel) is { } problem) refusals.Report(CudaJitRules.NotOnDevice, code.Declaration.Identifier.GetLocation(), problem);
        foreach (var (at, reason) in checks.ProblemsIn(code.Body, code.Node)) refusals.Report(CudaJitRules.NotOnDevice, at.GetLocation(), reason);
        foreach (var operation in code.Body.Descendants())
        {
            if (KernelWords.Of(operation) is { } word && WordUse.ProblemOf(operation, word, code) is { } misuse) refusals.Report(CudaJitRules.Misused, operation.Syntax.GetLocation(), misuse);
        }
    }

    IEnumerable<(SyntaxNode At, string Reason)> ProblemsIn(IOperation body, SyntaxNode text)
    {
        // What IOperation does not tell apart.
        foreach (var node in text.DescendantNodes())
        {
            var reason = node switch
            {
                CheckedExpressionSyntax { Keyword.RawKind: (int)SyntaxKind.CheckedKeyword } or CheckedStatementSyntax { Keyword.RawKind: (int)SyntaxKind.CheckedKeyword } =>
                    "'checked' is dropped there, and what overflows wraps; compare before you compute",
                StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax => "memory of a thread is Cuda.Local.Array<T>(length)",
                FixedStatementSyntax or PointerTypeSyntax or UnsafeStatementSyntax => "memory is reached by spans alone",
                _ => null,
            };
            if (reason is not null) yield return (Head(node), reason);
        }
        var pending = new Stack<IOperation>([body]);
        while (pending.Count > 0)
        {
            cancel.ThrowIfCancellationRequested();
            var operation = pending.Pop();
            if (ProblemOf(operation) is { } reason)
            {
                yield return (Head(operation.Syntax), reason);
                continue;
            }
            foreach (var child in operation.ChildOperations.Reverse()) pending.Push(child);
        }
    }

    /// <summary>The first line of it.</summary>
    static SyntaxNode Head(SyntaxNode node) => node switch
    {
        TryStatementSyntax { Block: var tried } => tried,
        _ => node,
    };

    string? ProblemOf(IOperation operation) => operation switch
    {
        IThrowOperation => "a device has no exceptions; store what went wrong",
        ITryOperation => "a device has no exceptions",
        ILockOperation => "there are no locks; use Cuda.Atomic",
        IUsingOperation or IUsingDeclarationOperation => "nothing is disposed of there",
        IDelegateCreationOperation or IAnonymousFunctionOperation or IMethodReferenceOperation => "a device calls nothing that is kept in a variable",
        ILocalFunctionOperation { Symbol.IsStatic: false } function => $"make '{function.Symbol.Name}' static: it takes what it needs",
        IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation => "nothing is looked up by name there",
        IForEachLoopOperation => "count with 'for': a device has no enumerators",
        IInterpolatedStringOperation or ILiteralOperation { Type.SpecialType: SpecialType.System_String } => "a device has no texts",
        IArrayCreationOperation or ICollectionExpressionOperation => "a device allocates nothing; memory of a thread is Cuda.Local.Array<T>(length)",
        ISwitchExpressionOperation { IsExhaustive: false } => "what no arm takes would throw; add one for '_'",
        IConversionOperation { OperatorMethod: { } converter } => ProblemOfCall(converter, operation),
        IBinaryOperation { OperatorMethod: { } by } => ProblemOfCall(by, operation),
        IUnaryOperation { OperatorMethod: { } by } => ProblemOfCall(by, operation),
        ICompoundAssignmentOperation { OperatorMethod: { } by } => ProblemOfCall(by, operation),
        IObjectCreationOperation { Constructor: { } constructor } created => created.Type is { IsValueType: true } ? ProblemOfConstructor(constructor, created) : $"a device allocates nothing; '{created.Type?.Name}' is a class",
        IFieldReferenceOperation { Field: { IsStatic: true, IsConst: false } field } => ProblemOfStatic(field),
        IPropertyReferenceOperation { Property: var property } when KernelWords.Of(operation) is null => ProblemOfProperty(property, operation),
        IInvocationOperation call when KernelWords.Of(operation) is null => ProblemOfCall(call.TargetMethod, operation, call.Instance),
        _ => ProblemOfType(operation),
    };

    static string? ProblemOfType(IOperation operation) => operation.Type switch
    {
        null => null,
        { SpecialType: SpecialType.System_Decimal or SpecialType.System_IntPtr or SpecialType.System_UIntPtr } type => $"no device computes with '{Short(type)}'",
        { Name: "Half" or "Int128" or "UInt128", ContainingNamespace.Name: "System" } type => $"no device computes with '{Short(type)}'",
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => "memory is reached by spans alone",
        { IsReferenceType: true } type when operation is IConversionOperation && type is not IArrayTypeSymbol => "a value becomes an object, and a device has none",
        { IsReferenceType: true } type when type is not IArrayTypeSymbol && operation is not ILiteralOperation => $"a device has no objects, and '{Short(type)}' is a class",
        _ => null,
    };

    static string? ProblemOfStatic(IFieldSymbol field) =>
        !field.IsReadOnly ? $"'{field.Name}' may change, and a device has no variables of the program; take it as a parameter"
        : DeviceTypes.IsNumber(field.Type) || field.Type.TypeKind == TypeKind.Enum ? null
        : $"'{field.Name}' is an object of the program; take a span as a parameter";

    string? ProblemOfProperty(IPropertySymbol property, IOperation at)
    {
        if (property.ContainingType is IArrayTypeSymbol || property.ContainingType?.SpecialType == SpecialType.System_Array) return property.Name == "Length" ? null : $"no device has '{property.Name}' of an array";
        var isStored = at.Parent is IAssignmentOperation set && set.Target == at && !property.ReturnsByRef;
        return (isStored ? property.SetMethod : property.GetMethod) is { } accessor ? ProblemOfCall(accessor, at) : ProblemOfType(at);
    }

    /// <summary>A struct of the program's own, as it is written.</summary>
    string? ProblemOfConstructor(IMethodSymbol constructor, IOperation at) => constructor.IsImplicitlyDeclared || constructor.ContainingType.IsTupleType || at.Syntax is RangeExpressionSyntax ? null
        : ProblemOfCall(constructor, at);

    string? ProblemOfCall(IMethodSymbol method, IOperation at, IOperation? instance = null)
    {
        var name = $"'{method.ContainingType?.Name}.{(method.AssociatedSymbol ?? method).Name}'";
        if (instance?.Type is ITypeParameterSymbol || method.IsAbstract || method.IsVirtual && instance?.Type is not { IsValueType: true }) return $"which {name} is called is not known before it runs";
        if (DeviceMethods.Has(method.OriginalDefinition) || DeviceMethods.Has(method)) return ProblemOfType(at);
        if (method.MethodKind == MethodKind.LocalFunction) return ProblemOfType(at);
        if (method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty)
        {
            return method.IsImplicitlyDeclared && method.ContainingType is { IsReferenceType: false, DeclaringSyntaxReferences.IsEmpty: false } ? ProblemOfType(at) : $"no device has {name}";
        }
        if (method.Parameters.Any(static p => DeviceTypes.ElementOf(p.Type) is not null)) return $"{name} takes a span, which is another type there; make it a static local function of the kernel";
        return ProblemOfBody(method.OriginalDefinition) is { } problem ? $"{name} does what none does: {problem}" : ProblemOfType(at);
    }

    string? ProblemOfBody(IMethodSymbol method)
    {
        if (known.TryGetValue(method, out var problem)) return problem;
        // Who comes here again while it is being read is called by itself.
        known[method] = "it calls itself, and a device has no stack for that";
        return known[method] = BodyProblem(method);
    }

    string? BodyProblem(IMethodSymbol method)
    {
        var text = method.DeclaringSyntaxReferences[0].GetSyntax(cancel);
        // A property that is a parameter of a record, or that the compiler keeps itself, does nothing else.
        if (text is ParameterSyntax or TypeDeclarationSyntax or AccessorDeclarationSyntax { Body: null, ExpressionBody: null }) return null;
        if (text is BaseMethodDeclarationSyntax { Body: null, ExpressionBody: null }) return "its body is not written here";
        if (compilation.GetSemanticModel(text.SyntaxTree).Bind(text, cancel) is not { } body) return "its body cannot be read";
        foreach (var (_, reason) in ProblemsIn(body, text)) return reason;
        foreach (var operation in body.Descendants())
        {
            if (KernelWords.Of(operation) is { } word and not Word.Atomic) return $"Cuda.{word} is the kernel's own word; pass on what it says";
        }
        return null;
    }

    static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);
}
