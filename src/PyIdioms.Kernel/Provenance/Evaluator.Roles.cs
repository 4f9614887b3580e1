using System.Collections.Immutable;
using System.Globalization;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Calls of members whose role a table knows.</summary>
sealed partial class Evaluator
{
    /// <summary>A call with what it is made of.</summary>
    readonly record struct Known(IInvocationOperation Call, Value? Instance, ImmutableArray<Value> Arguments)
    {
        public IMethodSymbol Method => Call.TargetMethod;

        /// <summary>The object the call is about: the receiver, of an extension method the first argument.</summary>
        public Value Receiver => Instance ?? (Arguments.Length > 0 ? Arguments[0] : Value.Literal);

        /// <summary>The arguments that are not the receiver.</summary>
        public IEnumerable<(IArgumentOperation Argument, Value Value)> Others
        {
            get
            {
                for (var i = Instance is null ? 1 : 0; i < Arguments.Length; i++) yield return (Call.Arguments[i], Arguments[i]);
            }
        }

        public IEnumerable<(IArgumentOperation Argument, Value Value)> All => Call.Arguments.Zip(Arguments, (a, v) => (a, v));
    }

    /// <summary>The value of a call that the table knows; null for others.</summary>
    Value? KnownCall(IInvocationOperation call, Value? instance, ImmutableArray<Value> arguments)
    {
        var known = new Known(call, instance, arguments);
        Value? result = null;
        Give(known);
        if (OfSequence(known) is { } exact) return exact;
        if (known.Method is { Name: "IsMatch", IsStatic: true, ContainingType.Name: "Regex" } && IsMatch(arguments) is { } isMatch) return Value.Constant(isMatch);
        foreach (var api in scene.Apis.Of(call.TargetMethod))
        {
            switch (api.Role)
            {
                case "literal": return call.TargetMethod.Name == "Empty" ? Value.Literal.Fixed(false) : Value.Literal;
                case "keep": return Kept(known, api);
                case "same": return Same(known);
                case "concat": return Concatenated(known);
                case "join": return Joined(call.Arguments, arguments);
                case "format": return FormattedText(call.Arguments, arguments);
                case "append": return Append(known);
                case "mix": return Mix(known);
                case "clear": return Clear(known);
                case "add": return AddTo(known, api);
                case "element" when api.Parameters.IsEmpty: return ItemOf(known);
                case "element":
                    if (known.Method.Name.StartsWith("Try", StringComparison.Ordinal)) foreach (var entity in known.Receiver.Entities) Blur(entity);
                    foreach (var (argument, _) in known.All.Where(a => api.Concerns(a.Argument.Parameter))) Write(argument.Value, ElementsOf(known.Receiver).Join(Value.Null));
                    result = Scalar(call);
                    break;
                case "elements": return Collection(call, Items(known));
                case "map": return Mapped(known);
                case "invoke": return arguments.Where(a => a.Function is not null).Select(a => ResultOf(a.Function!)).FirstOrDefault() ?? Unknown(call, call.TargetMethod);
                case "repeat": return Collection(call, arguments.Length > 0 ? arguments[0].Bare : Value.Literal);
                case "looks":
                    foreach (var entity in known.Receiver.Entities) Blur(entity);
                    return Scalar(call);
                case "copies": return Copy(known, api);
                case "digest" when arguments.All(a => Outside(a) is { Origins.IsEmpty: true, IsNothing: false }) && instance?.Origins.Any(o => scene.Apis.Has(o.Symbol, "mac")) != true && !(call.Instance?.Type).IsOrInherits("System.Security.Cryptography.KeyedHashAlgorithm"):
                    return call.Type.IsContainer() ? Collection(call, Value.Literal) : Value.Literal;
                case "checks": result ??= Scalar(call); break;
            }
        }
        return result ?? (call.TargetMethod is { Name: "ToString", IsStatic: false } && instance is not null ? AsText(known) : null);
    }

    /// <summary>Lambdas that a member of a collection calls get its elements.</summary>
    void Give(Known known)
    {
        foreach (var argument in known.Call.Arguments)
        {
            if (argument.Value is IDelegateCreationOperation { Target: IFlowAnonymousFunctionOperation { Symbol.Parameters: [var first, ..] } } && scene.Apis.Of(known.Method).Any(a => a.Role is "map" or "elements" or "element" or "each"))
                scene.Give(first, Outside(ElementsOf(known.Receiver)));
        }
    }

    /// <summary>n.ToString("x8"): what a format that is not known adds is not known either.</summary>
    Value? AsText(Known known)
    {
        var type = known.Call.Instance?.Type;
        if (!type.IsScalar() && known.Arguments.Length > 0) return type is { Name: "IFormattable" } && known.Instance!.Entities.IsEmpty ? known.Instance : null;
        var text = TextOf(known.Instance!, type, known.Call);
        foreach (var (argument, value) in known.All)
        {
            if (argument.Parameter?.Type.IsString() == true) text = value.Level == Level.Literal ? text.Reworked : text.Reworked.WithOrigins(value.Origins.Select(o => o with { IsWhole = false }));
        }
        return text;
    }

    /// <summary>Which element is where is not known any more.</summary>
    void Collapse(Entity entity)
    {
        foreach (var cell in Memory.Cells.Where(c => c.Key.IsElement && c.Key.Root is Entity owner && owner.Equals(entity)).ToList()) Add(Cell.Content(entity), cell.Value);
        Memory = Memory.Forget(c => c.IsElement && c.Root is Entity owner && owner.Equals(entity));
    }

    static bool IsText(ITypeSymbol? type) => type is { SpecialType: SpecialType.System_String or SpecialType.System_Char or SpecialType.System_Object } || type.IsContainer() || type is { TypeKind: TypeKind.TypeParameter };

    /// <summary>What is looked for in a text is in the result only where it was in the text.</summary>
    static bool IsSoughtIn(IArgumentOperation argument, IMethodSymbol method) => method is { ContainingType.SpecialType: SpecialType.System_String, IsStatic: false }
        && (method.Name is "Split" or "Trim" or "TrimStart" or "TrimEnd" || method.Name == "Replace" && argument.Parameter?.Ordinal == 0);

    Value Kept(Known known, Api api)
    {
        var kept = known.Instance is { } instance && !known.Method.IsStatic && api.Parameters.IsEmpty && !known.Method.ContainingType.Name.EndsWith("Encoding", StringComparison.Ordinal) && !known.Method.ContainingType.Name.EndsWith("Info", StringComparison.Ordinal) ? Outside(instance) : Value.Nothing;
        var isPath = known.Method.ContainingType.Name == "Path";
        foreach (var (argument, value) in known.All)
        {
            if (!api.Concerns(argument.Parameter) || IsSoughtIn(argument, known.Method)) continue;
            var text = Outside(value);
            if (!IsText(argument.Parameter?.Type)) kept = kept.WithOrigins(argument.Parameter?.Type.IsScalar() == true && kept.IsNothing ? text.Origins : text.AsInfluence.Origins.Where(o => o.Kind == OriginKind.Call));
            else kept = kept.IsNothing ? text : isPath ? kept.Mix(text) : kept.Mix(text.Bare.Map(o => o with { IsWhole = false }));
        }
        kept = kept.Bare.With(ImmutableDictionary<string, Value>.Empty);
        var made = kept.Shape is [Value.Hole] && kept.Origins.Length == 1 && kept.Constants.IsDefault ? kept : kept.Reworked;
        if (known.Method is { Name: "GetFullPath" }) made = made.Map(o => o with { Path = o.Path == PathState.Any ? PathState.Full : o.Path });
        foreach (var (argument, value) in known.All)
        {
            if (argument.Parameter?.Type is { Name: "Span" } || !api.Concerns(argument.Parameter) && argument.Parameter?.Type is IArrayTypeSymbol) PutInto(value, made, known.Call);
        }
        return known.Call.Type.IsContainer() ? Collection(known.Call, made) : made;
    }

    Value Same(Known known)
    {
        var source = known.Instance ?? known.All.FirstOrDefault(a => a.Argument.Parameter?.Type.IsHandlerLike() == true).Value ?? known.All.FirstOrDefault(a => !IsProvider(a.Argument)).Value ?? Value.Literal;
        if (known is { Method: { Name: "Create", ContainingType.SpecialType: SpecialType.System_String }, Call.Arguments: [{ Parameter.Type.SpecialType: SpecialType.System_Int32 }, ..] }) return Unknown(known.Call, known.Method);
        if (known.Call.Type.IsString()) return source.Entities.IsEmpty ? source : ElementsOf(source);
        if (known.Method.Name is "ToArray" or "Create" && known.Call.Type.IsContainer()) return Collection(known.Call, ElementsOf(source));
        return known.Call.Type.IsContainer() && source.Entities.IsEmpty && !source.Origins.IsEmpty && !known.Call.Type.IsBuffer() ? Collection(known.Call, source) : source;
    }

    static bool IsProvider(IArgumentOperation argument) => argument.Parameter?.Type.Name is "IFormatProvider" or "CultureInfo";

    /// <summary>A new collection with some content.</summary>
    Value Collection(IOperation operation, Value content)
    {
        var entity = Made(operation.Syntax, operation.Type, isExact: false);
        Memory = Memory.Forget(c => c.Root is Entity old && old.Equals(entity));
        Set(Cell.Content(entity), content);
        return operation.Type.IsFollowed() ? Value.To(entity) : content;
    }

    Value Append(Known known)
    {
        var text = known.Method.Name switch
        {
            "AppendFormat" => FormattedText([.. Own(known)], [.. OwnValues(known)]),
            "AppendJoin" => Joined([.. Own(known)], [.. OwnValues(known)]),
            _ => Own(known).Zip(OwnValues(known), (a, v) => (a, v)).Where(p => p.a.Parameter is { } parameter && !IsProvider(p.a) && (parameter.Ordinal == (known.Instance is null ? 1 : 0) || parameter.Type.IsHandlerLike()))
                .Aggregate(Value.Constant(""), (all, p) => all.Concat(p.a.Parameter!.Type.IsContainer() && !p.a.Parameter.Type.IsString() ? ElementsOf(p.v) : TextOf(p.v, p.a.Value))),
        };
        if (known.Method.Name.EndsWith("Line", StringComparison.Ordinal)) text = text.Concat(Value.Constant("\n"));
        Change(known.Receiver, content => content.Concat(text));
        return known.Receiver;
    }

    static IEnumerable<IArgumentOperation> Own(Known known) => known.Instance is null ? known.Call.Arguments.Skip(1) : known.Call.Arguments;

    static IEnumerable<Value> OwnValues(Known known) => known.Instance is null ? known.Arguments.Skip(1) : known.Arguments;

    void Change(Value objects, Func<Value, Value> change)
    {
        foreach (var entity in objects.Entities)
        {
            var content = Read(Cell.Content(entity));
            var changed = change(content);
            Set(Cell.Content(entity), objects.Entities.Length == 1 ? changed : content.Join(changed));
        }
    }

    Value Mix(Known known)
    {
        foreach (var (argument, value) in Own(known).Zip(OwnValues(known), (a, v) => (a, v)))
        {
            if (argument.Parameter?.Type.IsScalar() == true) continue;
            var text = TextOf(value, argument.Value);
            Change(known.Receiver, content => content.Join(Value.Literal.Concat(text)).Reworked);
        }
        return known.Receiver;
    }

    Value Clear(Known known)
    {
        foreach (var entity in known.Receiver.Entities)
        {
            if (entity.Type.IsBuffer())
            {
                AddEverywhere(entity, Value.Constant(0));
                continue;
            }
            if (known.Receiver.Entities.Length > 1) continue;
            Memory = Memory.Forget(c => c.IsElement && c.Root is Entity owner && owner.Equals(entity));
            if (IsSequence(entity.Type)) SetCount(entity, 0);
            Set(Cell.Content(entity), entity.Type?.Name is "StringBuilder" ? Value.Constant("") : Value.Nothing);
            if (entity.Type.IsDictionary()) Set(Cell.Keys(entity), Value.Nothing);
        }
        return known.Receiver;
    }

    Value AddTo(Known known, Api api)
    {
        var isDictionary = known.Call.Instance?.Type.IsDictionary() == true || known.Method.ContainingType.IsDictionary();
        foreach (var (argument, value) in Own(known).Zip(OwnValues(known), (a, v) => (a, v)))
        {
            if (argument.Parameter is not { } parameter || !api.Concerns(parameter) || parameter.Type is { SpecialType: SpecialType.System_Int32 } && known.Method.Name is "Insert" or "InsertRange") continue;
            var isMany = known.Method.Name is "AddRange" or "InsertRange" or "UnionWith" or "PushRange";
            var item = isMany ? ElementsOf(value) : value;
            foreach (var entity in known.Receiver.Entities)
            {
                if (known.Method.Name.StartsWith("Insert", StringComparison.Ordinal)) Blur(entity);
                Set(Cell.Of(entity, Cell.LastName), item);
                if (isDictionary && parameter.Name == "key") Set(Cell.Keys(entity), (Memory[Cell.Keys(entity)] ?? KeysOf(Value.To(entity))).Join(item));
                else if (isMany || known.Method.Name is not ("Add" or "Enqueue")) AddSomewhere(entity, item);
                else Enqueue(entity, item);
            }
        }
        return known.Call.Type?.SpecialType is SpecialType.System_Void or SpecialType.System_Boolean or SpecialType.System_Int32 ? Scalar(known.Call) : known.Receiver;
    }

    Value ItemOf(Known known)
    {
        if (known.Method.Name is "Dequeue" or "Pop" or "TryDequeue" or "TryPop") foreach (var entity in known.Receiver.Entities) Blur(entity);
        var item = Value.Nothing;
        var source = known.Instance is { } instance && instance.Entities.IsEmpty && known.Method.ContainingType.Name is "Random" or "RandomNumberGenerator" ? Value.Nothing : known.Receiver;
        item = item.Join(ElementsOf(source));
        foreach (var (argument, value) in known.Others)
        {
            if (argument.Parameter is not { } parameter) continue;
            if (value.Function is { } function && parameter.Name.EndsWith("Factory", StringComparison.Ordinal)) item = item.Join(ResultOf(function));
            else if (SymbolEqualityComparer.Default.Equals(parameter.Type, known.Call.Type) && parameter.Name is not ("key" or "index")) item = item.Join(value);
            else if (source.IsNothing && parameter.Type.IsContainer()) item = item.Join(ElementsOf(value));
            item = item.WithOrigins(value.AsInfluence.Origins.Where(o => o.Kind == OriginKind.Call));
        }
        if (IsNullWhereNone(known)) item = item.Join(Value.Null);
        if (known.Method.ContainingType.Name is "Random" or "RandomNumberGenerator")
        {
            var drawn = item.WithOrigins([new(OriginKind.Call, Level.Literal, known.Method, known.Call.Syntax)]);
            return known.Call.Type.IsContainer() ? Collection(known.Call, drawn) : drawn.Reworked;
        }
        return item;
    }

    /// <summary>FirstOrDefault(), GetValueOrDefault(key), Find(match): null where there is none.</summary>
    static bool IsNullWhereNone(Known known) => known.Method.Name is "Find" or "FindLast"
        || known.Method.Name.EndsWith("OrDefault", StringComparison.Ordinal) && !known.Method.Parameters.Any(p => p.Name == "defaultValue");

    /// <summary>The elements of the receiver and of the arguments that are collections or elements.</summary>
    Value Items(Known known)
    {
        var items = Value.Nothing;
        foreach (var (argument, value) in known.Instance is null ? known.All : known.All.Prepend((null!, known.Instance)))
        {
            var type = argument?.Parameter?.Type;
            if (type is { TypeKind: TypeKind.Delegate } || type is { Name: "IEqualityComparer" or "IComparer" }) continue;
            if (type.IsScalar() && argument?.Parameter?.OriginalDefinition.Type is not ITypeParameterSymbol) continue;
            items = items.Mix(type is null || type.IsContainer() ? ElementsOf(value) : value);
        }
        return items;
    }

    Value Mapped(Known known)
    {
        var elements = Outside(ElementsOf(known.Receiver));
        var function = known.Arguments.Select(a => a.Function).FirstOrDefault(f => f is not null);
        if (function is null) return known.Call.Type.IsContainer() ? Collection(known.Call, Unknown(known.Call, known.Method)) : Unknown(known.Call, known.Method);
        if (known.Method.Name == "Aggregate") return Aggregated(known, function, elements);
        var result = ResultOf(function).Substitute(parameter => Position(function.Parameters, parameter) switch
        {
            0 => elements,
            1 => function.Parameters[1].Type.IsScalar() ? Scalar(known.Call) : elements,
            _ => null,
        });
        return Collection(known.Call, result.Parts.IsEmpty || known.Method.Name == "Select" ? result : result.With(ImmutableDictionary<string, Value>.Empty));
    }

    Value Aggregated(Known known, FunctionValue function, Value elements)
    {
        var seed = known.Arguments.Length > 2 ? known.Arguments[1].Bare : elements;
        var sum = seed;
        for (var round = 0; round < 3; round++)
        {
            var current = sum;
            sum = sum.Join(ResultOf(function).Substitute(parameter => Position(function.Parameters, parameter) switch { 0 => current, 1 => elements, _ => null }));
        }
        return sum.Reworked;
    }
}
