using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.Generators.Njit;

/// <summary>A function of numbers as the loop that applies it to elements that lie side by side.</summary>
sealed partial class LoopReader
{
    /// <summary>Reads a function whose calls would be lanes: the loop that sets an element of the destination to what it gives for one of each source.</summary>
    /// <param name="function">The function.</param>
    /// <param name="declaration">Where it is declared.</param>
    /// <param name="sources">The names of the spans that stand for its parameters, or of the numbers: those are the same for all elements.</param>
    /// <param name="isSpan">Whether what stands for a parameter is a span.</param>
    /// <param name="destination">The name of the span that takes the results.</param>
    /// <param name="counter">The name of the int that counts them.</param>
    /// <param name="compilation">Where the functions are that it calls.</param>
    /// <param name="names">Names for what the generated code needs.</param>
    /// <param name="cancel">Ends it.</param>
    public static LaneLoop Read(IMethodSymbol function, MethodDeclarationSyntax declaration, IReadOnlyList<string> sources, Func<int, bool> isSpan, string destination, string counter, Compilation compilation, FreshNames names, CancellationToken cancel)
    {
        var reader = new LoopReader(compilation, names, cancel) { root = declaration };
        return reader.Read(function, sources, isSpan, destination, counter);
    }

    LaneLoop Read(IMethodSymbol function, IReadOnlyList<string> sources, Func<int, bool> isSpan, string destination, string counter)
    {
        if (BodyOf(function) is not { } body) throw new NotVector($"the body of '{function.Name}' is not at hand", root);
        foreach (var statement in body) Written.Collect(statement, written);
        var lane = new Variable(names.Next("at"), Num.I32, VariableKind.Lane);
        var all = new List<Stmt>();
        var touched = new List<Place>();
        for (var i = 0; i < sources.Count; i++)
        {
            var parameter = function.Parameters[i];
            var element = isSpan(i) ? Truth(new Load(Side(sources[i], parameter.Type, isWritable: false), new VarRef(lane)), NumOf(parameter.Type)) : new Free(NumOf(parameter.Type), sources[i]);
            if (written.Contains(parameter)) all.Add(new Set(root, NewLocal(parameter, element.Type), element, IsNew: true));
            else arguments[parameter] = element;
        }
        calls.Push(function);
        var result = Side(destination, function.ReturnType, isWritable: true);
        var (at, value) = Returned(body, NumOf(function.ReturnType), all);
        all.Add(new Store(at, result, new VarRef(lane), Bits(value)));
        return new(root, lane, counter, Num.I32, destination + ".Length", Step: 1, all, [.. touched, .. places.Values, .. rows.Values], carried, guards);

        Place Side(string name, ITypeSymbol type, bool isWritable)
        {
            // Bools are numbers of a byte in memory.
            var num = NumOf(type);
            var text = num == Num.Bool ? $"global::System.Runtime.InteropServices.MemoryMarshal.Cast<bool, byte>({name})" : name;
            touched.Add(new(names.Next(name), name, text, num == Num.Bool ? Num.U8 : num, isWritable));
            return touched[touched.Count - 1];
        }

        Num NumOf(ITypeSymbol type) => Nums.Of(type) ?? throw new NotVector($"lanes hold no '{type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat)}'", root);
    }

    static Expr Truth(Load load, Num type) => type == Num.Bool ? new Compare("!=", new Converted(Num.I32, load), Constants.Zero(Num.I32)) : load;

    static Expr Bits(Expr value) => value.Type == Num.Bool ? new Converted(Num.U8, new Choose(value, Constants.Of(Num.I32, 1), Constants.Zero(Num.I32))) : value;

    /// <summary>What a body gives back, behind the statements that compute it.</summary>
    (SyntaxNode At, Expr Value) Returned(IReadOnlyList<IOperation> body, Num type, List<Stmt> into)
    {
        if (body is [IReturnOperation { ReturnedValue: { } only }]) return (only.Syntax, Value(only));
        var result = new Variable(names.Next("result"), type, VariableKind.Local);
        into.Add(new Set(root, result, Constants.Zero(type), IsNew: true));
        Return(body, result, into);
        return (root, new VarRef(result));
    }

    void Return(IReadOnlyList<IOperation> body, Variable result, List<Stmt> into)
    {
        for (var i = 0; i < body.Count; i++)
        {
            IReadOnlyList<IOperation> Rest() => [.. body.Skip(i + 1)];
            switch (body[i])
            {
                case IReturnOperation { ReturnedValue: { } value }:
                    into.Add(new Set(body[i].Syntax, result, Value(value)));
                    return;
                case IBlockOperation block when Leaves(block):
                    Return([.. block.Operations, .. Rest()], result, into);
                    return;
                case IConditionalOperation choice when Returns(choice.WhenTrue) || choice.WhenFalse is { } last && Returns(last):
                    var decided = new If(choice.Syntax, Value(choice.Condition), [], []);
                    Return([choice.WhenTrue, .. Rest()], result, decided.Then);
                    Return(choice.WhenFalse is { } otherwise ? [otherwise, .. Rest()] : Rest(), result, decided.Else);
                    into.Add(decided);
                    return;
                case var statement when Leaves(statement):
                    throw new NotVector("the function returns before its end", statement.DescendantsAndSelf().First(static o => o is IReturnOperation).Syntax);
                case var statement:
                    Read(statement, into);
                    break;
            }
        }
    }

    /// <summary>Whether a function may end within a statement.</summary>
    static bool Leaves(IOperation statement) => statement is IReturnOperation || statement is not (IAnonymousFunctionOperation or ILocalFunctionOperation) && statement.ChildOperations.Any(Leaves);
}
