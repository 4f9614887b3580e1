using System.Runtime.CompilerServices;
using System.Runtime.ExceptionServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Generators.ConstEval;

/// <summary>Runs methods of the program as the compiler has bound them. It knows the language and a part of the library, each by hand, so nothing of the program is loaded.</summary>
sealed partial class Interpreter
{
    const int Stack = 64 * 1024 * 1024;
    const int Deepest = 2_000;
    const int Largest = 1_000_000;

    readonly Compilation compilation;
    readonly HashSet<SyntaxTree> read;
    readonly CancellationToken cancel;
    readonly Dictionary<SyntaxTree, SemanticModel> models = [];
    readonly Dictionary<ISymbol, IOperation?> bodies = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, object?> statics = new(SymbolEqualityComparer.Default);
    IOperation? at;
    long fuel;
    int depth;

    Interpreter(Compilation compilation, long fuel, HashSet<SyntaxTree> read, CancellationToken cancel) => (this.compilation, this.fuel, this.read, this.cancel) = (compilation, fuel, read, cancel);

    /// <summary>What a method without parameters returns.</summary>
    /// <exception cref="NotEvaluated">It cannot be evaluated.</exception>
    public static object? Run(IMethodSymbol method, long fuel, Compilation compilation, HashSet<SyntaxTree> read, CancellationToken cancel)
    {
        var interpreter = new Interpreter(compilation, fuel, read, cancel);
        var (result, failure) = ((object?)null, (Exception?)null);
        // A stack of its own: the compiler's threads are too small for recursion as deep as programs have it.
        var thread = new Thread(() => (result, failure) = interpreter.Begin(method), Stack);
        thread.Start();
        thread.Join();
        if (failure is not null) ExceptionDispatchInfo.Capture(failure).Throw();
        return result;
    }

    (object? Result, Exception? Failure) Begin(IMethodSymbol method)
    {
        try
        {
            return (Call(method, null, [], null), null);
        }
        catch (Thrown thrown)
        {
            var message = thrown.Value.Fields.TryGetValue("Message", out var text) && text is string { Length: > 0 } said ? ": " + said : "";
            return (null, new NotEvaluated(ConstEvalRules.Throws, thrown.Type.Name + message, thrown.Place));
        }
        catch (Exception own) when (own is NotEvaluated or OperationCanceledException)
        {
            return (null, own);
        }
        catch (Exception unforeseen)
        {
            return (null, new NotEvaluated(ConstEvalRules.NotConstant, $"the evaluation ended with {unforeseen.GetType().Name}", Place()));
        }
    }

    Location? Place() => at?.Syntax.GetLocation();

    NotEvaluated Refuse(string why, IOperation? where = null) => new(ConstEvalRules.NotConstant, why, (where ?? at)?.Syntax.GetLocation());

    /// <summary>Takes the fuel of an operation.</summary>
    void Burn(long amount = 1)
    {
        fuel -= amount;
        if (fuel < 0) throw new NotEvaluated(ConstEvalRules.OutOfFuel, "", Place());
        if ((fuel & 1023) == 0) cancel.ThrowIfCancellationRequested();
    }

    /// <summary>An exception of the program's.</summary>
    Thrown Throw(string type, string message = "")
    {
        if (compilation.GetTypeByMetadataName(type) is not { } found) throw Refuse($"{type} is thrown, which this program does not know");
        var value = new ObjectValue(found);
        value.Fields["Message"] = message;
        return new(found, value, Place());
    }

    /// <summary>Calls a method, local function or lambda.</summary>
    object? Call(IMethodSymbol method, object? receiver, Slot[] arguments, Frame? outer, IOperation? body = null)
    {
        if (++depth > Deepest) throw Refuse($"calls are nested deeper than {Deepest}");
        RuntimeHelpers.EnsureSufficientExecutionStack();
        body ??= BodyOf(method);
        var frame = new Frame(method, receiver, outer);
        for (var i = 0; i < arguments.Length; i++) frame.Declare(method.Parameters[i], arguments[i]);
        if (body is not null) Execute(body, frame);
        depth--;
        return frame.Result;
    }

    /// <summary>What a method does; refused where nobody can know.</summary>
    IOperation BodyOf(IMethodSymbol method)
    {
        method = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        if (bodies.TryGetValue(method, out var known)) return known!;
        if (method.IsAsync) throw Refuse($"'{method.Name}' is async");
        if (method.IsExtern) throw Refuse($"'{method.Name}' is native");
        foreach (var reference in method.DeclaringSyntaxReferences)
        {
            if (!compilation.ContainsSyntaxTree(reference.SyntaxTree)) continue;
            if (OperationOf(reference.GetSyntax(cancel)) is not { } operation) continue;
            var body = operation switch
            {
                IMethodBodyOperation own => (IOperation?)own.BlockBody ?? own.ExpressionBody,
                IConstructorBodyOperation => operation,
                ILocalFunctionOperation local => local.Body,
                IBlockOperation => operation,
                _ => null,
            };
            if (body is null) continue;
            foreach (var part in body.DescendantsAndSelf())
            {
                if (part.Kind is OperationKind.YieldReturn or OperationKind.YieldBreak) throw Refuse($"'{method.Name}' is an iterator");
                if (part.Kind is OperationKind.Invalid) throw new NotEvaluated(null, "", null);
            }
            bodies[method] = body;
            return body;
        }
        throw Refuse($"'{Shown(method)}' is not known to be pure");
    }

    IOperation? OperationOf(SyntaxNode syntax)
    {
        if (!models.TryGetValue(syntax.SyntaxTree, out var model))
        {
            read.Add(syntax.SyntaxTree);
#pragma warning disable RS1030 // What is called may lie in any file.
            models[syntax.SyntaxTree] = model = compilation.GetSemanticModel(syntax.SyntaxTree);
#pragma warning restore RS1030
        }
        return model.Bind(syntax, cancel);
    }

    static string Shown(ISymbol symbol) => symbol.ContainingType is { } type ? $"{type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}.{symbol.Name}" : symbol.Name;

    static string Shown(ITypeSymbol? type) => type?.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) ?? "nothing";
}
