using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

/// <summary>
/// Writes one decorated method. Layers are written from the outermost in: hooks become a try/finally around what follows, and a decorator that
/// gets the call becomes a struct whose Invoke is what follows.
/// </summary>
sealed partial class MethodEmitter(CodeWriter writer, TypeShape type, DecoratedMethod decorated)
{
    const string Runtime = "global::PyIdioms.";
    const string ErrorType = "global::System.Exception";
    const string Hidden = "[global::System.Diagnostics.StackTraceHidden]";
    const string StepThrough = "[global::System.Diagnostics.DebuggerStepThrough]";

    readonly MethodShape method = decorated.Method;
    readonly string local = FreshPrefix(decorated.Method);

    bool HasResult => method.Result.Length > 0;
    string Result => HasResult ? method.Result : Runtime + "Unit";
    string Holder => decorated.Stem + "Decorators";

    public void Write()
    {
        if (decorated.Refusal is { } id)
        {
            WriteAttributes();
            writer.Line($"{method.Implementation()} => throw new global::System.NotSupportedException(\"{id}\");");
            return;
        }

        WriteHolder();
        for (var i = 0; i < decorated.Layers.Count; i++)
        {
            if (decorated.Layers[i].Kind == LayerKind.Cache) WriteCache(i);
            if (decorated.Layers[i].Guard is { } guard) WriteGuard(i, guard);
        }
        WriteMethod();
        for (var i = 0; i < decorated.Layers.Count; i++)
        {
            if (decorated.Layers[i].Need is { IsCaptured: true } need) WriteNeed(i, need);
            if (decorated.Layers[i].Kind == LayerKind.Guard) WriteInside(i);
            else if (decorated.Layers[i].Kind != LayerKind.Hooks) WriteCall(i);
        }
    }

    void WriteMethod()
    {
        writer.Line();
        WriteAttributes();
        var isAsync = !decorated.IsEager && Awaits(0);
        var switched = decorated.IsEager || method.Kind == ReturnKind.Stream ? 0 : Switched(0);
        // A method of its own cannot hand back what may point into this one's caller.
        if (switched == 0 || isAsync && Awaits(switched) || method.ReturnsRef || method.ReturnsRefLike)
        {
            using (writer.Block(method.Implementation(isAsync)))
            {
                if (switched > 0) SwitchedOff(0, switched, Place.Method, isAsync);
                Body(0, Place.Method, isAsync);
            }
            return;
        }
        // While its hooks are off a method is a call of its body, with no try, no state and no state machine around it.
        using (writer.Block(method.Implementation()))
        {
            SwitchedOff(0, switched, Place.Method, isAsync: false);
            writer.Line($"{(method.Kind == ReturnKind.Void ? "" : method.ReturnsRef ? "return ref " : "return ")}{Inner(ObservedName, 0, Place.Method)};");
        }
        WriteInner(ObservedName, 0);
    }

    string ObservedName => decorated.Stem + "Observed";

    /// <summary>Where a piece of code stands: it says how arguments and the instance are reached and how a result leaves.</summary>
    enum Place { Method, Call }

    /// <summary>Not [GeneratedCode]: attributes of one part are attributes of the method, and every analyzer would pass over the user's declaration.</summary>
    void WriteAttributes()
    {
        if (!decorated.Existing.HasFlag(OwnAttributes.StackTraceHidden)) writer.Line(Hidden);
        if (!decorated.Existing.HasFlag(OwnAttributes.DebuggerStepThrough)) writer.Line(StepThrough);
        if (decorated.Deprecation is { } message && !decorated.Existing.HasFlag(OwnAttributes.Obsolete)) writer.Line($"[global::System.Obsolete({ConstantCode.Of(message)})]");
    }

    string Flow => method.Kind == ReturnKind.Stream || decorated.IsEager ? $", {Runtime}CallFlow.Detached" : method.IsAsync ? $", {Runtime}CallFlow.Asynchronous" : "";

    /// <summary>The decorators of the method, made once, when it first runs.</summary>
    void WriteHolder()
    {
        writer.Line(Generated);
        using (writer.Block($"private static class {Holder}"))
        {
            if (decorated.Layers.Any(static l => l.SwitchTakesNeed)) writer.Line("internal readonly struct Method { }");
            writer.Line($"internal static readonly {Runtime}CallSite Site = new(\"{type.DisplayName}\", \"{method.BareName}\"{Flow});");
            for (var i = 0; i < decorated.Layers.Count; i++)
            {
                var layer = decorated.Layers[i];
                if (layer.Kind is not (LayerKind.Cache or LayerKind.Guard)) writer.Line($"internal static readonly {layer.Attribute} D{i} = {layer.Creation};");
            }
        }
    }

    // Bodies

    void Body(int k, Place place, bool isAsync)
    {
        if (method.Kind == ReturnKind.Stream || (decorated.IsEager && place == Place.Method)) Eager(k, place, "return ");
        else if (isAsync) Awaiting(k, place);
        else if (method.IsAsync) Pending(k, place);
        else Sync(k, place);
    }

    /// <summary>Whether the code from layer k to the first one that gets the call has something to do when the task ends.</summary>
    bool Awaits(int k)
    {
        if (!method.IsAsync) return false;
        for (; k < decorated.Layers.Count && decorated.Layers[k] is { Kind: LayerKind.Hooks or LayerKind.Guard } layer; k++)
        {
            if (layer.Kind == LayerKind.Hooks || layer.Guard!.Results.Count > 0) return true;
        }
        return false;
    }

    /// <summary>Code that returns the task without waiting for it.</summary>
    void Pending(int k, Place place)
    {
        for (; k < decorated.Layers.Count && decorated.Layers[k].Kind == LayerKind.Guard; k++) CheckArguments(k, place);
        writer.Line($"return {Tail(k, place)};");
    }

    void Sync(int k, Place place)
    {
        if (k == decorated.Layers.Count)
        {
            if (method.Kind == ReturnKind.Void)
            {
                writer.Line(Core(place) + ";");
                if (place == Place.Call) writer.Line("return default;");
            }
            else
            {
                writer.Line($"return {(method.ReturnsRef ? "ref " : "")}{Core(place)};");
            }
            return;
        }
        if (decorated.Layers[k].Kind == LayerKind.Hooks)
        {
            Observed(k, place, () => Sync(k + 1, place));
            return;
        }
        if (decorated.Layers[k].Kind == LayerKind.Guard)
        {
            CheckArguments(k, place);
            if (ChecksResult(k)) CheckResult(k, $"{(method.ReturnsRef ? "ref " : "")}{Inside(k, place)}");
            else Sync(k + 1, place);
            return;
        }
        if (place == Place.Method)
        {
            foreach (var parameter in method.Parameters)
            {
                if (parameter.Passing == Passing.Out) writer.Line($"{parameter.Name} = default!;");
            }
        }
        writer.Line($"var {local}call{k} = {NewCall(k, place)};");
        writer.Line($"{(method.Kind == ReturnKind.Void && place == Place.Method ? "" : "return ")}{Around(k, place, $"ref {local}call{k}")};");
    }

    void Awaiting(int k, Place place)
    {
        if (k < decorated.Layers.Count && decorated.Layers[k].Kind == LayerKind.Hooks)
        {
            Observed(k, place, () => Awaiting(k + 1, place));
            return;
        }
        if (k < decorated.Layers.Count && decorated.Layers[k].Kind == LayerKind.Guard)
        {
            CheckArguments(k, place);
            if (ChecksResult(k)) CheckResult(k, $"await {Inside(k, place)}.ConfigureAwait(false)");
            else Awaiting(k + 1, place);
            return;
        }
        var pending = k == decorated.Layers.Count ? Core(place) : Around(k, place, NewCall(k, place));
        writer.Line($"{(HasResult ? "return " : "")}await {pending}.ConfigureAwait(false);");
        if (!HasResult && place == Place.Call) writer.Line("return default;");
    }

    /// <summary>Code that starts the method now and hands its task or stream to the sink.</summary>
    void Eager(int k, Place place, string sink)
    {
        if (k == decorated.Layers.Count)
        {
            writer.Line($"{sink}{Core(place)};");
            return;
        }
        if (decorated.Layers[k].Kind == LayerKind.Guard)
        {
            CheckArguments(k, place);
            Eager(k + 1, place, sink);
            return;
        }
        if (decorated.Layers[k].Kind != LayerKind.Hooks)
        {
            writer.Line($"{sink}{(method.IsAsync ? Tail(k, place) : Around(k, place, NewCall(k, place)))};");
            return;
        }
        var (started, caught, state) = ($"{local}started{k}", $"{local}caught{k}", $"{local}state{k}");
        if (method.Kind == ReturnKind.Stream)
        {
            EagerStream(k, place, sink, started, caught);
            return;
        }
        // What the hooks change in the context (the current span) is the call's, and not its caller's, who has not waited yet.
        var (context, pending) = ($"{local}context{k}", $"{local}pending{k}");
        writer.Line($"var {context} = global::System.Threading.ExecutionContext.Capture();");
        writer.Line($"var {state} = {Enter(k, place)};");
        writer.Line($"{method.Return} {started};");
        using (writer.Block("try"))
        {
            Show(k, place, state);
            Eager(k + 1, place, started + " = ");
        }
        using (writer.Block($"catch ({ErrorType} {caught})")) writer.Line($"{Decorator(k)}.OnExit(in {Holder}.Site, ref {state}, {caught});").Line("throw;");
        writer.Line($"var {pending} = {Runtime}Hooked.Await({started}, {state}, {Exit(k)});");
        writer.Line($"if ({context} is not null) global::System.Threading.ExecutionContext.Restore({context});");
        writer.Line($"{sink}{pending};");
    }

    /// <summary>A task in the form that leaves the place: the method's own, or ValueTask of the result from a call.</summary>
    string Tail(int k, Place place)
    {
        if (k < decorated.Layers.Count)
        {
            var around = Around(k, place, NewCall(k, place));
            return (place, method.Kind) switch
            {
                (Place.Method, ReturnKind.Task or ReturnKind.TaskOfT) => around + ".AsTask()",
                (Place.Method, ReturnKind.ValueTask) => $"{Runtime}UnitTask.Without({around})",
                _ => around,
            };
        }
        if (place == Place.Method) return Core(place);
        return method.Kind switch
        {
            ReturnKind.TaskOfT => $"new({Core(place)})",
            ReturnKind.ValueTaskOfT => Core(place),
            _ => $"{Runtime}UnitTask.From({Core(place)})",
        };
    }

    string Core(Place place)
    {
        var receiver = method.IsStatic ? "" : This(place) + ".";
        return $"{receiver}{decorated.Core}{method.TypeArguments}({string.Join(", ", Arguments(decorated.Layers.Count).Select(p => p.ArgumentPrefix + Value(p, place)))})";
    }

    // Arguments

    /// <summary>What the method takes inside of k layers: its parameters, behind what those layers supply.</summary>
    List<ParameterShape> Arguments(int k)
    {
        List<ParameterShape> all = [];
        for (var i = k - 1; i >= 0; i--)
        {
            if (decorated.Layers[i].Supplied is not null) all.Add(Given(i));
        }
        all.AddRange(method.Parameters);
        return all;
    }

    /// <summary>What layer k supplies, as a parameter of all that is inside it.</summary>
    ParameterShape Given(int k) => new($"{local}given{k}", decorated.Layers[k].Supplied!, decorated.Layers[k].Supplied!, "", Passing.Value, IsRefLike: false, IsPointer: false, IsToken: false);

    string Self => local + "self";
    string This(Place place) => place == Place.Method ? "this" : Self;
    string Field(ParameterShape parameter) => local + "arg_" + parameter.BareName;
    string Value(ParameterShape parameter, Place place) => place == Place.Method ? parameter.Name : Field(parameter);

    List<ParameterShape> Keys(int k) => [.. Arguments(k).Where(static p => !p.IsToken)];

    string ArgsTuple(int k) => Keys(k) switch
    {
        [] => "global::System.ValueTuple",
        [var only] => $"global::System.ValueTuple<{only.Argument}>",
        var keys when keys.Exists(static p => IsReservedInTuples(p.BareName)) => $"({string.Join(", ", keys.Select(static p => p.Argument))})",
        var keys => $"({string.Join(", ", keys.Select(static p => $"{p.Argument} {p.Name}"))})",
    };

    string ArgsValue(int k) => Keys(k) switch
    {
        [] => "default",
        [var only] => $"new({Field(only)})",
        var keys => $"({string.Join(", ", keys.Select(Field))})",
    };

    static bool IsReservedInTuples(string name) =>
        name is "Rest" or "ToString" or "GetHashCode" or "Equals" or "CompareTo" or "Deconstruct" or "GetType" or "MemberwiseClone" or "Finalize" or "ReferenceEquals" || name.StartsWith("Item", StringComparison.Ordinal);

    /// <summary>A beginning for local names that no parameter has.</summary>
    static string FreshPrefix(MethodShape method)
    {
        var prefix = "__";
        while (method.Parameters.Any(p => p.BareName.StartsWith(prefix, StringComparison.Ordinal)) || method.TypeParameters.Any(t => t.Name.StartsWith(prefix, StringComparison.Ordinal))) prefix += "_";
        return prefix;
    }
}
