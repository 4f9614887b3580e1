using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>What of a method a loop in it names, which its threads must be handed.</summary>
sealed class Captures
{
    readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);
    readonly List<Captured> all = [];
    readonly List<string> constants = [];
    readonly List<string> functions = [];

    /// <summary>A variable.</summary>
    /// <param name="Name">Its name.</param>
    /// <param name="Type">Its type.</param>
    /// <param name="Text">What it is in the method.</param>
    /// <param name="IsLocal">Whether it is a local or a parameter, and no field.</param>
    public sealed record Captured(string Name, string Type, string Text, bool IsLocal);

    /// <summary>The variables.</summary>
    public IReadOnlyList<Captured> All => all;

    /// <summary>The declarations of constants.</summary>
    public IReadOnlyList<string> Constants => constants;

    /// <summary>The local functions.</summary>
    public IReadOnlyList<string> Functions => functions;

    public static Captures Of(IForEachLoopOperation loop, Compilation compilation, CancellationToken cancel)
    {
        var captures = new Captures();
        captures.Add(loop.Body, loop.Syntax, compilation, cancel);
        return captures.all.GroupBy(static c => c.Name).FirstOrDefault(static g => g.Count() > 1) is { } twice ? throw new NotVector($"'{twice.Key}' is a field and a variable too", loop.Syntax) : captures;
    }

    void Add(IOperation code, SyntaxNode scope, Compilation compilation, CancellationToken cancel)
    {
        foreach (var operation in code.DescendantsAndSelf())
        {
            switch (operation)
            {
                case ILocalReferenceOperation { Local: { HasConstantValue: true, ConstantValue: { } value } constant } when IsOutside(constant, scope):
                    if (seen.Add(constant)) constants.Add($"const {TypeName.Of(constant.Type)} {TypeName.Escape(constant.Name)} = {ConstantCode.Of(value)};");
                    break;
                case ILocalReferenceOperation { Local: var local } when IsOutside(local, scope): Add(local, local.Type, TypeName.Escape(local.Name), isLocal: true); break;
                case IParameterReferenceOperation { Parameter: var parameter } when IsOutside(parameter, scope): Add(parameter, parameter.Type, TypeName.Escape(parameter.Name), isLocal: true); break;
                case IFieldReferenceOperation { Instance: IInstanceReferenceOperation, Field: var field }: Add(field, field.Type, "this." + TypeName.Escape(field.Name), isLocal: false); break;
                case IFieldReferenceOperation { Instance: null, Field: { IsReadOnly: false, IsConst: false } field }: throw new NotVector($"'{field.Name}' is a field, which another thread may change: copy it before the loop", operation.Syntax);
                case IInvocationOperation { TargetMethod: { MethodKind: MethodKind.LocalFunction } function } when IsOutside(function, scope): Add(function.OriginalDefinition, compilation, cancel); break;
            }
        }
    }

    static bool IsOutside(ISymbol symbol, SyntaxNode scope) => symbol.DeclaringSyntaxReferences is not [var declared, ..] || declared.SyntaxTree != scope.SyntaxTree || !scope.Span.Contains(declared.Span);

    void Add(ISymbol symbol, ITypeSymbol type, string text, bool isLocal)
    {
        if (seen.Add(symbol)) all.Add(new(TypeName.Escape(symbol.Name), TypeName.Of(type), text, isLocal));
    }

    void Add(IMethodSymbol function, Compilation compilation, CancellationToken cancel)
    {
        if (!seen.Add(function) || function.DeclaringSyntaxReferences is not [var reference] || reference.GetSyntax(cancel) is not LocalFunctionStatementSyntax syntax) return;
        functions.Add(new TokenEdits().Write(syntax));
        if (compilation.GetSemanticModel(syntax.SyntaxTree).Bind(syntax, cancel) is { } body) Add(body, syntax, compilation, cancel);
    }
}
