using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.CudaJit;

/// <summary>Finds elements that the last threads of a grid reach behind the end for: their index is of the grid, and nothing before compares it.</summary>
static class Guarding
{
    public static void Check(KernelCode code, Refusals refusals)
    {
        var roots = RootsOf(code);
        var said = new HashSet<ISymbol>(SymbolEqualityComparer.Default);
        foreach (var (element, index) in ElementsIn(code.Body))
        {
            if (index.DescendantsAndSelf().Any(IsBounded)) continue;
            if (IsPlace(index) && !element.Syntax.Ancestors().Any(static a => a is IfStatementSyntax or ConditionalExpressionSyntax)) refusals.Report(CudaJitRules.Unguarded, element.Syntax.GetLocation(), "Cuda.Grid");
            foreach (var root in RootsIn(index, roots))
            {
                if (said.Contains(root) || IsGuarded(element.Syntax, root, roots, code)) continue;
                said.Add(root);
                refusals.Report(CudaJitRules.Unguarded, element.Syntax.GetLocation(), root.Name);
            }
        }
    }

    /// <summary>Elements of what the kernel was given.</summary>
    static IEnumerable<(IOperation Element, IOperation Index)> ElementsIn(IOperation body)
    {
        foreach (var operation in body.Descendants())
        {
            switch (operation)
            {
                case IPropertyReferenceOperation { Property.IsIndexer: true, Instance: IParameterReferenceOperation, Arguments: [{ Value: var index }] }:
                    yield return (operation, index);
                    break;
                case IArrayElementReferenceOperation { ArrayReference: IParameterReferenceOperation, Indices: [var index] }:
                    yield return (operation, index);
                    break;
            }
        }
    }

    /// <summary>For each variable, the variables that hold a place in the grid which it is computed of.</summary>
    static Dictionary<ISymbol, HashSet<ISymbol>> RootsOf(KernelCode code)
    {
        var roots = new Dictionary<ISymbol, HashSet<ISymbol>>(SymbolEqualityComparer.Default);
        foreach (var operation in code.Body.Descendants())
        {
            switch (operation)
            {
                case IVariableDeclaratorOperation { Symbol: var local, Initializer.Value: var value }: Add(local, value); break;
                case IDeconstructionAssignmentOperation { Target: var target, Value: var value }:
                    foreach (var local in target.DescendantsAndSelf().OfType<ILocalReferenceOperation>()) Add(local.Local, value);
                    break;
            }
        }
        return roots;

        void Add(ISymbol local, IOperation value)
        {
            if (IsPlace(value)) roots[local] = new(SymbolEqualityComparer.Default) { local };
            else if (RootsIn(value, roots).ToList() is { Count: > 0 } of) roots[local] = new(of, SymbolEqualityComparer.Default);
        }
    }

    /// <summary>Whether it is a thread's place in the grid: a block's own place alone is one of as many as were launched.</summary>
    static bool IsPlace(IOperation value)
    {
        var words = value.DescendantsAndSelf().Select(KernelWords.Of).ToList();
        return words.Contains(Word.Grid) || words.Contains(Word.BlockIdx) && words.Contains(Word.ThreadIdx);
    }

    static IEnumerable<ISymbol> RootsIn(IOperation value, Dictionary<ISymbol, HashSet<ISymbol>> roots) =>
        value.DescendantsAndSelf().OfType<ILocalReferenceOperation>().SelectMany(l => roots.TryGetValue(l.Local, out var of) ? of : []).Distinct<ISymbol>(SymbolEqualityComparer.Default);

    /// <summary>Whether an index is brought within bounds as it is computed.</summary>
    static bool IsBounded(IOperation operation) => operation is IBinaryOperation { OperatorKind: BinaryOperatorKind.Remainder or BinaryOperatorKind.And }
        || operation is IInvocationOperation { TargetMethod: { Name: "Min" or "Clamp", ContainingType.Name: "Math" } };

    static bool IsGuarded(SyntaxNode element, ISymbol root, Dictionary<ISymbol, HashSet<ISymbol>> roots, KernelCode code)
    {
        for (var (inner, outer) = (element, element.Parent); outer is not null && inner != code.Declaration; (inner, outer) = (outer, outer.Parent))
        {
            var condition = outer switch
            {
                IfStatementSyntax branch when branch.Condition != inner => branch.Condition,
                ConditionalExpressionSyntax choice when choice.Condition != inner => choice.Condition,
                ForStatementSyntax loop when loop.Condition != inner => loop.Condition,
                WhileStatementSyntax loop when loop.Condition != inner => loop.Condition,
                BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression or (int)SyntaxKind.LogicalOrExpression } both when both.Right == inner => both.Left,
                _ => null,
            };
            if (condition is not null && Compares(condition)) return true;
            if (outer is not BlockSyntax block) continue;
            foreach (var before in block.Statements.TakeWhile(s => s != inner))
            {
                // What leaves where the index is too far guards what follows.
                if (before is IfStatementSyntax { Condition: var test, Statement: var then } && Leaves(then) && Compares(test)) return true;
            }
        }
        return false;

        bool Compares(ExpressionSyntax condition) => code.At(condition) is { } test && test.DescendantsAndSelf().Any(o =>
            o is IBinaryOperation { OperatorKind: >= BinaryOperatorKind.Equals and <= BinaryOperatorKind.GreaterThan } or IIsPatternOperation && RootsIn(o, roots).Contains(root, SymbolEqualityComparer.Default));
    }

    static bool Leaves(StatementSyntax statement) => statement is ReturnStatementSyntax or ContinueStatementSyntax or BreakStatementSyntax || statement is BlockSyntax { Statements: [.., var last] } && Leaves(last);
}
