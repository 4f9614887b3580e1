using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Which exceptions can come out of an operation: one of a library only out of code that knows the library.</summary>
static class Throwers
{
    static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> Mentioned = new();

    public static bool May(IOperation operation, ITypeSymbol caught)
    {
        if (caught.ContainingAssembly is not { } library || IsOfFramework(library) || !caught.DeclaringSyntaxReferences.IsEmpty) return true;
        foreach (var part in operation.InOrder())
        {
            switch (part)
            {
                case IInvocationOperation call when Knows(call.TargetMethod, caught, library): return true;
                case IObjectCreationOperation { Constructor: { } constructor } when Knows(constructor, caught, library): return true;
                case IPropertyReferenceOperation property when Knows(property.Property, caught, library): return true;
                case IBinaryOperation { OperatorMethod: { } method } when Knows(method, caught, library): return true;
                case IConversionOperation { OperatorMethod: { } method } when Knows(method, caught, library): return true;
                case IDynamicInvocationOperation or IAwaitOperation or IThrowOperation: return true;
            }
        }
        return false;
    }

    static bool IsOfFramework(IAssemblySymbol assembly) => assembly.Name is "System.Private.CoreLib" or "System.Runtime" or "mscorlib" or "netstandard" || assembly.Name.StartsWith("System.", StringComparison.Ordinal) && assembly.Name is not ("System.Data.SqlClient" or "System.Data.Odbc" or "System.Data.OleDb");

    static bool Knows(ISymbol member, ITypeSymbol caught, IAssemblySymbol library)
    {
        if (member.ContainingAssembly is not { } assembly || member is IMethodSymbol { MethodKind: MethodKind.DelegateInvoke }) return true;
        if (SymbolEqualityComparer.Default.Equals(assembly, library)) return true;
        if (member.IsAbstract || member.IsVirtual || member.IsOverride) return !IsCollection(member.ContainingType) && (!IsOfFramework(assembly) || IsOfData(member.ContainingType)) && KnowsSource(member, caught);
        if (member.DeclaringSyntaxReferences.IsEmpty) return assembly.Modules.Any(m => m.ReferencedAssemblySymbols.Any(r => SymbolEqualityComparer.Default.Equals(r, library)));
        return KnowsSource(member, caught);
    }

    static bool IsCollection(INamedTypeSymbol? type) => type?.ContainingNamespace.ToDisplayString().StartsWith("System.Collections", StringComparison.Ordinal) == true;

    static bool IsOfData(INamedTypeSymbol? type) => type?.ContainingNamespace.ToDisplayString().StartsWith("System.Data", StringComparison.Ordinal) == true;

    /// <summary>Code of this program that never names the library cannot call it.</summary>
    static bool KnowsSource(ISymbol member, ITypeSymbol caught) => member.DeclaringSyntaxReferences.IsEmpty || caught.ContainingNamespace is not { } space
        || member.DeclaringSyntaxReferences.Any(r => Mentioned.GetValue(r.SyntaxTree, NamespacesOf) is var names && names.Contains(space.ToDisplayString()));

    static HashSet<string> NamespacesOf(SyntaxTree tree) => [.. tree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Select(u => u.NamespaceOrType.ToString())];
}
