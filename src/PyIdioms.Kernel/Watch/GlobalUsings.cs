using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Watch;

/// <summary>The classes whose members every document may name without naming the class: by <c>global using static</c>, or by another name for it.</summary>
public static class GlobalUsings
{
    static readonly Gathered<string> Gathered = new(static (tree, cancel) => tree.GetRoot(cancel) is CompilationUnitSyntax { Usings: var usings }
        ? usings.Where(u => !u.GlobalKeyword.IsKind(SyntaxKind.None) && (u.Alias is not null || !u.StaticKeyword.IsKind(SyntaxKind.None))).Select(u => u.NamespaceOrType.ToString()).Select(n => n.Substring(n.LastIndexOf('.') + 1)) : []);

    public static HashSet<string> Of(Compilation compilation, CancellationToken cancel) => Gathered.In(compilation, cancel).All;
}
