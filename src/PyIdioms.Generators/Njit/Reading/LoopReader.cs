using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Njit;

/// <summary>Reads a loop, and the functions that it calls, as what lanes can run. What they cannot ends the reading.</summary>
/// <param name="compilation">Where the functions are that it calls.</param>
/// <param name="names">Names for what the generated code needs.</param>
/// <param name="cancel">Ends it.</param>
sealed partial class LoopReader(Compilation compilation, FreshNames names, CancellationToken cancel)
{
    readonly Dictionary<ISymbol, Variable> variables = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, Place> places = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, Load> elements = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, Expr> arguments = new(SymbolEqualityComparer.Default);
    readonly HashSet<ISymbol> written = new(SymbolEqualityComparer.Default);
    readonly List<Variable> carried = [];
    readonly List<string> guards = [];
    SyntaxNode root = null!;

    /// <summary>Reads a loop whose iterations would be lanes.</summary>
    public static LaneLoop Read(ILoopOperation loop, Compilation compilation, FreshNames names, CancellationToken cancel) => new LoopReader(compilation, names, cancel).Read(loop);

    LaneLoop Read(ILoopOperation loop)
    {
        root = loop.Syntax;
        Written.Collect(loop, written);
        return loop switch
        {
            IForLoopOperation counted => ReadCounted(counted),
            IForEachLoopOperation each => IsOverRange(each) ? ReadRange(each) : ReadEach(each),
            IWhileLoopOperation { ConditionIsTop: true } going => ReadGoing(going),
            _ => throw new NotVector("lanes are iterations that are counted: write a 'for'", root),
        };
    }

    LaneLoop ReadCounted(IForLoopOperation loop)
    {
        if (loop.AtLoopBottom is not [var step]) throw new NotVector("the loop counts more than one variable, or none", root);
        return Counted(loop, loop.Condition, step, loop.Body is IBlockOperation block ? block.Operations : [loop.Body]);
    }

    /// <summary>A while loop whose last statement counts.</summary>
    LaneLoop ReadGoing(IWhileLoopOperation loop)
    {
        if (loop.Body is not IBlockOperation { Operations: [.. var statements, IExpressionStatementOperation { Operation: var step }] }) throw new NotVector("the loop does not end with what counts it", root);
        if (loop.Body.Descendants().OfType<IBranchOperation>().FirstOrDefault(b => b.BranchKind == BranchKind.Continue && SymbolEqualityComparer.Default.Equals(b.Target, loop.ContinueLabel)) is { } skips)
            throw new NotVector("'continue' goes past what counts the loop", skips.Syntax);
        return Counted(loop, loop.Condition, step, statements);
    }

    LaneLoop Counted(ILoopOperation loop, IOperation? condition, IOperation step, IEnumerable<IOperation> body)
    {
        var (symbol, by) = StepOf(step);
        if (Nums.Of(TypeOf(symbol)) is not (Num.I32 or Num.I64) || Nums.Of(TypeOf(symbol)) is not { } type) throw new NotVector("the loop is counted by neither an int nor a long", step.Syntax);
        var (bound, op, beyond) = BoundOf(condition, symbol);
        var isDown = by < 0;
        var text = (op, isDown) switch
        {
            ("<", false) or (">", true) or ("!=", _) when op != "!=" || by is 1 or -1 => EndOf(bound, -beyond),
            ("<=", false) => EndOf(bound, 1 - beyond),
            (">=", true) => EndOf(bound, -1 - beyond),
            _ => throw new NotVector("the loop counts away from its end", condition!.Syntax),
        };
        var lane = new Variable(names.Next(symbol.Name), type, VariableKind.Lane);
        written.Remove(symbol);
        if (body.Any(s => Written.By(s).Contains(symbol))) throw new NotVector($"'{symbol.Name}' counts the loop and is set in it too", root);
        variables[symbol] = lane;
        if (!IsSteady(Value(bound))) throw new NotVector("where the loop ends may change while it runs", bound.Syntax);
        return new(root, lane, TypeName.Escape(symbol.Name), type, text, by, ReadAll(body), [.. places.Values, .. rows.Values], carried, guards);
    }

    LaneLoop ReadEach(IForEachLoopOperation loop)
    {
        var lane = new Variable(names.Next("at"), Num.I32, VariableKind.Lane);
        var (place, body) = Taken(loop, lane);
        body.AddRange(ReadAll([loop.Body]));
        return new(root, lane, lane.Name + "Start", Num.I32, $"{place.Name}.Length", Step: 1, body, [.. places.Values, .. rows.Values], carried, guards);
    }

    /// <summary>The elements that a loop takes one by one, and what names the one at a number: a variable with its value, or the element itself.</summary>
    (Place Place, List<Stmt> Naming) Taken(IForEachLoopOperation loop, Variable at)
    {
        var place = PlaceOf(loop.Collection) ?? throw new NotVector($"'{loop.Collection.Syntax}' is neither a span nor an array of numbers", loop.Collection.Syntax);
        if (loop.LoopControlVariable is not IVariableDeclaratorOperation { Symbol: var symbol }) throw new NotVector("the elements are taken apart", loop.LoopControlVariable.Syntax);
        var element = new Load(place, new VarRef(at));
        if (symbol.RefKind == RefKind.None) return (place, [new Set(loop.LoopControlVariable.Syntax, NewLocal(symbol, place.Element), element, IsNew: true)]);
        elements[symbol] = element;
        return (place, []);
    }

    /// <summary>What a step counts, and by how much.</summary>
    (ISymbol Symbol, int By) StepOf(IOperation step)
    {
        if (step is IExpressionStatementOperation { Operation: var inner }) step = inner;
        var (target, by) = step switch
        {
            IIncrementOrDecrementOperation one => (one.Target, (object?)(one.Kind == OperationKind.Increment ? 1 : -1)),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Add } more => (more.Target, more.Value.ConstantValue.Value),
            ICompoundAssignmentOperation { OperatorKind: BinaryOperatorKind.Subtract } less => (less.Target, less.Value.ConstantValue.Value is int number ? -number : null),
            _ => (null, null),
        };
        return target is not null && SymbolOf(target) is { } symbol && by is int count && count != 0 ? (symbol, count) : throw new NotVector("the loop is not counted by a constant", step.Syntax);
    }

    static string EndOf(IOperation bound, int more) => $"(long)({TokenText.Of(bound.Syntax)})" + (more switch { 0 => "", > 0 => $" + {more}", _ => $" - {-(long)more}" });

    /// <summary>What the counter, and what is added to it, is compared with.</summary>
    static (IOperation Bound, string Op, int Beyond) BoundOf(IOperation? condition, ISymbol counter)
    {
        if (condition is IBinaryOperation { OperatorMethod: null } compared && Relation.Of(compared.OperatorKind) is { } op)
        {
            if (BeyondOf(compared.LeftOperand, counter) is { } right) return (Unwidened(compared.RightOperand), op, right);
            if (BeyondOf(compared.RightOperand, counter) is { } left) return (Unwidened(compared.LeftOperand), Relation.Mirrored(op), left);
        }
        throw new NotVector("the loop does not end where a number is reached", condition?.Syntax ?? counter.DeclaringSyntaxReferences[0].GetSyntax());
    }

    /// <summary>What is added to the counter; null for what is something else.</summary>
    static int? BeyondOf(IOperation side, ISymbol counter)
    {
        side = Unwidened(side);
        if (SymbolEqualityComparer.Default.Equals(SymbolOf(side), counter)) return 0;
        return side is IBinaryOperation { OperatorKind: (BinaryOperatorKind.Add or BinaryOperatorKind.Subtract) and var kind, OperatorMethod: null, LeftOperand: var left, RightOperand.ConstantValue.Value: int number and > -1000 and < 1000 }
            && SymbolEqualityComparer.Default.Equals(SymbolOf(Unwidened(left)), counter) ? kind == BinaryOperatorKind.Add ? number : -number : null;
    }

    static IOperation Unwidened(IOperation operand) => operand is IConversionOperation { IsImplicit: true, Conversion.IsNumeric: true, Operand: var inner } && Nums.Of(inner.Type) is { } from && Nums.Of(operand.Type) is { } to && from.Fits(to) ? inner : operand;

    static ISymbol? SymbolOf(IOperation operand) => operand switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter,
        _ => null,
    };

    static ITypeSymbol? TypeOf(ISymbol symbol) => symbol switch { ILocalSymbol local => local.Type, IParameterSymbol parameter => parameter.Type, _ => null };

    /// <summary>Whether a value is the same in all iterations: no store may change what it is read from.</summary>
    bool IsSteady(Expr value) => value switch
    {
        Const or Free or LengthOf => true,
        Load load => IsSteady(load.Index) && !root.DescendantNodes().OfType<ElementAccessExpressionSyntax>().Any(static e => e.Parent is AssignmentExpressionSyntax set && set.Left == e || e.Parent is PostfixUnaryExpressionSyntax or PrefixUnaryExpressionSyntax),
        Unary unary => IsSteady(unary.Operand),
        Binary binary => IsSteady(binary.Left) && IsSteady(binary.Right),
        Compare compare => IsSteady(compare.Left) && IsSteady(compare.Right),
        Choose choose => IsSteady(choose.If) && IsSteady(choose.Then) && IsSteady(choose.Else),
        Converted converted => IsSteady(converted.Operand),
        Called called => called.Arguments.All(IsSteady),
        _ => false,
    };

    Variable NewLocal(ISymbol symbol, Num type) => variables[symbol] = new(names.Next(symbol.Name), type, VariableKind.Local);
}
