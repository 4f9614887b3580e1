using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>Calls: functions of System.Math, and functions of the user's whose bodies are read in their place.</summary>
sealed partial class LoopReader
{
    const int DeepestCall = 16;

    readonly Stack<IMethodSymbol> calls = new();

    Expr CallOf(IInvocationOperation call)
    {
        if (MathFunctions.NameOf(call.TargetMethod) is { } name) return MathCall(name, call);
        if (call.TargetMethod is { Name: "RotateLeft" or "RotateRight", ContainingType: { Name: "BitOperations", ContainingNamespace: { Name: "Numerics", ContainingNamespace.Name: "System" } } }) return Rotated(call);
        if (Nums.Of(call.Type) is null) throw new NotVector($"'{call.TargetMethod.Name}' gives no number that lanes can hold", call.Syntax);
        return Entered(call, body => body.Any(static s => s is IExpressionStatementOperation) ? Done(body, call) : body is [IReturnOperation { ReturnedValue: { } value }] ? Value(value) : Result(body, call));
    }

    Expr MathCall(string name, IInvocationOperation call)
    {
        var arguments = call.Arguments.OrderBy(static a => a.Parameter!.Ordinal).Select(a => Value(a.Value)).ToArray();
        if (name == "Clamp" && arguments is [var value, var low, var high])
        {
            if (!IsSteady(low) || !IsSteady(high)) throw new NotVector("lanes are clamped between two numbers for all", call.Syntax);
            if (arguments[0].Type.IsInteger() || low is not Const || high is not Const) guards.Add($"!({ScalarCode.Of(low)} > {ScalarCode.Of(high)})");
            return new Choose(new Compare("<", value, low), low, new Choose(new Compare(">", value, high), high, value));
        }
        if (name == "IsNaN") return new Compare("!=", arguments[0], arguments[0]);
        if (name is "Round" && arguments.Length > 1) throw new NotVector("lanes are rounded to even alone", call.Syntax);
        if (!MathFunctions.Takes(name, arguments[0].Type)) throw new NotVector($"there is no vector form of '{TokenText.Of(call.Syntax)}'", call.Syntax);
        return new Called(name, arguments[0].Type, arguments.ToEquatableArray());
    }

    /// <summary>The bits that leave at one end come in at the other.</summary>
    Expr Rotated(IInvocationOperation call)
    {
        if (call.Arguments is not [{ Value: var number }, { Value: var count }] || Nums.Of(call.Type) is not { } type || Value(count) is var by && !IsSteady(by)) throw new NotVector("lanes are rotated by one number for all", call.Syntax);
        var value = As(type, Value(number));
        var (left, right) = call.TargetMethod.Name == "RotateLeft" ? (by, Back(by, type)) : (Back(by, type), by);
        return new Binary("|", type, new Binary("<<", type, value, left), new Binary(">>>", type, value, right));
    }

    static Expr Back(Expr count, Num type) => count.Whole() is { } number ? Constants.Of(Num.I32, (int)(type.Size() * 8 - number)) : new Unary('-', count);

    /// <summary>A function's body that is one expression, or statements that end with one.</summary>
    Expr Result(IReadOnlyList<IOperation> body, IOperation at)
    {
        if (body.Count == 0) throw new NotVector("the function has no result", at.Syntax);
        switch (body[0])
        {
            case IReturnOperation { ReturnedValue: { } value }: return Value(value);
            case IBlockOperation block: return Result([.. block.Operations, .. body.Skip(1)], at);
            case IConditionalOperation { WhenTrue: var then } choice when Returns(then):
                return ChoiceOf(Value(choice.Condition), Result([then], at), Result(choice.WhenFalse is { } otherwise ? [otherwise, .. body.Skip(1)] : [.. body.Skip(1)], at), choice);
            case IVariableDeclarationGroupOperation group:
                foreach (var declarator in group.Declarations.SelectMany(static d => d.Declarators)) Name(declarator);
                return Result([.. body.Skip(1)], at);
            case ILocalFunctionOperation or IEmptyOperation: return Result([.. body.Skip(1)], at);
            default: throw new NotVector("the function does more than compute one value", body[0].Syntax);
        }
    }

    /// <summary>A local that is set once is its value.</summary>
    void Name(IVariableDeclaratorOperation declarator)
    {
        if (declarator.Symbol.IsRef || declarator.Initializer is not { Value: var value } || Nums.Of(declarator.Symbol.Type) is not { } num) throw new NotVector("the function does more than compute one value", declarator.Syntax);
        arguments[declarator.Symbol] = As(num, Value(value));
    }

    static bool Returns(IOperation statement) => statement is IReturnOperation || statement is IBlockOperation { Operations: [.., var last] } && Returns(last) || statement is IConditionalOperation { WhenFalse: { } otherwise } choice && Returns(choice.WhenTrue) && Returns(otherwise);

    /// <summary>A function called for what it does.</summary>
    void Inlined(IInvocationOperation call, List<Stmt> into) => Entered<object?>(call, body =>
    {
        foreach (var statement in body)
        {
            if (statement is IReturnOperation) break;
            if (statement.Descendants().OfType<IReturnOperation>().FirstOrDefault() is { } early) throw new NotVector("the function returns before its end", early.Syntax);
            Read(statement, into);
        }
        return null;
    });

    T Entered<T>(IInvocationOperation call, Func<IReadOnlyList<IOperation>, T> read)
    {
        var method = call.TargetMethod.OriginalDefinition;
        if (!method.IsStatic && method.MethodKind != MethodKind.LocalFunction) throw new NotVector($"'{method.Name}' is no function of System.Math, nor a static one of this program", call.Syntax);
        if (calls.Contains(method, SymbolEqualityComparer.Default) || calls.Count > DeepestCall) throw new NotVector($"'{method.Name}' calls itself", call.Syntax);
        if (method.IsGenericMethod || method.IsAsync || method.IsExtern || BodyOf(method) is not { } body) throw new NotVector($"'{method.Name}' is no function of System.Math, nor one whose body is at hand", call.Syntax);
        var written = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var statement in body) Written.Collect(statement, written);
        var bound = call.Arguments.Select(a => (a.Parameter!, Argument(a, written))).ToList();
        foreach (var (parameter, value) in bound) arguments[parameter] = value;
        this.written.UnionWith(written);
        calls.Push(method);
        var result = read(body);
        calls.Pop();
        return result;
    }

    Expr Argument(IArgumentOperation argument, HashSet<ISymbol> written)
    {
        var parameter = argument.Parameter!;
        if (PlaceType(parameter.Type) is not null) return new Whole(PlaceOf(argument.Value) ?? throw new NotVector(Unknown(argument.Value), argument.Syntax));
        var value = Value(argument.Value);
        if (parameter.RefKind is RefKind.Ref or RefKind.Out && value is not (VarRef or Load)) throw new NotVector($"'{TokenText.Of(argument.Syntax)}' is passed by reference", argument.Syntax);
        if (parameter.RefKind == RefKind.None && written.Contains(parameter)) throw new NotVector($"'{parameter.Name}' is a parameter that the function sets", argument.Syntax);
        return value;
    }

    IReadOnlyList<IOperation>? BodyOf(IMethodSymbol method)
    {
        if (method.DeclaringSyntaxReferences is not [var reference] || method.PartialImplementationPart is not null) return null;
        var syntax = reference.GetSyntax(cancel);
        var model = compilation.GetSemanticModel(syntax.SyntaxTree);
        var body = syntax switch
        {
            MethodDeclarationSyntax { Body: { } block } => (SyntaxNode)block,
            MethodDeclarationSyntax { ExpressionBody: { } arrow } => arrow,
            LocalFunctionStatementSyntax { Body: { } block } => block,
            LocalFunctionStatementSyntax { ExpressionBody: { } arrow } => arrow,
            _ => null,
        };
        return body is not null && model.Bind(body, cancel) is IBlockOperation operation ? operation.Operations : null;
    }
}
