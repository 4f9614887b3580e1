using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A range of an array or a string that is copied although it is only looked at: NumPy's slices are views, C#'s are copies.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class CopyingSlice() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0404",
        title: "Slice that copies", message: "'{0}' copies what is only looked at: {1}", DiagnosticSeverity.Info);

    /// <summary>What to do instead.</summary>
    public const string Span = "use AsSpan", Memory = "use AsMemory", Parameter = "let the method take a ReadOnlySpan";

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.Find("System.ReadOnlySpan`1") is null || types.Find("System.MemoryExtensions") is null) return;
        context.Watch(static _ => Words.Of([WordIndex.Range, "Range", "Substring"]), Check, OperationKind.ArrayElementReference, OperationKind.ImplicitIndexerReference, OperationKind.Invocation);
    }

    static void Check(Sighting context)
    {
        if (CopiedSlice.Of(context.Operation) is not { } slice || context.Operation.IsInExpressionTree()) return;
        if (Instead(context.Operation, slice, context.ContainingSymbol, context.Compilation) is { } instead && !TestCode.IsTest(context.ContainingSymbol))
        {
            context.ReportDiagnostic(Diagnostic.Create(Descriptor, context.Operation.Syntax.GetLocation(), context.Operation.Syntax, instead));
        }
    }

    /// <summary>How the copy is avoided; null where it is needed.</summary>
    static string? Instead(IOperation slice, CopiedSlice copy, ISymbol member, Compilation compilation)
    {
        var at = slice;
        while (at.Parent is IParenthesizedOperation) at = at.Parent;
        switch (at.Parent)
        {
            case IConversionOperation { Type: { Name: "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory", ContainingNamespace.Name: "System" } view } conversion:
                return IsOnlySeen(conversion, copy, view) ? view.Name.EndsWith("Memory", StringComparison.Ordinal) ? Memory : Span : null;
            case IConversionOperation { Parent: IForEachLoopOperation each } collection when each.Collection == collection:
                return IsSafe(each, copy) ? Span : null;
            case IForEachLoopOperation each when each.Collection == at:
                return IsSafe(each, copy) ? Span : null;
            case IArgumentOperation { Parameter: { } parameter, Parent: IInvocationOperation call } argument:
                return InsteadOfArgument(argument, parameter, call, copy, member, compilation);
            case IArgumentOperation { Parameter: { } parameter, Parent: IObjectCreationOperation { Constructor: { } constructor } made } argument:
                if (made.Type is { Name: "ReadOnlySpan" or "Span" or "ReadOnlyMemory" or "Memory", ContainingNamespace.Name: "System" } && made.Arguments.Length == 1) return IsOnlySeen(made, copy, made.Type) ? Span : null;
                return !HasAwait(made) && ViewOverload.Exists(constructor, parameter, null, member, compilation) && IsOnlyRead(constructor, parameter, compilation) ? Span : null;
            default:
                return null;
        }
    }

    static string? InsteadOfArgument(IArgumentOperation argument, IParameterSymbol parameter, IInvocationOperation call, CopiedSlice copy, ISymbol member, Compilation compilation)
    {
        var method = call.TargetMethod;
        if (method is { Name: "AsSpan" or "AsMemory", ContainingType.Name: "MemoryExtensions" }) return IsOnlySeen(call, copy, call.Type!) ? method.Name == "AsSpan" ? Span : Memory : null;
        if (FunctionAround(call, member) is { } function && SymbolEqualityComparer.Default.Equals(method.OriginalDefinition, function.OriginalDefinition)) return IsReader(call, parameter, function, copy) ? Parameter : null;
        return !HasAwait(call) && ViewOverload.Exists(method, parameter, call.Instance is IInstanceReferenceOperation ? null : call.Instance?.Type, member, compilation) ? Span : null;
    }

    /// <summary>A constructor of the same program or of the framework may keep an array; a span it cannot keep.</summary>
    static bool IsOnlyRead(IMethodSymbol constructor, IParameterSymbol parameter, Compilation compilation) =>
        parameter.Type.SpecialType == SpecialType.System_String || !SymbolEqualityComparer.Default.Equals(constructor.ContainingAssembly, compilation.Assembly);

    static IMethodSymbol? FunctionAround(IOperation operation, ISymbol member)
    {
        for (var at = operation.Parent; at is not null; at = at.Parent)
        {
            if (at is ILocalFunctionOperation local) return local.Symbol;
        }
        return member as IMethodSymbol;
    }

    /// <summary>Whether a recursive function could have a span for its parameter: it is no coroutine, and changes nothing in its own copy.</summary>
    static bool IsReader(IInvocationOperation call, IParameterSymbol parameter, IMethodSymbol function, CopiedSlice copy)
    {
        if (function.IsAsync || parameter.RefKind != RefKind.None || function.IsOverride || function.Parameters.Length <= parameter.Ordinal) return false;
        var own = Place.Of(function.Parameters[parameter.Ordinal]);
        if (!own.Equals(Place.Of(copy.Whole))) return false;
        return !call.Root().Descendants().Any(o => o switch
        {
            IAssignmentOperation { Target: IArrayElementReferenceOperation { ArrayReference: var array } } => own.Equals(Place.Of(array)),
            IIncrementOrDecrementOperation { Target: IArrayElementReferenceOperation { ArrayReference: var array } } => own.Equals(Place.Of(array)),
            IReturnOperation { Kind: OperationKind.YieldReturn } => true,
            IArgumentOperation { Parameter: { RefKind: RefKind.None } other, Parent: IInvocationOperation { TargetMethod: { Name: "Sort" or "Reverse" or "Fill" or "Clear" } } } argument => own.Equals(Place.Of(argument.Value)),
            _ => false,
        });
    }

    /// <summary>Whether a view would show the same: nobody keeps it, and nobody changes the array while it is used, or the copy instead of the array.</summary>
    static bool IsOnlySeen(IOperation value, CopiedSlice copy, ITypeSymbol view)
    {
        var isMemory = view.Name.EndsWith("Memory", StringComparison.Ordinal);
        while (value.Parent is IConversionOperation or IParenthesizedOperation) value = value.Parent;
        switch (value.Parent)
        {
            case IArgumentOperation { Parent: IInvocationOperation call } argument:
                if (isMemory && call.TargetMethod.Name is "Add" or "Enqueue" or "Push" or "TryWrite" or "Post" or "TryAdd" or "Insert" or "Append") return false;
                return !copy.MayBeWritten(call.Arguments.Where(a => a != argument));
            case IInvocationOperation:
            case IPropertyReferenceOperation:
            case IForEachLoopOperation:
                return true;
            case IReturnOperation { Kind: OperationKind.Return } when view.Name == "ReadOnlySpan":
                return copy.IsText || copy.Whole.Unwrap() is IParameterReferenceOperation or ILocalReferenceOperation && !copy.MayBeWritten(LaterThan(value));
            case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } } when !isMemory:
                return !IsChangedLater(local, copy, value, isWritable: view.Name == "Span");
            default:
                return false;
        }
    }

    static bool IsChangedLater(ILocalSymbol local, CopiedSlice copy, IOperation value, bool isWritable)
    {
        var later = LaterThan(value).ToList();
        if (copy.MayBeWritten(later)) return true;
        return isWritable && later.Any(o => o is ILocalReferenceOperation use && SymbolEqualityComparer.Default.Equals(use.Local, local) && use.Parent is IArgumentOperation or IInvocationOperation or IConversionOperation { Type.Name: "Span", Parent: IArgumentOperation });
    }

    static IEnumerable<IOperation> LaterThan(IOperation value) => value.Root().Descendants().Where(o => o.Syntax.SpanStart > value.Syntax.Span.End);

    /// <summary>A span does not live across an await, and sees what the loop writes.</summary>
    static bool IsSafe(IForEachLoopOperation loop, CopiedSlice copy) => !HasAwait(loop.Body) && !copy.MayBeWritten(loop.Body.Descendants());

    static bool HasAwait(IOperation operation) => operation.DescendantsAndSelf().Any(static o => o is IAwaitOperation or IReturnOperation { Kind: OperationKind.YieldReturn });
}
