using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Analyzers.Observability;

/// <summary>Whether somebody ends an activity on every way from where it is started: here, or whoever it was handed to.</summary>
static class EndedActivity
{
    static readonly HashSet<string> Ends = ["Dispose", "Stop", "End", "SetEndTime", "DisposeAsync"];

    /// <summary>Members that return the activity itself.</summary>
    static readonly HashSet<string> Fluent = ["SetTag", "AddTag", "SetBaggage", "AddBaggage", "AddEvent", "SetStatus", "SetParentId", "SetIdFormat", "AddLink", "AddException", "Start", "SetStartTime", "SetAttribute", "UpdateName"];

    public static bool Is(IInvocationOperation start, CancellationToken cancel) => IsEndedHere(start, cancel) || AmbientActivity.IsEndedIn(start.Syntax);

    /// <summary>The same of one that is made first: <c>new Activity("x").Start()</c>, <c>activity.Start();</c></summary>
    public static bool IsStarted(IInvocationOperation start, CancellationToken cancel) => AmbientActivity.IsEndedIn(start.Syntax) || start.Instance?.Unwrap() switch
    {
        IObjectCreationOperation => IsEndedHere(start, cancel),
        ILocalReferenceOperation { Local: { DeclaringSyntaxReferences: [var declared] } local } => start.SemanticModel?.Bind(declared.GetSyntax()) is not IVariableDeclaratorOperation { Initializer.Value: var value } declarator
            || value.Unwrap() is not IObjectCreationOperation || IsInUsing(declarator) || IsLocalEnded(start, local, cancel),
        _ => true,
    };

    static bool IsInUsing(IOperation declarator)
    {
        for (IOperation? outer = declarator; outer is not null and not IBlockOperation; outer = outer.Parent)
        {
            if (outer is IUsingOperation or IUsingDeclarationOperation) return true;
        }
        return false;
    }

    static bool IsEndedHere(IInvocationOperation start, CancellationToken cancel)
    {
        IOperation at = start;
        while (true)
        {
            switch (at.Parent)
            {
                case IConversionOperation or IParenthesizedOperation or ICoalesceOperation or IConditionalOperation:
                    at = at.Parent;
                    continue;
                case IConditionalAccessOperation access when access.Operation == at:
                    if (IsEndedThere(access.WhenNotNull)) return true;
                    if (access.WhenNotNull is not IInvocationOperation { TargetMethod.Name: var name } || !Fluent.Contains(name)) return access.Parent is not IExpressionStatementOperation;
                    at = access;
                    continue;
                case IInvocationOperation { TargetMethod.Name: var called } call when call.Instance == at:
                    if (Ends.Contains(called)) return true;
                    if (!Fluent.Contains(called)) return false;
                    at = call;
                    continue;
                case IExpressionStatementOperation: return false;
                case ISimpleAssignmentOperation { Target: IDiscardOperation }: return false;
                case ISimpleAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } assignment when assignment.Parent is IExpressionStatementOperation: return IsLocalEnded(start, local, cancel);
                case IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol: var local } declarator }:
                    return IsInUsing(declarator) || IsLocalEnded(start, local, cancel);
                default: return true;
            }
        }
    }

    static bool IsEndedThere(IOperation whenNotNull) => whenNotNull is IInvocationOperation { TargetMethod.Name: var name } && Ends.Contains(name);

    static bool IsLocalEnded(IInvocationOperation start, ILocalSymbol local, CancellationToken cancel)
    {
        var root = start.Root();
        var uses = root.Descendants().OfType<ILocalReferenceOperation>().Where(u => SymbolEqualityComparer.Default.Equals(u.Local, local)).ToList();
        if (uses.Exists(u => IsHandedOn(u, FunctionOf(start)))) return true;
        if (!uses.Exists(u => IsEnd(u))) return false;
        if (!start.HasGraph() || root.Kind is not (OperationKind.MethodBody or OperationKind.ConstructorBody or OperationKind.Block) || ControlFlowGraphOf(root, cancel) is not { } graph) return true;
        foreach (var body in graph.Nested(cancel).Prepend(graph))
        {
            if (body.Blocks.FirstOrDefault(b => b.AllOperations().Any(o => o.InOrder().Any(p => p.Syntax == start.Syntax && p is IInvocationOperation))) is { } block) return !Leaks(body, block, local);
        }
        return true;
    }

    static ControlFlowGraph? ControlFlowGraphOf(IOperation root, CancellationToken cancel) => root switch
    {
        IMethodBodyOperation body => ControlFlowGraph.Create(body, cancel),
        IConstructorBodyOperation body => ControlFlowGraph.Create(body, cancel),
        IBlockOperation { Parent: null } block => ControlFlowGraph.Create(block, cancel),
        _ => null,
    };

    /// <summary>Returned, stored, passed on, captured, in a using: it is somebody else's to end.</summary>
    static bool IsHandedOn(ILocalReferenceOperation use, IOperation? home)
    {
        IOperation at = use;
        while (at.Parent is IConversionOperation or IParenthesizedOperation or ICoalesceOperation || at.Parent is IConditionalOperation choice && choice.Condition != at) at = at.Parent!;
        if (FunctionOf(use) != home) return true;
        return at.Parent is IReturnOperation or IArgumentOperation or IUsingOperation or IArrayInitializerOperation or ITupleOperation or ICollectionExpressionOperation
            || at.Parent is IAssignmentOperation assignment && assignment.Value == at || at.Parent is IVariableInitializerOperation;
    }

    /// <summary>The lambda or local function around, if any.</summary>
    static IOperation? FunctionOf(IOperation operation)
    {
        var outer = operation.Parent;
        while (outer is not (null or IAnonymousFunctionOperation or ILocalFunctionOperation)) outer = outer.Parent;
        return outer;
    }

    static bool IsEnd(IOperation use) => use.Parent switch
    {
        IInvocationOperation { TargetMethod.Name: var name } => Ends.Contains(name),
        IConditionalAccessOperation { WhenNotNull: IInvocationOperation { TargetMethod.Name: var name } } => Ends.Contains(name),
        IConversionOperation or IParenthesizedOperation => IsEnd(use.Parent),
        _ => false,
    };

    /// <summary>Whether a way leads from the start to the end of the graph on which nothing ends the activity, and there is one.</summary>
    static bool Leaks(ControlFlowGraph graph, BasicBlock start, ILocalSymbol local)
    {
        var captures = new Captures(graph);
        var seen = new HashSet<int>();
        var open = new Stack<BasicBlock>([start]);
        while (open.Count > 0)
        {
            var block = open.Pop();
            if (!seen.Add(block.Ordinal)) continue;
            if (block.Kind == BasicBlockKind.Exit) return true;
            if (HasEnd(block, local, captures)) continue;
            foreach (var handler in HandlersOf(block)) open.Push(graph.Blocks[handler.FirstBlockOrdinal]);
            foreach (var branch in new[] { block.ConditionalSuccessor, block.FallThroughSuccessor })
            {
                if (branch is not { Semantics: ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return, Destination: { } next } || IsNullWay(block, branch, local, captures)) continue;
                if (!branch.FinallyRegions.Any(region => graph.Blocks.Any(b => b.Ordinal >= region.FirstBlockOrdinal && b.Ordinal <= region.LastBlockOrdinal && HasEnd(b, local, captures)))) open.Push(next);
            }
        }
        return false;
    }

    /// <summary>Where an exception in a block may go on.</summary>
    static IEnumerable<ControlFlowRegion> HandlersOf(BasicBlock block)
    {
        for (var region = block.EnclosingRegion; region is not null; region = region.EnclosingRegion)
        {
            if (region is not { Kind: ControlFlowRegionKind.Try, EnclosingRegion: { Kind: ControlFlowRegionKind.TryAndCatch } attempt }) continue;
            foreach (var handler in attempt.NestedRegions.Skip(1)) yield return handler;
        }
    }

    static bool HasEnd(BasicBlock block, ILocalSymbol local, Captures captures) => block.AllOperations().SelectMany(Evaluation.InOrder)
        .Any(o => o is IInvocationOperation { Instance: { } owner, TargetMethod.Name: var name } && Ends.Contains(name) && IsLocal(owner, local, captures));

    static bool IsLocal(IOperation operation, ILocalSymbol local, Captures captures) =>
        captures.Resolve(operation).Unwrap() is ILocalReferenceOperation { Local: var found } && SymbolEqualityComparer.Default.Equals(found, local);

    /// <summary>Whether a branch is taken only where nobody listens, and there is no activity.</summary>
    static bool IsNullWay(BasicBlock block, ControlFlowBranch branch, ILocalSymbol local, Captures captures)
    {
        if (block.ConditionKind == ControlFlowConditionKind.None || block.BranchValue is not { } condition) return false;
        var holds = branch.IsConditionalSuccessor == (block.ConditionKind == ControlFlowConditionKind.WhenTrue);
        while (condition is IUnaryOperation { OperatorKind: UnaryOperatorKind.Not } or IParenthesizedOperation)
        {
            if (condition is IUnaryOperation) holds = !holds;
            condition = condition.ChildOperations.First();
        }
        return condition switch
        {
            IIsNullOperation test => holds && IsLocal(test.Operand, local, captures),
            IIsPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } test => holds && IsLocal(test.Value, local, captures),
            IIsPatternOperation { Pattern: INegatedPatternOperation { Pattern: IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } } } test => !holds && IsLocal(test.Value, local, captures),
            IIsPatternOperation { Pattern: IRecursivePatternOperation or IDeclarationPatternOperation } test => !holds && IsLocal(test.Value, local, captures),
            IBinaryOperation { OperatorKind: BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals, RightOperand.ConstantValue: { HasValue: true, Value: null } } test => holds == (test.OperatorKind == BinaryOperatorKind.Equals) && IsLocal(test.LeftOperand, local, captures),
            _ => false,
        };
    }
}
