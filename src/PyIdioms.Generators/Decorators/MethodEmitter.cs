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
    static readonly string Generated = $"[global::System.CodeDom.Compiler.GeneratedCode(\"PyIdioms.Generators\", \"{typeof(MethodEmitter).Assembly.GetName().Version}\")]";
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
        writer.Line();
        WriteAttributes();
        var isAsync = !decorated.IsEager && Awaits(0);
        using (writer.Block(method.Implementation(isAsync))) Body(0, Place.Method, isAsync);
        for (var i = 0; i < decorated.Layers.Count; i++)
        {
            if (decorated.Layers[i].Kind == LayerKind.Guard) WriteInner(i);
            else if (decorated.Layers[i].Kind != LayerKind.Hooks) WriteCall(i);
        }
    }

    /// <summary>Where a piece of code stands: it says how arguments and the instance are reached and how a result leaves.</summary>
    enum Place { Method, Call }

    /// <summary>Not [GeneratedCode]: attributes of one part are attributes of the method, and every analyzer would pass over the user's declaration.</summary>
    void WriteAttributes()
    {
        if (!decorated.Existing.HasFlag(OwnAttributes.StackTraceHidden)) writer.Line(Hidden);
        if (!decorated.Existing.HasFlag(OwnAttributes.DebuggerStepThrough)) writer.Line(StepThrough);
    }

    /// <summary>The decorators of the method, made once, when it first runs.</summary>
    void WriteHolder()
    {
        writer.Line(Generated);
        using (writer.Block($"private static class {Holder}"))
        {
            writer.Line($"internal static readonly {Runtime}CallSite Site = new(\"{type.DisplayName}\", \"{method.BareName}\");");
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
            Observed(k, () => Sync(k + 1, place));
            return;
        }
        if (decorated.Layers[k].Kind == LayerKind.Guard)
        {
            CheckArguments(k, place);
            if (ChecksResult(k)) CheckResult(k, $"{(method.ReturnsRef ? "ref " : "")}{Inner(k, place)}");
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
            Observed(k, () => Awaiting(k + 1, place));
            return;
        }
        if (k < decorated.Layers.Count && decorated.Layers[k].Kind == LayerKind.Guard)
        {
            CheckArguments(k, place);
            if (ChecksResult(k)) CheckResult(k, $"await {Inner(k, place)}.ConfigureAwait(false)");
            else Awaiting(k + 1, place);
            return;
        }
        var pending = k == decorated.Layers.Count ? Core(place) : Around(k, place, NewCall(k, place));
        writer.Line($"{(HasResult ? "return " : "")}await {pending}.ConfigureAwait(false);");
        if (!HasResult && place == Place.Call) writer.Line("return default;");
    }

    /// <summary>Hooks around a body that ends when its code ends.</summary>
    void Observed(int k, Action body)
    {
        var (state, error, caught) = ($"{local}state{k}", $"{local}error{k}", $"{local}caught{k}");
        writer.Line($"var {state} = {Decorator(k)}.OnEnter(in {Holder}.Site);");
        writer.Line($"{ErrorType}? {error} = null;");
        using (writer.Block("try")) body();
        // A filter sees the exception without catching it: the stack stays whole for the debugger and for whoever catches it.
        using (writer.Block($"catch ({ErrorType} {caught}) when (({error} = {caught}) is null)")) writer.Line("throw;");
        using (writer.Block("finally")) writer.Line($"{Decorator(k)}.OnExit(in {Holder}.Site, ref {state}, {error});");
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
        var isStream = method.Kind == ReturnKind.Stream;
        if (!isStream) writer.Line($"var {state} = {Decorator(k)}.OnEnter(in {Holder}.Site);");
        writer.Line($"{method.Return} {started};");
        using (writer.Block("try")) Eager(k + 1, place, started + " = ");
        if (isStream)
        {
            using (writer.Block($"catch ({ErrorType} {caught}) when ({Runtime}Hooked.Failed({Decorator(k)}, in {Holder}.Site, {caught}))")) writer.Line("throw;");
            writer.Line($"{sink}{Runtime}Hooked.Stream({started}, {Decorator(k)}, {Holder}.Site);");
            return;
        }
        using (writer.Block($"catch ({ErrorType} {caught})")) writer.Line($"{Decorator(k)}.OnExit(in {Holder}.Site, ref {state}, {caught});").Line("throw;");
        writer.Line($"{sink}{Runtime}Hooked.Await({started}, {Decorator(k)}, {state}, {Holder}.Site);");
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

    // Calls

    /// <summary>The struct that stands for what is inside layer k.</summary>
    void WriteCall(int k)
    {
        var layer = decorated.Layers[k];
        var name = CallName(k);
        var byRefThis = PassesThisByRef;
        var isRefStruct = !IsLater && (byRefThis || type.IsRefLike && !method.IsStatic || method.Parameters.Any(static p => p.IsRefLike || p.Passing != Passing.Value));
        var withArgs = layer.Kind is LayerKind.Args or LayerKind.ArgsOfOneSignature or LayerKind.Cache;
        var call = method.Kind == ReturnKind.Stream ? "IStreamCall" : method.IsAsync ? "IAsyncCall" : "ICall";
        var contract = $"{Runtime}{call}<{Result}>";
        var declared = withArgs ? $"{Runtime}{call}<{ArgsTuple}, {Result}>" : contract;

        writer.Line().Line(Generated).Line(Hidden).Line(StepThrough);
        using (writer.Block($"private {(method.IsUnsafe ? "unsafe " : "")}readonly {(isRefStruct ? "ref " : "")}struct {name}{method.TypeArguments} : {declared}{method.Constraints}"))
        {
            var parameters = new List<string>();
            var assignments = new List<string>();
            void Hold(string holdAs, string fieldType, string field, string parameterPrefix, string value)
            {
                writer.Line($"private readonly {holdAs}{fieldType} {field};");
                parameters.Add($"{parameterPrefix}{fieldType} {field}");
                assignments.Add($"this.{field} = {(holdAs.Length > 0 ? "ref " : "")}{value};");
            }

            if (!method.IsStatic)
            {
                var readOnly = method.IsReadOnly || type.IsReadOnly;
                Hold(byRefThis ? readOnly ? "ref readonly " : "ref " : "", type.FullName, Self, byRefThis ? readOnly ? "in " : "ref " : "", Self);
            }
            foreach (var p in method.Parameters)
            {
                var (holdAs, prefix) = p.Passing switch
                {
                    Passing.Value => ("", ""),
                    Passing.In or Passing.RefReadOnly => ("ref readonly ", "in "),
                    _ => ("ref ", "ref "),
                };
                Hold(holdAs, p.Type, Field(p), prefix, Field(p));
            }

            if (parameters.Count > 0) writer.Line($"internal {name}({string.Join(", ", parameters)}) {{ {string.Join(" ", assignments)} }}");
            writer.Line($"static {Runtime}CallSite {Runtime}ICall.Site => {Holder}.Site;");
            var token = method.Parameters.LastOrDefault(static p => p.IsToken);
            writer.Line($"global::System.Threading.CancellationToken {Runtime}ICall.CancellationToken => {(token is null ? "default" : Field(token))};");
            if (withArgs) writer.Line($"{ArgsTuple} {declared}.Args => {ArgsValue};");

            var invoke = method.Kind == ReturnKind.Stream ? $"{method.Return} {contract}.Invoke()"
                : method.IsAsync ? $"{(Awaits(k + 1) ? "async " : "")}global::System.Threading.Tasks.ValueTask<{Result}> {contract}.InvokeAsync()"
                : $"{Result} {contract}.Invoke()";
            using (writer.Block(invoke)) Body(k + 1, Place.Call, Awaits(k + 1));
        }
    }

    string CallName(int k) => $"{decorated.Stem}Call{k}";

    /// <summary>A task or stream outlives the method, so its calls hold a copy of a struct, as C#'s own async methods do.</summary>
    bool IsLater => method.IsAsync || method.Kind == ReturnKind.Stream;

    bool PassesThisByRef => !method.IsStatic && type.IsStruct && !type.IsRefLike && !IsLater;

    string NewCall(int k, Place place)
    {
        var arguments = new List<string>();
        if (!method.IsStatic) arguments.Add((PassesThisByRef ? method.IsReadOnly || type.IsReadOnly ? "in " : "ref " : "") + This(place));
        foreach (var p in method.Parameters)
        {
            arguments.Add((p.Passing switch { Passing.Value => "", Passing.In or Passing.RefReadOnly => "in ", _ => "ref " }) + Value(p, place));
        }
        return $"new {CallName(k)}{method.TypeArguments}({string.Join(", ", arguments)})";
    }

    string Around(int k, Place place, string call)
    {
        var callType = CallName(k) + method.TypeArguments;
        var verb = method.Kind == ReturnKind.Stream ? "AroundStream" : method.IsAsync ? "AroundAsync" : "Around";
        return decorated.Layers[k].Kind switch
        {
            LayerKind.Args => $"{Decorator(k)}.{verb}<{callType}, {ArgsTuple}, {Result}>({call})",
            LayerKind.ArgsOfOneSignature => $"{Decorator(k)}.{verb}<{callType}>({call})",
            LayerKind.Cache => $"{Cache(k, place)}.{verb}<{callType}>({call})",
            _ => $"{Decorator(k)}.{verb}<{callType}, {Result}>({call})",
        };
    }

    string Decorator(int k) =>
        decorated.Layers[k].Interface is { } protocol ? $"(({protocol}){Holder}.D{k})" : $"{Holder}.D{k}";

    string Core(Place place)
    {
        var receiver = method.IsStatic ? "" : This(place) + ".";
        return $"{receiver}{decorated.Core}{method.TypeArguments}({string.Join(", ", method.Parameters.Select(p => p.ArgumentPrefix + Value(p, place)))})";
    }

    // Arguments

    string Self => local + "self";
    string This(Place place) => place == Place.Method ? "this" : Self;
    string Field(ParameterShape parameter) => local + "arg_" + parameter.BareName;
    string Value(ParameterShape parameter, Place place) => place == Place.Method ? parameter.Name : Field(parameter);

    List<ParameterShape> Keys => [.. method.Parameters.Where(static p => !p.IsToken)];

    string ArgsTuple => Keys switch
    {
        [] => "global::System.ValueTuple",
        [var only] => $"global::System.ValueTuple<{only.Argument}>",
        var keys when keys.Exists(static p => IsReservedInTuples(p.BareName)) => $"({string.Join(", ", keys.Select(static p => p.Argument))})",
        var keys => $"({string.Join(", ", keys.Select(static p => $"{p.Argument} {p.Name}"))})",
    };

    string ArgsValue => Keys switch
    {
        [] => "default",
        [var only] => $"new({Field(only)})",
        var keys => $"({string.Join(", ", keys.Select(Field))})",
    };

    static bool IsReservedInTuples(string name) =>
        name is "Rest" or "ToString" or "GetHashCode" or "Equals" or "CompareTo" or "Deconstruct" or "GetType" or "MemberwiseClone" or "Finalize" or "ReferenceEquals" || name.StartsWith("Item", StringComparison.Ordinal);

    // Caches

    string CacheHolder(int k) => $"{decorated.Stem}Cache{k}{method.TypeArguments}";

    string Cache(int k, Place place) => method.IsStatic ? $"{CacheHolder(k)}.Cache" : $"{CacheHolder(k)}.Caches.Of({This(place)})";

    /// <summary>The cache, and the two members beside the method that ask and clear it.</summary>
    void WriteCache(int k)
    {
        var cacheType = $"{Runtime}{(method.IsAsync ? "AsyncLruCache" : "LruCache")}<{ArgsTuple}, {Result}>";
        var creation = decorated.Layers[k].Creation;
        writer.Line().Line(Generated);
        using (writer.Block($"private static class {CacheHolder(k)}{method.Constraints}"))
        {
            writer.Line(method.IsStatic
                ? $"internal static readonly {cacheType} Cache = new({creation});"
                : $"internal static readonly {Runtime}LruCaches<{cacheType}> Caches = new(static () => new({creation}));");
        }
        var head = decorated.Accessibility + (method.IsStatic ? " static" : "");
        var tail = $"{method.TypeArguments}(){method.Constraints} => {Cache(k, Place.Method)}";
        writer.Line()
            .Line($"/// <summary>How the cache of <c>{method.BareName}</c> did so far.</summary>").Line(Generated)
            .Line($"{head} {Runtime}CacheInfo {method.BareName}{CacheRules.InfoEnding}{tail}.Info;").Line()
            .Line($"/// <summary>Forgets what the cache of <c>{method.BareName}</c> holds.</summary>").Line(Generated)
            .Line($"{head} void {method.BareName}{CacheRules.ClearEnding}{tail}.Clear();");
    }

    /// <summary>A beginning for local names that no parameter has.</summary>
    static string FreshPrefix(MethodShape method)
    {
        var prefix = "__";
        while (method.Parameters.Any(p => p.BareName.StartsWith(prefix, StringComparison.Ordinal)) || method.TypeParameters.Any(t => t.Name.StartsWith(prefix, StringComparison.Ordinal))) prefix += "_";
        return prefix;
    }
}
