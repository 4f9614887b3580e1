using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Calls, properties, functions as values, and what type parameters stand for.</summary>
sealed partial class Interpreter
{
    /// <summary>What type parameters stand for in the calls that run, innermost last.</summary>
    readonly List<Dictionary<ITypeParameterSymbol, ITypeSymbol>> types = [];

    ITypeSymbol? Resolve(ITypeSymbol? type)
    {
        if (type is not ITypeParameterSymbol parameter) return type;
        for (var i = types.Count - 1; i >= 0; i--)
        {
            if (types[i].TryGetValue(parameter, out var meant)) return meant;
        }
        return type;
    }

    object? Invoke(IInvocationOperation call, Frame frame)
    {
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            var function = Evaluate(call.Instance!, frame) as FunctionValue ?? throw Throw("System.NullReferenceException");
            var passed = Arguments(call.Arguments, frame);
            at = call;
            return Call(function, passed);
        }
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            var arguments = Arguments(call.Arguments, frame);
            at = call;
            return Generic(method, () => Call(method.OriginalDefinition, frame.Receiver, arguments, frame.Of(method.OriginalDefinition.ContainingSymbol)));
        }
        var receiver = call.Instance is null ? null : Evaluate(call.Instance, frame);
        if (call.Instance is { Type.IsReferenceType: true } && receiver is null)
        {
            at = call;
            throw Throw("System.NullReferenceException");
        }
        if (CoreOf(method) is { } core) return Call(core, null, [], null);
        if (method.MethodKind == MethodKind.Constructor) return Chain(method, receiver!, Arguments(call.Arguments, frame));
        if (!method.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty && !method.IsImplicitlyDeclared)
        {
            var arguments = Arguments(call.Arguments, frame);
            at = call;
            var target = call.IsVirtual ? Overridden(method, receiver) : method;
            return Generic(target, () => Call(target.OriginalDefinition, receiver, arguments, null));
        }
        var values = Arguments(call.Arguments, frame);
        at = call;
        return Guarded(() => Library(call, method, receiver, values));
    }

    /// <summary>The constructor that another one begins with.</summary>
    object? Chain(IMethodSymbol constructor, object receiver, Slot[] arguments)
    {
        if (!constructor.ContainingType.DeclaringSyntaxReferences.IsEmpty) return RunConstructor(receiver, constructor, arguments);
        if (receiver is ObjectValue exception && arguments.FirstOrDefault()?.Value is string message) exception.Fields["Message"] = message;
        return null;
    }

    object? Generic(IMethodSymbol method, Func<object?> call)
    {
        if (method.TypeArguments.IsEmpty && method.ContainingType.TypeArguments.IsEmpty) return call();
        var meant = new Dictionary<ITypeParameterSymbol, ITypeSymbol>(SymbolEqualityComparer.Default);
        for (var i = 0; i < method.TypeArguments.Length; i++) meant[method.OriginalDefinition.TypeParameters[i]] = Resolve(method.TypeArguments[i])!;
        for (var i = 0; i < method.ContainingType.TypeArguments.Length; i++) meant[method.ContainingType.OriginalDefinition.TypeParameters[i]] = Resolve(method.ContainingType.TypeArguments[i])!;
        types.Add(meant);
        try
        {
            return call();
        }
        finally
        {
            types.RemoveAt(types.Count - 1);
        }
    }

    /// <summary>The body of another constant of the compiler's.</summary>
    static IMethodSymbol? CoreOf(ISymbol member) => member.IsStatic && member.GetAttributes().Any(static a => a.AttributeClass?.Name == nameof(ConstEvalAttribute))
        ? member.ContainingType.GetMembers(member.Name + ConstEvalParser.Ending).OfType<IMethodSymbol>().FirstOrDefault(static m => m is { IsStatic: true, Parameters.IsEmpty: true }) : null;

    /// <summary>The method that an object has in place of a virtual one.</summary>
    static IMethodSymbol Overridden(IMethodSymbol method, object? receiver)
    {
        if (!(method.IsVirtual || method.IsAbstract || method.IsOverride) || receiver is not (ObjectValue or StructValue)) return method;
        for (ITypeSymbol? type = (receiver as ObjectValue)?.Type ?? ((StructValue)receiver).Type; type is not null; type = type.BaseType)
        {
            if (method.ContainingType.TypeKind == TypeKind.Interface && type.FindImplementationForInterfaceMember(method) is IMethodSymbol implementation) return implementation;
            foreach (var own in type.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (var overridden = own; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition)) return own;
                }
            }
        }
        return method;
    }

    /// <summary>Arguments in the order of the parameters, evaluated in that of the text.</summary>
    Slot[] Arguments(IReadOnlyList<IArgumentOperation> arguments, Frame frame)
    {
        var slots = new Slot[arguments.Count];
        foreach (var argument in arguments)
        {
            var slot = argument.Parameter is { RefKind: RefKind.Ref or RefKind.Out } ? PlaceOf(argument.Value, frame) : Kept(Evaluate(argument.Value, frame));
            slots[argument.Parameter?.Ordinal ?? 0] = slot;
        }
        return slots;
    }

    object? Call(FunctionValue function, Slot[] arguments) => function.Body is null && function.Method.MethodKind != MethodKind.LocalFunction && function.Method.DeclaringSyntaxReferences.IsEmpty
        ? throw Refuse($"'{Shown(function.Method)}' is not known to be pure")
        : Call(function.Method.OriginalDefinition, function.Receiver, arguments, function.Frame, function.Body);

    /// <summary>Calls a function for something of the library.</summary>
    object? Apply(object? function, params object?[] arguments)
    {
        Burn();
        return Call(function as FunctionValue ?? throw Throw("System.ArgumentNullException"), arguments.Select(Kept).ToArray());
    }

    FunctionValue Function(IOperation function, Frame frame)
    {
        switch (function)
        {
            case IAnonymousFunctionOperation lambda:
                if (lambda.Symbol.IsAsync) throw Refuse("a lambda is async", lambda);
                return new(lambda.Symbol, lambda.Body, frame.Kept(), frame.Receiver);
            case IMethodReferenceOperation reference:
                var receiver = reference.Instance is null ? null : Evaluate(reference.Instance, frame);
                return reference.Method.MethodKind == MethodKind.LocalFunction ? new(reference.Method, null, frame.Of(reference.Method.ContainingSymbol).Kept(), frame.Receiver) : new(reference.Method, null, null, receiver);
            default: return Evaluate(function, frame) as FunctionValue ?? throw Refuse("this function is not known to the evaluation", function);
        }
    }

    object? Property(IPropertyReferenceOperation reference, Frame frame)
    {
        var receiver = reference.Instance is null ? null : Evaluate(reference.Instance, frame);
        var arguments = reference.Arguments.Select(a => Evaluate(a.Value, frame)).ToArray();
        at = reference;
        return Get(reference, receiver, arguments);
    }

    object? Get(IPropertyReferenceOperation reference, object? receiver, object?[] arguments)
    {
        var property = reference.Property;
        if (receiver is null && !property.IsStatic && !(reference.Instance?.Type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })) throw Throw("System.NullReferenceException");
        if (CoreOf(property) is { } core) return Call(core, null, [], null);
        if (property.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty && !property.IsImplicitlyDeclared) return Guarded(() => LibraryProperty(reference, receiver, arguments));
        if (property.GetMethod is { } getter && HasBody(getter))
        {
            var target = reference.Instance?.Syntax is Microsoft.CodeAnalysis.CSharp.Syntax.BaseExpressionSyntax ? getter : Overridden(getter, receiver);
            return Generic(target, () => Call(target.OriginalDefinition, receiver, arguments.Select(Kept).ToArray(), null));
        }
        if (!property.IsStatic) return FieldsOf(receiver) is { } fields && fields.TryGetValue(property.Name, out var value) ? value : DefaultOf(property.Type);
        if (property.SetMethod is not null) throw Refuse($"'{property.Name}' can change: leave 'get;' alone");
        return statics.TryGetValue(property, out var known) ? known : statics[property] = Initial(property, property.DeclaringSyntaxReferences, property.Name);
    }

    void Set(IPropertyReferenceOperation reference, object? receiver, object?[] arguments, object? value)
    {
        var property = reference.Property;
        if (property.IsStatic) throw Refuse($"'{property.Name}' would be changed", reference);
        if (property.SetMethod is { } setter && !property.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty && HasBody(setter)) Call(Overridden(setter, receiver).OriginalDefinition, receiver, [.. arguments.Select(Kept), Kept(value)], null);
        else if (property.OriginalDefinition.DeclaringSyntaxReferences.IsEmpty && !property.IsImplicitlyDeclared) Guarded(() => LibrarySet(reference, receiver, arguments, value));
        else (FieldsOf(receiver) ?? throw Throw("System.NullReferenceException"))[property.Name] = value;
    }

    /// <summary>Whether an accessor does anything but keep a value.</summary>
    bool HasBody(IMethodSymbol accessor) => accessor.OriginalDefinition.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancel) switch
    {
        Microsoft.CodeAnalysis.CSharp.Syntax.AccessorDeclarationSyntax own => own.Body is not null || own.ExpressionBody is not null,
        Microsoft.CodeAnalysis.CSharp.Syntax.ArrowExpressionClauseSyntax => true,
        _ => false,
    });
}
