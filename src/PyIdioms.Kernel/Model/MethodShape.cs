using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace PyIdioms.Kernel.Model;

/// <summary>What a method gives back, as far as a caller waits for it.</summary>
public enum ReturnKind { Void, Value, Task, TaskOfT, ValueTask, ValueTaskOfT, Stream }

/// <summary>How an argument travels.</summary>
public enum Passing { Value, Ref, Out, In, RefReadOnly }

/// <summary>A parameter.</summary>
/// <param name="Name">Its name, as an identifier in code.</param>
/// <param name="Type">Its type, as the declaration says it.</param>
/// <param name="Argument">Its type as a type argument.</param>
/// <param name="Prefix">What stands before the type: <c>params scoped ref </c>.</param>
/// <param name="Passing">How the argument travels.</param>
/// <param name="IsRefLike">Whether its value can only live on the stack.</param>
/// <param name="IsPointer">Whether its type cannot be a type argument.</param>
/// <param name="IsToken">Whether it is a <c>CancellationToken</c> by value.</param>
public sealed record ParameterShape(string Name, string Type, string Argument, string Prefix, Passing Passing, bool IsRefLike, bool IsPointer, bool IsToken)
{
    /// <summary>The name without its escape, to build other names from.</summary>
    public string BareName => Name.TrimStart('@');

    /// <summary>What stands before an argument that passes this parameter on.</summary>
    public string ArgumentPrefix => Passing switch
    {
        Passing.Ref => "ref ",
        Passing.Out => "out ",
        Passing.In or Passing.RefReadOnly => "in ",
        _ => "",
    };
}

/// <summary>A type parameter of a method.</summary>
/// <param name="Name">Its name, as an identifier in code.</param>
/// <param name="Constraints">All that it must be, as after <c>where T : </c>; empty for nothing.</param>
/// <param name="Repeated">The constraints that another declaration of the method must repeat: all, or for an override the few that C# allows.</param>
public sealed record TypeParameterShape(string Name, string Constraints, string Repeated);

/// <summary>A method as another part of it, or a type that stands for a call of it, must say it again.</summary>
/// <param name="Name">Its name, as an identifier in code.</param>
/// <param name="Modifiers">Its modifiers in order, without <c>partial</c>: <c>public static </c>.</param>
/// <param name="Return">What it returns, as the declaration says it: <c>ref readonly int</c>.</param>
/// <param name="Kind">What it gives back, as far as a caller waits for it.</param>
/// <param name="Result">What the caller ends up with, as a type argument; empty for nothing.</param>
/// <param name="ReturnsRef">Whether it returns a reference.</param>
/// <param name="ReturnsRefLike">Whether its result can only live on the stack.</param>
/// <param name="ReturnsPointer">Whether its result cannot be a type argument.</param>
/// <param name="IsStatic">Whether it has no <c>this</c>.</param>
/// <param name="IsReadOnly">Whether it is a struct's method that leaves <c>this</c> alone.</param>
/// <param name="TypeParameters">Its type parameters.</param>
/// <param name="Parameters">Its parameters.</param>
/// <param name="Interface">The interface of which it is an explicit implementation, as code spells it; null for most.</param>
public sealed record MethodShape(
    string Name, string Modifiers, string Return, ReturnKind Kind, string Result, bool ReturnsRef, bool ReturnsRefLike, bool ReturnsPointer, bool IsStatic, bool IsReadOnly,
    EquatableArray<TypeParameterShape> TypeParameters, EquatableArray<ParameterShape> Parameters, string? Interface = null)
{
    public bool IsAsync => IsTask(Kind);

    /// <summary>The name without its escape, to build other names from.</summary>
    public string BareName => Name.TrimStart('@');

    /// <summary>Whether the signature needs an unsafe context.</summary>
    public bool IsUnsafe => ReturnsPointer || HasParameter(static p => p.IsPointer);

    /// <summary>Whether one of the parameters is such a one; asked on every edit, so without an enumerator.</summary>
    public bool HasParameter(Func<ParameterShape, bool> such)
    {
        for (var i = 0; i < Parameters.Count; i++)
        {
            if (such(Parameters[i])) return true;
        }
        return false;
    }

    /// <summary><c>&lt;T, U&gt;</c>, or nothing.</summary>
    public string TypeArguments => TypeParameters.Count == 0 ? "" : $"<{string.Join(", ", TypeParameters.Select(static t => t.Name))}>";

    /// <summary>The <c>where</c> clauses of a type that stands for the method.</summary>
    public string Constraints => Where(TypeParameters.Select(static t => (t.Name, t.Constraints)));

    /// <summary>The head of the implementing part of a partial method, or of an explicit implementation.</summary>
    public string Implementation(bool isAsync = false) =>
        $"{Modifiers}{(isAsync ? "async " : "")}{(Interface is null ? "partial " : "")}{Return} {(Interface is null ? "" : Interface + ".")}{Name}{TypeArguments}{ParameterList}"
        + Where(TypeParameters.Select(static t => (t.Name, t.Repeated)));

    /// <summary>The parameters in their parentheses, as a declaration has them.</summary>
    public string ParameterList => $"({string.Join(", ", Parameters.Select(static p => $"{p.Prefix}{p.Type} {p.Name}"))})";

    public static MethodShape Of(IMethodSymbol method)
    {
        var (kind, result) = KindOf(method);
        var returned = TypeName.Of(method.ReturnType);
        return new(
            TypeName.Escape(method.Name),
            ModifiersOf(method),
            method.ReturnsByRef ? "ref " + returned : method.ReturnsByRefReadonly ? "ref readonly " + returned : returned,
            kind,
            result is null ? "" : TypeName.AsArgument(result),
            method.ReturnsByRef || method.ReturnsByRefReadonly,
            IsRefLike(method.ReturnType),
            IsPointer(method.ReturnType),
            method.IsStatic,
            method.IsReadOnly,
            method.TypeParameters.IsEmpty ? default : new(ImmutableArray.CreateRange(method.TypeParameters, static (t, m) => TypeParameterOf(t, m), method)),
            method.Parameters.IsEmpty ? default : new(ImmutableArray.CreateRange(method.Parameters, static (p, m) => ParameterOf(p, m), method)));
    }

    /// <summary>An explicit implementation of an interface's method.</summary>
    public static MethodShape Implementing(IMethodSymbol declared)
    {
        var shape = Of(declared);
        return shape with
        {
            Modifiers = shape.IsUnsafe ? "unsafe " : "",
            IsReadOnly = false,
            Interface = TypeName.Of(declared.ContainingType),
            // All constraints are inherited; T? has to be told what it is.
            TypeParameters = declared.TypeParameters.IsEmpty ? default : shape.TypeParameters.Select((t, i) => t with { Repeated = SaidAgain(declared.TypeParameters[i]) }).ToEquatableArray(),
        };
    }

    static string SaidAgain(ITypeParameterSymbol parameter) => parameter.IsReferenceType ? "class" : parameter.IsValueType ? "struct" : "default";

    /// <summary>Whether values of the type can only live on the stack.</summary>
    public static bool IsRefLike(ITypeSymbol type) => type.IsRefLikeType || type is ITypeParameterSymbol { AllowsRefLikeType: true } || IsRestricted(type);

    /// <summary>Whether a type is the one that cancels.</summary>
    public static bool IsToken(ITypeSymbol type) => type is INamedTypeSymbol { Name: nameof(CancellationToken), ContainingType: null } token && IsIn(token, "Threading", "System");

    /// <summary>Whether what a method gives back is awaited.</summary>
    public static bool IsTask(ReturnKind kind) => kind is ReturnKind.Task or ReturnKind.TaskOfT or ReturnKind.ValueTask or ReturnKind.ValueTaskOfT;

    /// <summary>What a method gives back, and the type its caller ends up with.</summary>
    public static (ReturnKind Kind, ITypeSymbol? Result) KindOf(IMethodSymbol method)
    {
        if (method.ReturnsVoid) return (ReturnKind.Void, null);
        if (method is { ReturnsByRef: false, ReturnsByRefReadonly: false, ReturnType: INamedTypeSymbol { ContainingType: null, Arity: < 2 } named })
        {
            var ofT = named.Arity == 1;
            switch (named.Name)
            {
                case "Task" when IsIn(named, "Tasks", "Threading", "System"):
                    return ofT ? (ReturnKind.TaskOfT, named.TypeArguments[0]) : (ReturnKind.Task, null);
                case "ValueTask" when IsIn(named, "Tasks", "Threading", "System"):
                    return ofT ? (ReturnKind.ValueTaskOfT, named.TypeArguments[0]) : (ReturnKind.ValueTask, null);
                case "IAsyncEnumerable" when ofT && IsIn(named, "Generic", "Collections", "System"):
                    return (ReturnKind.Stream, named.TypeArguments[0]);
            }
        }
        return (ReturnKind.Value, method.ReturnType);
    }

    static bool IsIn(INamedTypeSymbol type, params ReadOnlySpan<string> namespaces)
    {
        var space = type.ContainingNamespace;
        foreach (var name in namespaces)
        {
            if (space is null || space.Name != name) return false;
            space = space.ContainingNamespace;
        }
        return space is { IsGlobalNamespace: true };
    }

    /// <summary>The parameters of an indexer.</summary>
    public static EquatableArray<ParameterShape> ParametersOf(IPropertySymbol indexer) =>
        (indexer.GetMethod ?? indexer.SetMethod) is { } accessor ? indexer.Parameters.Select(p => ParameterOf(p, accessor)).ToEquatableArray() : default;

    static ParameterShape ParameterOf(IParameterSymbol parameter, IMethodSymbol method) => ParameterOf(parameter, method, TypeName.Of(parameter.Type));

    static ParameterShape ParameterOf(IParameterSymbol parameter, IMethodSymbol method, string declared) => new(
        TypeName.Escape(parameter.Name),
        declared,
        declared.Contains("dynamic") ? TypeName.AsArgument(parameter.Type) : declared,
        PrefixOf(parameter, method),
        parameter.RefKind switch
        {
            RefKind.Ref => Passing.Ref,
            RefKind.Out => Passing.Out,
            RefKind.In => Passing.In,
            RefKind.RefReadOnlyParameter => Passing.RefReadOnly,
            _ => Passing.Value,
        },
        IsRefLike(parameter.Type),
        IsPointer(parameter.Type),
        parameter.RefKind == RefKind.None && IsToken(parameter.Type));

    static string PrefixOf(IParameterSymbol parameter, IMethodSymbol method)
    {
        var prefix = parameter.RefKind switch
        {
            RefKind.Ref => "ref ",
            RefKind.Out => "out ",
            RefKind.In => "in ",
            RefKind.RefReadOnlyParameter => "ref readonly ",
            _ => "",
        };
        // An out parameter is scoped without the word, and so is a params span.
        if (parameter.ScopedKind == ScopedKind.ScopedRef && parameter.RefKind != RefKind.Out && !IsScopedWithoutSaying(parameter)) prefix = "scoped " + prefix;
        if (parameter.ScopedKind == ScopedKind.ScopedValue && !parameter.IsParams) prefix = "scoped " + prefix;
        if (parameter.IsParams) prefix = "params " + prefix;
        return method.IsExtensionMethod && parameter.Ordinal == 0 ? "this " + prefix : prefix;
    }

    /// <summary>A ref to a ref struct may be scoped by the language version, not by a word.</summary>
    static bool IsScopedWithoutSaying(IParameterSymbol parameter) =>
        parameter.DeclaringSyntaxReferences is [var reference] && reference.GetSyntax() is ParameterSyntax syntax && !syntax.Modifiers.Any(SyntaxKind.ScopedKeyword);

    static TypeParameterShape TypeParameterOf(ITypeParameterSymbol parameter, IMethodSymbol method)
    {
        var constraints = ConstraintsOf(parameter);
        return new(TypeName.Escape(parameter.Name), constraints, method.IsOverride ? RepeatedInOverride(parameter, method) : constraints);
    }

    static string ConstraintsOf(ITypeParameterSymbol parameter)
    {
        var all = new List<string>();
        if (parameter.HasReferenceTypeConstraint) all.Add(parameter.ReferenceTypeConstraintNullableAnnotation == NullableAnnotation.Annotated ? "class?" : "class");
        else if (parameter.HasUnmanagedTypeConstraint) all.Add("unmanaged");
        else if (parameter.HasValueTypeConstraint) all.Add("struct");
        else if (parameter.HasNotNullConstraint) all.Add("notnull");
        foreach (var type in parameter.ConstraintTypes) all.Add(TypeName.Of(type));
        if (parameter.HasConstructorConstraint) all.Add("new()");
        if (parameter.AllowsRefLikeType) all.Add("allows ref struct");
        return string.Join(", ", all);
    }

    /// <summary>An override inherits its constraints and may only say <c>class</c>, <c>struct</c> or <c>default</c> again.</summary>
    static string RepeatedInOverride(ITypeParameterSymbol parameter, IMethodSymbol method)
    {
        foreach (var clause in DeclarationOf(method)?.ConstraintClauses ?? default)
        {
            if (clause.Name.Identifier.ValueText == parameter.Name) return string.Join(", ", clause.Constraints.Select(static c => c.ToString()));
        }
        return "";
    }

    static string ModifiersOf(IMethodSymbol method)
    {
        var modifiers = "";
        foreach (var modifier in DeclarationOf(method)?.Modifiers ?? default)
        {
            if (!modifier.IsKind(SyntaxKind.PartialKeyword) && !modifier.IsKind(SyntaxKind.AsyncKeyword)) modifiers = modifiers.Length == 0 ? modifier.Text + " " : modifiers + modifier.Text + " ";
        }
        return modifiers;
    }

    static MethodDeclarationSyntax? DeclarationOf(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences.IsEmpty ? null : method.DeclaringSyntaxReferences[0].GetSyntax() as MethodDeclarationSyntax;

    static bool IsPointer(ITypeSymbol type) => type switch
    {
        IPointerTypeSymbol or IFunctionPointerTypeSymbol => true,
        IArrayTypeSymbol array => IsPointer(array.ElementType),
        INamedTypeSymbol { Arity: > 0 } named => named.TypeArguments.Any(IsPointer),
        _ => false,
    };

    static bool IsRestricted(ITypeSymbol type) =>
        type.SpecialType is SpecialType.System_TypedReference or SpecialType.System_ArgIterator or SpecialType.System_RuntimeArgumentHandle;

    static string Where(IEnumerable<(string Name, string Constraints)> parameters) =>
        string.Concat(parameters.Where(static p => p.Constraints.Length > 0).Select(static p => $" where {p.Name} : {p.Constraints}"));
}
