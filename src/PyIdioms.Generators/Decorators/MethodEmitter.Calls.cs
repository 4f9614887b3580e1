using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Decorators;

// Calls: a struct for what is inside a decorator that runs it.
sealed partial class MethodEmitter
{
    /// <summary>The struct that stands for what is inside layer k.</summary>
    void WriteCall(int k)
    {
        var layer = decorated.Layers[k];
        var name = CallName(k);
        var byRefThis = PassesThisByRef;
        var arguments = Arguments(k);
        var isRefStruct = !IsLater && (byRefThis || type.IsRefLike && !method.IsStatic || arguments.Exists(static p => p.IsRefLike || p.Passing != Passing.Value));
        var withArgs = layer.Kind is LayerKind.Args or LayerKind.ArgsOfOneSignature or LayerKind.Cache;
        var call = method.Kind == ReturnKind.Stream ? "IStreamCall" : method.IsAsync ? "IAsyncCall" : "ICall";
        if (layer.Supplied is not null) call = call.Replace("Call", "ConcatenateCall");
        var contract = layer.Supplied is null ? $"{Runtime}{call}<{Result}>" : $"{Runtime}{call}<{layer.Supplied}, {Result}>";
        var declared = withArgs ? $"{Runtime}{call}<{ArgsTuple(k)}, {Result}>" : contract;

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
            foreach (var p in arguments)
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
            writer.Line($"static bool {Runtime}ICall.IsCancellable => {(token is null ? "false" : "true")};");
            writer.Line($"{TokenType} {Runtime}ICall.CancellationToken => {(token is null ? "default" : Field(token))};");
            if (withArgs) writer.Line($"{ArgsTuple(k)} {declared}.Args => {ArgsValue(k)};");

            var (returned, invoke) = method.Kind == ReturnKind.Stream ? (method.Return, "Invoke") : method.IsAsync ? ($"global::System.Threading.Tasks.ValueTask<{Result}>", "InvokeAsync") : (Result, "Invoke");
            var isAsync = Awaits(k + 1);
            using (writer.Block($"{(isAsync ? "async " : "")}{returned} {contract}.{invoke}({(layer.Supplied is null ? "" : $"{layer.Supplied} {Field(Given(k))}")})"))
            {
                if (Switched(k + 1) is > 0 and var switched && method.Kind != ReturnKind.Stream) SwitchedOff(k + 1, switched, Place.Call, isAsync);
                Body(k + 1, Place.Call, isAsync);
            }
            if (layer.Supplied is null) WriteInvokeWithToken(k, $"{returned} {contract}.{invoke}", token);
        }
    }

    const string TokenType = "global::System.Threading.CancellationToken";

    /// <summary>The same call with another token.</summary>
    void WriteInvokeWithToken(int k, string head, ParameterShape? token)
    {
        var (given, again) = (local + "token", local + "again");
        using (writer.Block($"{head}({TokenType} {given})"))
        {
            writer.Line($"var {again} = {(token is null ? "this" : NewCall(k, Place.Call, p => ReferenceEquals(p, token) ? given : null))};");
            var run = method.Kind == ReturnKind.Stream ? "RunStream" : method.IsAsync ? "RunAsync" : "Run";
            writer.Line($"return {Runtime}PendingCall.{run}<{CallName(k)}{method.TypeArguments}, {Result}>({(IsLater ? "" : "ref ")}{again});");
        }
    }

    string CallName(int k) => $"{decorated.Stem}Call{k}";

    /// <summary>A task or stream outlives the method, so its calls hold a copy of a struct, as C#'s own async methods do.</summary>
    bool IsLater => method.IsAsync || method.Kind == ReturnKind.Stream;

    bool PassesThisByRef => !method.IsStatic && type.IsStruct && !type.IsRefLike && !IsLater;

    string NewCall(int k, Place place, Func<ParameterShape, string?>? instead = null)
    {
        var arguments = new List<string>();
        if (!method.IsStatic) arguments.Add((PassesThisByRef ? method.IsReadOnly || type.IsReadOnly ? "in " : "ref " : "") + This(place));
        foreach (var p in Arguments(k))
        {
            arguments.Add((p.Passing switch { Passing.Value => "", Passing.In or Passing.RefReadOnly => "in ", _ => "ref " }) + (instead?.Invoke(p) ?? Value(p, place)));
        }
        return $"new {CallName(k)}{method.TypeArguments}({string.Join(", ", arguments)})";
    }

    string Around(int k, Place place, string call)
    {
        var callType = CallName(k) + method.TypeArguments;
        var verb = method.Kind == ReturnKind.Stream ? "AroundStream" : method.IsAsync ? "AroundAsync" : "Around";
        if (decorated.Layers[k].Need is not null) call += ", " + NeedOf(k, place);
        return decorated.Layers[k].Kind switch
        {
            LayerKind.Args => $"{Decorator(k)}.{verb}<{callType}, {ArgsTuple(k)}, {Result}>({call})",
            LayerKind.ArgsOfOneSignature => $"{Decorator(k)}.{verb}<{callType}>({call})",
            LayerKind.Cache => $"{Cache(k, place)}.{verb}<{callType}>({call})",
            _ => $"{Decorator(k)}.{verb}<{callType}, {Result}>({call})",
        };
    }

    string Decorator(int k) => Via(k, decorated.Layers[k].Interface ?? "");

    /// <summary>A decorator, as one of its interfaces or as itself.</summary>
    string Via(int k, string protocol) => protocol.Length > 0 ? $"(({protocol}){Holder}.D{k})" : $"{Holder}.D{k}";
}
