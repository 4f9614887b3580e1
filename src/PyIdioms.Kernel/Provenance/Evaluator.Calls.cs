using PyIdioms.Kernel.Symbols;
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Calls: of known members by their role, of functions in source by their summary, of all others by what they may do.</summary>
sealed partial class Evaluator
{
    Value Call(IInvocationOperation call)
    {
        var instance = call.Instance is null ? null : Of(call.Instance);
        var values = ImmutableArray.CreateBuilder<Value>(call.Arguments.Length);
        foreach (var argument in call.Arguments) values.Add(argument.Parameter?.RefKind == RefKind.Out ? Value.Nothing : Of(argument.Value));
        var arguments = values.MoveToImmutable();
        var method = call.TargetMethod;
        if (method.MethodKind == MethodKind.DelegateInvoke) return InvokeDelegate(call, instance, arguments);
        if (method.Name == "<Clone>$" && instance is not null) return Clone(instance, call);
        if (method.MethodKind == MethodKind.LocalFunction && !method.ReturnsLiteral() && scene.LocalFunction(method) is { } local)
        {
            return Apply(scene.Run(local.Graph, local.Symbol, Memory), null, ByOrdinal(method, call.Arguments, arguments), Operations(method, call.Arguments), call);
        }
        if (KnownCall(call, instance, arguments) is { } known) return known;
        if (IsLater(call, instance, arguments)) return Later(call, method, arguments);
        if (IsRelevant(call, instance, arguments) && Enter(method, instance, ByOrdinal(method, call.Arguments, arguments), Operations(method, call.Arguments), call, call.IsVirtual) is { } result) return result;
        return UnknownCall(call, instance, arguments);
    }

    /// <summary>Whether it matters what a method does: it returns something that can carry text, or gets something that it can change.</summary>
    bool IsRelevant(IInvocationOperation call, Value? instance, ImmutableArray<Value> arguments) =>
        MayCarry(call.TargetMethod.ReturnType) && (!IsOwn(call.TargetMethod.ReturnType) || scene.LooksInto(call.TargetMethod.ReturnType)) || instance is not null && instance.Entities.Any(e => !e.IsThis && e.Site is not null)
        || arguments.Any(a => a.Entities.Any(e => e.Type.IsContainer() || e.Site is not null && !e.Type!.DeclaringSyntaxReferences.IsEmpty)) || call.Arguments.Any(a => a.Parameter?.RefKind is RefKind.Ref or RefKind.Out)
        || call.Type.IsScalar() && call.TargetMethod is { IsStatic: true, DeclaredAccessibility: Accessibility.Private, Parameters.IsEmpty: true };

    /// <summary>Whether a call can be looked into when its result matters: it returns text, and leaves nothing behind in what it is given.</summary>
    bool IsLater(IInvocationOperation call, Value? instance, ImmutableArray<Value> arguments)
    {
        var method = call.TargetMethod;
        return (method.ReturnType.IsString() || method.ReturnType.IsScalar() && call.Type.IsScalar() && !method.Parameters.IsEmpty || IsPlainValue(method.ReturnType) && method.DeclaredAccessibility == Accessibility.Private || method.ReturnType is INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: [{ SpecialType: SpecialType.System_String }] })
            && IsHere(method) && !method.IsAbstract && !method.IsExtern && !method.ReturnsLiteral() && !method.TypeParameters.Any(t => t.HasConstructorConstraint || !t.ConstraintTypes.IsEmpty) && method.PartialDefinitionPart is null && method.PartialImplementationPart is null
            && (!call.IsVirtual || !(method.IsVirtual || method.IsOverride) || method.IsSealed || method.ContainingType.IsSealed)
            && method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In) && (instance is null || instance.Entities.All(e => e.IsThis)) && method.ContainingType.TypeKind != TypeKind.Interface
            && arguments.All(a => a.Function is null && a.Entities.All(e => e.Site is null && !e.Type.IsContainer() || e.IsThis)) && method.ContainingSymbol is INamedTypeSymbol { IsImplicitlyDeclared: false } type && method.Parameters.Length == call.Arguments.Length && type.Name.Length > 0;
    }

    /// <summary>RSAEncryptionPadding, HashAlgorithmName, Encoding: one of a few fixed objects.</summary>
    static bool IsPlainValue(ITypeSymbol type) => type is { DeclaringSyntaxReferences.IsEmpty: true, IsSealed: true, TypeKind: TypeKind.Class or TypeKind.Struct, SpecialType: SpecialType.None } && !type.IsContainer() && !type.IsOrInherits("System.IDisposable") && type is not INamedTypeSymbol { IsGenericType: true };

    Value Later(IInvocationOperation call, IMethodSymbol method, ImmutableArray<Value> arguments)
    {
        if (call.Instance is not null) Memory = Memory.Forget(c => c.Root is Entity { IsThis: true });
        Memory = Memory.Forget(c => c.Root is IFieldSymbol or IPropertySymbol);
        var values = ByOrdinal(method, call.Arguments, arguments).Select(a => a.Bare).ToImmutableArray();
        return Value.From(new(OriginKind.Call, TextTypes.LevelOf(call.Type), method.OriginalDefinition, call.Syntax, IsPending: true, Arguments: new(values)));
    }

    static bool IsOwn(ITypeSymbol type) => !type.DeclaringSyntaxReferences.IsEmpty && type.TypeKind is TypeKind.Class or TypeKind.Struct or TypeKind.Interface && !type.IsContainer();

    static bool MayCarry(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Void } => false,
        INamedTypeSymbol { Name: "Task" or "ValueTask", TypeArguments: var results } => results is [var result] && !IsOwn(result) && MayCarry(result),
        _ when type.IsScalar() => false,
        { SpecialType: SpecialType.System_String or SpecialType.System_Object or SpecialType.System_Char } or { TypeKind: TypeKind.TypeParameter or TypeKind.Dynamic or TypeKind.Delegate } or { IsTupleType: true } => true,
        _ => type.IsContainer() || !type.DeclaringSyntaxReferences.IsEmpty || type.Name is "IAsyncEnumerable" or "IAsyncEnumerator" or "IEnumerator" or "FormattableString" or "Lazy" or "Nullable" or "FileInfo" or "ProcessStartInfo" or "Uri",
    };

    Value InvokeDelegate(IInvocationOperation call, Value? instance, ImmutableArray<Value> arguments)
    {
        if (instance?.Function is { Lambda: { } lambda, Around: { } around })
        {
            return Apply(HomeOf(instance.Function).Run(around.GetAnonymousFunctionControlFlowGraph(lambda, scene.Cancel), lambda.Symbol, Memory), null, ByOrdinal(lambda.Symbol, call.Arguments, arguments), Operations(lambda.Symbol, call.Arguments), call);
        }
        if (instance?.Function is { Result: { } result } function)
        {
            return result.Substitute(parameter => Position(function.Parameters, parameter) is var at and >= 0 && at < arguments.Length ? Outside(arguments[at]) : null);
        }
        if (call.TargetMethod.ReturnsLiteral()) return Value.Literal;
        Escape(call.Arguments, arguments, call);
        return Result(call, call.TargetMethod, null);
    }

    static int Position(ImmutableArray<IParameterSymbol> parameters, IParameterSymbol parameter)
    {
        for (var i = 0; i < parameters.Length; i++)
        {
            if (SymbolEqualityComparer.Default.Equals(parameters[i], parameter)) return i;
        }
        return -1;
    }

    static ImmutableArray<Value> ByOrdinal(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, ImmutableArray<Value> values)
    {
        var ordered = new Value[method.Parameters.Length];
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Parameter is { } parameter && parameter.Ordinal < ordered.Length) ordered[parameter.Ordinal] = values[i];
        }
        return [.. ordered.Select(v => v ?? Value.Literal)];
    }

    static ImmutableArray<IOperation?> Operations(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments)
    {
        var ordered = new IOperation?[method.Parameters.Length];
        foreach (var argument in arguments)
        {
            if (argument.Parameter is { } parameter && parameter.Ordinal < ordered.Length) ordered[parameter.Ordinal] = argument.Value;
        }
        return [.. ordered];
    }

    Value Invoke(IMethodSymbol method, Value? instance, ImmutableArray<Value> arguments, ImmutableArray<IOperation?> operations, IOperation operation, bool isVirtual)
    {
        if (Enter(method, instance, arguments, operations, operation, isVirtual) is { } result) return result;
        if (method.ReturnsLiteral()) return Value.Literal;
        return Value.From(new Origin(OriginKind.Call, TextTypes.LevelOf(operation.Type), method, operation.Syntax).TakenFrom(arguments.SelectMany(a => Outside(a).Origins).FirstOrDefault()));
    }

    /// <summary>What is known of a method with a body here that is certain to be the one that runs; null for others.</summary>
    Summary? SummaryOf(IMethodSymbol method, Value? instance, bool isVirtual) => Target(method, instance, isVirtual) is { } target ? scene.Ask(Fact.OfMethod(target)) : null;

    /// <summary>The method with a body here that is certain to run; null where that is not known.</summary>
    IMethodSymbol? Target(IMethodSymbol method, Value? instance, bool isVirtual)
    {
        if (isVirtual && (method.IsVirtual || method.IsAbstract || method.IsOverride) && !(method.IsSealed || method.ContainingType.IsSealed))
        {
            if (instance?.Entities is not [{ IsExact: true, Type: { } exact }] || Implementation(method, exact) is not { } found) return null;
            method = found;
        }
        if (method.PartialImplementationPart is { } implementation) method = implementation;
        if (!IsHere(method) && !(method.MethodKind == MethodKind.Constructor && !method.ContainingType.DeclaringSyntaxReferences.IsEmpty)) return null;
        return method.IsAbstract || method.IsExtern || method.ReturnsLiteral() ? null : method;
    }

    /// <summary>Whether a method is declared in this compilation, not in another project of the solution.</summary>
    bool IsHere(IMethodSymbol method) => method.DeclaringSyntaxReferences is [var declaration, ..] && scene.Graphs.Contains(declaration.SyntaxTree);

    static IMethodSymbol? Implementation(IMethodSymbol method, ITypeSymbol type)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface) return type.FindImplementationForInterfaceMember(method) as IMethodSymbol;
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var candidate in at.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (IMethodSymbol? overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition)) return candidate;
                }
            }
        }
        return null;
    }

    /// <summary>Puts arguments in the place of parameters: in the result, and in what the function leaves behind.</summary>
    Value Apply(Summary summary, Value? instance, ImmutableArray<Value> arguments, ImmutableArray<IOperation?> operations, IOperation operation)
    {
        var self = instance ?? Value.Literal;
        var (result, writes) = Mapped(summary, self, arguments);
        return Leave(result, writes, self, arguments, operations, operation, summary.Made);
    }

    (Value Result, List<(Cell Cell, Value Value)> Writes) Mapped(Summary summary, Value self, ImmutableArray<Value> arguments)
    {
        var before = arguments.Select(Passed).ToImmutableArray();
        return (Map(summary.Result, summary, self, before), [.. summary.Exits.Select(e => (e.Key, Map(e.Value, summary, self, before)))]);
    }

    /// <summary>An argument with what it contains; an object that is no collection stays the object that it is.</summary>
    Value Passed(Value argument)
    {
        var content = Outside(argument);
        return argument.Entities.IsEmpty || argument.Entities.Any(e => e.Type.IsContainer()) ? content : content.With(ImmutableDictionary<string, Value>.Empty).With(argument.Entities);
    }

    Value Leave(Value result, List<(Cell Cell, Value Value)> writes, Value self, ImmutableArray<Value> arguments, ImmutableArray<IOperation?> operations, IOperation operation, ITypeSymbol? made)
    {
        foreach (var (cell, value) in writes) Leave(cell, value, self, arguments, operations);
        if (result.Entities.IsEmpty && !result.Parts.IsEmpty && operation.Type.IsFollowed() && !operation.Type.IsBuffer()) result = Unpack(result, operation, made);
        return result;
    }

    /// <summary>An object that a function returns is the caller's from then on.</summary>
    Value Unpack(Value result, IOperation operation, ITypeSymbol? made)
    {
        var entity = Made(operation.Syntax, made ?? operation.Type, isExact: made is not null);
        foreach (var part in result.Parts) Set(new(entity, part.Key), part.Value);
        if (operation.Type.IsContainer()) Set(Cell.Content(entity), result.With(ImmutableDictionary<string, Value>.Empty));
        return Value.To(entity);
    }

    Value Map(Value value, Summary summary, Value self, ImmutableArray<Value> arguments)
    {
        var mapped = value.Substitute(parameter => summary.Function is { } function && parameter.Ordinal < arguments.Length && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, function) ? arguments[parameter.Ordinal]
            : parameter.ContainingSymbol is INamedTypeSymbol ? Outside(self) : null);
        return mapped.Entities.Any(e => e.IsThis) ? mapped.With(self.Entities) : mapped;
    }

    void Leave(Cell cell, Value value, Value self, ImmutableArray<Value> arguments, ImmutableArray<IOperation?> operations)
    {
        switch (cell.Root)
        {
            case IParameterSymbol captured when Memory[cell] is not null:
                Set(cell, value);
                break;
            case IParameterSymbol parameter:
                if (parameter.Ordinal < operations.Length && operations[parameter.Ordinal] is { } target) Write(target, value);
                break;
            case IFieldSymbol or IPropertySymbol or ILocalSymbol or Entity { Site: not null }:
                Set(cell, value);
                break;
            case Entity { Owner: ITypeSymbol }:
                LeaveIn(self, cell.Member, value);
                break;
            case Entity { Owner: IParameterSymbol parameter }:
                if (parameter.Ordinal < arguments.Length) LeaveIn(arguments[parameter.Ordinal], cell.Member, value);
                break;
        }
    }

    void LeaveIn(Value objects, string? member, Value value)
    {
        foreach (var entity in objects.Entities)
        {
            if (member is null && Memory[Cell.Count(entity)] is not null) AddSomewhere(entity, value);
            else if (objects.Entities.Length == 1) Set(new(entity, member), value);
            else Add(new(entity, member), value);
        }
    }

    Value UnknownCall(IInvocationOperation call, Value? instance, ImmutableArray<Value> arguments)
    {
        var method = call.TargetMethod;
        EscapeFilled(method, call.Arguments, arguments, call, instance);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (call.Arguments[i].Parameter?.Type.IsView() == false) foreach (var entity in arguments[i].Entities) Blur(entity);
        }
        if (instance is not null && !method.IsExtensionMethod) foreach (var entity in instance.Entities) if (IsSequence(entity.Type)) Blur(entity);
        if (!method.DeclaringSyntaxReferences.IsEmpty) Escape(call.Arguments, arguments, call);
        if (!method.DeclaringSyntaxReferences.IsEmpty && call.Instance is not null) Memory = Memory.Forget(c => c.Root is Entity { IsThis: true } or Entity { Parent: not null } || c.Root is IFieldSymbol or IPropertySymbol);
        return Result(call, method, instance, [.. arguments.Where((_, i) => call.Arguments[i].Parameter?.Type.TypeKind != TypeKind.Delegate)]);
    }

    /// <summary>What a call returns of which only the declaration is known.</summary>
    Value Result(IOperation call, IMethodSymbol method, Value? instance, ImmutableArray<Value> arguments = default)
    {
        if (method.ReturnsLiteral()) return Value.Literal;
        var taken = SourceOf(instance, arguments);
        var value = Value.From(new Origin(OriginKind.Call, TextTypes.LevelOfContent(call.Type), method, call.Syntax).TakenFrom(taken));
        if (!call.Type.IsFollowed()) return value;
        var entity = Made(call.Syntax, call.Type, isExact: false);
        Set(Cell.Content(entity), value);
        return call.Type.IsContainer() ? Value.To(entity) : value.With([entity]);
    }

    /// <summary>What the result of a call is taken from: its receiver, first of all what made that, else its arguments.</summary>
    Origin? SourceOf(Value? instance, ImmutableArray<Value> arguments)
    {
        if (instance is not null && Outside(instance).Origins is { IsEmpty: false } own) return own.FirstOrDefault(o => o.Symbol is IMethodSymbol { MethodKind: MethodKind.Constructor }) ?? own[0];
        return arguments.IsDefault ? null : arguments.SelectMany(a => Outside(a).Origins).FirstOrDefault();
    }

    /// <summary>Somebody may put anything into what he is given.</summary>
    void Escape(ImmutableArray<IArgumentOperation> arguments, ImmutableArray<Value> values, IOperation call)
    {
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Parameter is not { } parameter) continue;
            if (parameter.RefKind is RefKind.Ref or RefKind.Out) Write(arguments[i].Value, parameter.IsLiteral() ? Value.Literal : Unknown(arguments[i].Value, (call as IInvocationOperation)?.TargetMethod));
            if (!parameter.Type.IsView()) Taint(values[i], call);
        }
    }

    void EscapeAll(ImmutableArray<IOperation> arguments)
    {
        foreach (var argument in arguments) Taint(Of(argument), argument);
    }

    /// <summary>What members of other assemblies do to their arguments: <c>out</c> and <c>ref</c> are written, spans and buffers filled, objects bound.</summary>
    void EscapeFilled(IMethodSymbol method, ImmutableArray<IArgumentOperation> arguments, ImmutableArray<Value> values, IOperation call, Value? instance = null)
    {
        var fills = scene.Apis.Of(method).Where(a => a.Role == "fills").ToList();
        var binds = method.Name.StartsWith("Bind", StringComparison.Ordinal) || method.Name.StartsWith("Populate", StringComparison.Ordinal) || method.Name.StartsWith("TryUpdate", StringComparison.Ordinal) || method.Name.StartsWith("Map", StringComparison.Ordinal);
        for (var i = 0; i < arguments.Length; i++)
        {
            if (arguments[i].Parameter is not { } parameter) continue;
            if (parameter.RefKind is RefKind.Ref or RefKind.Out) Write(arguments[i].Value, parameter.IsLiteral() ? Value.Literal : Value.From(new(OriginKind.Call, TextTypes.LevelOf(parameter.Type), method, arguments[i].Syntax)));
            else if (fills.Any(f => f.Concerns(parameter)) || parameter.Type is INamedTypeSymbol { Name: "Span" or "Memory" } || IsDestination(parameter, method) || binds && parameter.Type.IsFollowed()) Taint(values[i], call, SourceOf(instance, values.RemoveAt(i)));
        }
    }

    /// <summary>Whether an array of bytes is there to be written to: by its name, or by what the method does.</summary>
    static bool IsDestination(IParameterSymbol parameter, IMethodSymbol method) => parameter.Type is IArrayTypeSymbol { ElementType.SpecialType: SpecialType.System_Byte }
        && (NameWords.Of(parameter.Name).Words.Any(Destinations.Contains) || parameter.Name is "buffer" or "buf" or "bytes" && NameWords.Of(method.Name).Words is [var verb, ..] && Fetching.Contains(verb));

    static readonly HashSet<string> Destinations = NameWords.Set("output out outbuf outbuffer outbytes dest destination dst target");

    static readonly HashSet<string> Fetching = NameWords.Set("read receive recv get fill next generate peek fetch");

    void Taint(Value value, IOperation call, Origin? source = null)
    {
        scene.Vary(value, call.Syntax, Value.Nothing);
        foreach (var entity in value.Entities)
        {
            var anything = Value.From(new(OriginKind.Call, TextTypes.LevelOfContent(entity.Type), (call as IInvocationOperation)?.TargetMethod, call.Syntax)).Map(o => o.TakenFrom(source));
            var cells = Memory.Cells.Keys.Where(c => c.Root is Entity owner && owner.Equals(entity)).ToList();
            if (entity.Type.IsContainer() && !cells.Contains(Cell.Content(entity))) cells.Add(Cell.Content(entity));
            foreach (var cell in cells) Add(cell, entity.Type?.Name is "StringBuilder" && cell.Member is null ? Read(cell).Concat(anything) : anything);
        }
    }
}
