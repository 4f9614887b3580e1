using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Symbols;

/// <summary>Members that have to block where they wait: whoever calls them gives them no choice.</summary>
public static class SynchronousContract
{
    /// <summary>Whether a function of a member is bound: the program's entry, disposal, an awaiter, the synchronous half of a contract that has an asynchronous one.</summary>
    /// <param name="member">The member.</param>
    /// <param name="function">The body of the member, or a function in it: the program's entry and a contract bind the body alone.</param>
    public static bool Binds(ISymbol member, IOperation function) => member is IMethodSymbol method
        && (IsDispose(method) || IsOfAwaiter(method) || function.Parent is null && (IsEntry(method) || IsHalfOfContract(method)));

    static bool IsEntry(IMethodSymbol method) => method is { IsStatic: true, Name: WellKnownMemberNames.EntryPointMethodName or WellKnownMemberNames.TopLevelStatementsEntryPointMethodName };

    static bool IsDispose(IMethodSymbol method) => method.MethodKind == MethodKind.Destructor
        || method is { ReturnsVoid: true, Name: "Dispose" or "System.IDisposable.Dispose", Parameters: [] or [{ Type.SpecialType: SpecialType.System_Boolean }] };

    /// <summary>GetResult is called when the task is done.</summary>
    static bool IsOfAwaiter(IMethodSymbol method) => (method.Name.StartsWith("GetResult", StringComparison.Ordinal) || method.Name.EndsWith(".GetResult", StringComparison.Ordinal))
        && (!method.ContainingType.GetMembers("OnCompleted").IsEmpty || method.ContainingType.AllInterfaces.Any(static i => i.Name is "INotifyCompletion" or "ICriticalNotifyCompletion" or "IValueTaskSource"));

    /// <summary>Whether a method is there because a base class or an interface wants both <c>Read</c> and <c>ReadAsync</c>, or is itself the default of such a pair.</summary>
    static bool IsHalfOfContract(IMethodSymbol method)
    {
        if (method.MethodKind is not (MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation) || method.ReturnType.Name is "Task" or "ValueTask") return false;
        if (method.IsVirtual) return HasTwin(method.ContainingType, method.Name);
        for (var overridden = method.OverriddenMethod; overridden is not null; overridden = overridden.OverriddenMethod)
        {
            if (HasTwin(overridden.ContainingType, method.Name)) return true;
        }
        if (method.ExplicitInterfaceImplementations is [var declared, ..]) return HasTwin(declared.ContainingType, declared.Name);
        return method.ContainingType.AllInterfaces.Any(i => HasTwin(i, method.Name) && i.GetMembers(method.Name).Any(m => SymbolEqualityComparer.Default.Equals(method.ContainingType.FindImplementationForInterfaceMember(m), method)));
    }

    static bool HasTwin(INamedTypeSymbol type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            if (!at.GetMembers(name + "Async").IsEmpty) return true;
        }
        return false;
    }
}
