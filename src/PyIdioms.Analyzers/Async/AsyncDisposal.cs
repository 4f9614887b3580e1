using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Async;

/// <summary>Which types have something to wait for when they are disposed of.</summary>
sealed class AsyncDisposal(Compilation compilation)
{
    static readonly ConditionalWeakTable<Compilation, AsyncDisposal> PerCompilation = new();

    readonly ConcurrentDictionary<ITypeSymbol, bool> known = new(SymbolEqualityComparer.Default);
    readonly Awaitables awaitables = Awaitables.Of(compilation);
    readonly INamedTypeSymbol? contract = KnownTypes.Of(compilation).Find("System.IAsyncDisposable");

    public static AsyncDisposal Of(Compilation compilation) => PerCompilation.GetValue(compilation, static c => new(c));

    /// <summary>Whether a type has a <c>DisposeAsync</c> that is more than its <c>Dispose</c>.</summary>
    public bool Waits(ITypeSymbol? type) => type is not null and not IErrorTypeSymbol && (known.TryGetValue(type, out var answer) ? answer : known.GetOrAdd(type, DisposerOf(type) is { } method && !IsSynchronous(method)));

    /// <summary>Whether a type can only be disposed of asynchronously.</summary>
    public bool IsOnlyAsync(ITypeSymbol? type) => Waits(type) && !type!.AllInterfaces.Append(type).Any(static i => i.SpecialType == SpecialType.System_IDisposable) && !HasDispose(type);

    static bool HasDispose(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (at.GetMembers("Dispose").Any(static m => m is IMethodSymbol { Parameters.IsEmpty: true, IsStatic: false })) return true;
        }
        return false;
    }

    IMethodSymbol? DisposerOf(ITypeSymbol type)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers("DisposeAsync"))
            {
                if (member is IMethodSymbol { IsStatic: false, Parameters.IsEmpty: true, DeclaredAccessibility: not Accessibility.Private } method && awaitables.IsAwaitable(method.ReturnType)) return method;
            }
        }
        if (contract?.GetMembers("DisposeAsync").FirstOrDefault() is not IMethodSymbol declared || !type.AllInterfaces.Contains(contract, SymbolEqualityComparer.Default)) return null;
        return type.FindImplementationForInterfaceMember(declared) as IMethodSymbol ?? declared;
    }

    /// <summary>The defaults of the framework's base types, which dispose at once, and bodies that do the same.</summary>
    static bool IsSynchronous(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences.IsEmpty)
        {
            return method.ContainingType switch
            {
                { ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" }, Name: "Stream" or "TextWriter" or "MemoryStream" or "UnmanagedMemoryStream" or "StringWriter" } => true,
                { ContainingNamespace: { Name: "Common", ContainingNamespace.Name: "Data" } } => true,
                // Waits for a callback that is running at this moment: hardly ever is one.
                { Name: "CancellationTokenRegistration" } => true,
                _ => false,
            };
        }
        return method.DeclaringSyntaxReferences.All(static r => r.GetSyntax() is MethodDeclarationSyntax declaration && DisposesAtOnce(declaration));
    }

    /// <summary><c>Dispose(); return default;</c>: it does its work before it returns. One that does nothing says nothing.</summary>
    static bool DisposesAtOnce(MethodDeclarationSyntax method)
    {
        if (method.Modifiers.Any(SyntaxKind.AbstractKeyword)) return false;
        var code = (SyntaxNode?)method.Body ?? method.ExpressionBody;
        if (code is null || code.DescendantNodes().Any(static n => n is AwaitExpressionSyntax or ForEachStatementSyntax { AwaitKeyword.RawKind: not 0 })) return false;
        var calls = code.DescendantNodes().OfType<InvocationExpressionSyntax>().Select(static c => c.Expression.ToString()).Where(static c => !c.StartsWith("GC.", StringComparison.Ordinal)).ToArray();
        return calls.Any(static c => !c.StartsWith("ValueTask.", StringComparison.Ordinal) && !c.StartsWith("Task.", StringComparison.Ordinal)) && calls.All(static c => c.IndexOf("Async", StringComparison.Ordinal) < 0 && !c.StartsWith("Task.When", StringComparison.Ordinal));
    }

    /// <summary>Whether an object has nothing to wait for whatever its type says: it works in memory, or on a file that is only read.</summary>
    public static bool IsAtOnce(IOperation value)
    {
        switch (value.Unwrap())
        {
            // Opening for reading says so by its name, whoever does it: File, FileInfo, ZipFile, a helper of the program.
            case IInvocationOperation { TargetMethod.Name: var name } when name.Contains("OpenRead") || name.Contains("OpenForRead"):
                return true;
            // Without XmlWriterSettings.Async its DisposeAsync throws.
            case IInvocationOperation { TargetMethod: { Name: "Create", ContainingType.Name: "XmlWriter" } } writer:
                return writer.Arguments.Any(static a => IsMemory(a.Value)) || !writer.Root().Descendants().Any(static d => d is ISimpleAssignmentOperation { Target: IPropertyReferenceOperation { Property: { Name: "Async", ContainingType.Name: "XmlWriterSettings" } } });
            case IAwaitOperation { Operation: var awaited }:
                return IsAtOnce(awaited);
            case IInvocationOperation { TargetMethod.Name: "ConfigureAwait", Instance: { } awaited }:
                return IsAtOnce(awaited);
            case IObjectCreationOperation reader when OnlyReads(reader):
                return true;
            case IObjectCreationOperation creation:
                return creation.Arguments.Any(static a => IsMemory(a.Value) || a.Value.Unwrap() is IObjectCreationOperation && IsAtOnce(a.Value)) || creation.Type?.Name == "FileStream" && creation.Arguments.Any(static a => IsReading(a.Value)) && !creation.Arguments.Any(static a => a.ArgumentKind == ArgumentKind.Explicit && a.Value.Descendants().Any(IsWriting));
            case IInvocationOperation { TargetMethod: { Name: "Open", ContainingType: { Name: "File" or "FileInfo" } } } open:
                return open.Arguments.Any(static a => IsReading(a.Value));
            case IConversionOperation { OperatorMethod: null, Operand: var operand }:
                return IsAtOnce(operand);
            default:
                return false;
        }
    }

    /// <summary>An archive that is opened for reading, a stream that decompresses, a reader over a text: there is nothing to write when it ends.</summary>
    static bool OnlyReads(IObjectCreationOperation creation) =>
        creation.Arguments.Any(static a => a.Value.Unwrap() is IFieldReferenceOperation { Field: { Name: "Read", ContainingType.Name: "ZipArchiveMode" } or { Name: "Decompress", ContainingType.Name: "CompressionMode" } })
        || creation is { Type.Name: "ZipArchive", Arguments: [_] }
        || creation.Type?.Name.EndsWith("Reader", StringComparison.Ordinal) == true && creation.Arguments.Any(static a => IsTextReader(a.Value));

    static bool IsTextReader(IOperation value)
    {
        while (value is IConversionOperation { Operand: var operand }) value = operand;
        for (var type = value.Type; type is not null; type = type.BaseType)
        {
            if (type is { Name: "TextReader", ContainingNamespace: { Name: "IO", ContainingNamespace.Name: "System" } }) return true;
        }
        return false;
    }

    static bool IsReading(IOperation value) => value.Unwrap() is IFieldReferenceOperation { Field: { Name: "Read", ContainingType.Name: "FileAccess" } };

    static bool IsWriting(IOperation value) => value is IFieldReferenceOperation { Field: { Name: "Write" or "ReadWrite", ContainingType.Name: "FileAccess" } };

    static bool IsMemory(IOperation value)
    {
        while (value is IConversionOperation { Operand: var operand }) value = operand;
        for (var type = value.Type; type is not null; type = type.BaseType)
        {
            if (type.Name is "MemoryStream" or "StringWriter" or "StringBuilder" or "ArrayBufferWriter" or "IBufferWriter") return true;
        }
        return false;
    }
}
