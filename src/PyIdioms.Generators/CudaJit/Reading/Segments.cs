using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.CudaJit;

/// <summary>The pieces of a kernel between its barriers, and what lives from one to another.</summary>
sealed class Segments
{
    readonly KernelCode code;
    readonly Uniformity uniformity;
    readonly HashSet<StatementSyntax> waiting = [];
    readonly List<StatementSyntax> level = [];
    readonly Dictionary<StatementSyntax, int> segmentOf = [];
    readonly Dictionary<ISymbol, StatementSyntax> declared = new(SymbolEqualityComparer.Default);
    readonly HashSet<ISymbol> again = new(SymbolEqualityComparer.Default);
    readonly Dictionary<ISymbol, List<SyntaxNode>> writes = new(SymbolEqualityComparer.Default);
    int last;

    Segments(KernelCode code)
    {
        this.code = code;
        uniformity = new(code);
        foreach (var barrier in BarriersOf(code))
        {
            for (SyntaxNode? node = barrier; node is not null && node != code.Node; node = node.Parent)
            {
                if (node is StatementSyntax statement) waiting.Add(statement);
            }
        }
        foreach (var (target, at) in TargetsOf(code.Body))
        {
            if (!writes.TryGetValue(target, out var all)) writes[target] = all = [];
            all.Add(at);
        }
    }

    /// <summary>Variables of a thread that are read behind a barrier: each thread has a place for them.</summary>
    public List<ILocalSymbol> Kept { get; } = [];

    /// <summary>Null, with a report, where not all threads may come to a barrier.</summary>
    public static Segments? Of(KernelCode code, Refusals refusals)
    {
        var segments = new Segments(code);
        var divergence = new Divergence(code, segments, segments.uniformity);
        if (divergence.Find(code.Statements) is { } problem)
        {
            refusals.Report(CudaJitRules.Divergent, problem.At.GetLocation(), problem.Reason);
            return null;
        }
        segments.Number(code.Statements);
        return segments.Sort(refusals) ? segments : null;
    }

    /// <summary>Whether a barrier is in it.</summary>
    public bool Waits(StatementSyntax statement) => waiting.Contains(statement);

    /// <summary>Whether it is done once for all threads of a block, not once for each.</summary>
    public bool IsOfBlock(StatementSyntax statement) => statement switch
    {
        LocalFunctionStatementSyntax => true,
        LocalDeclarationStatementSyntax { Declaration.Variables: var variables } => variables.All(v => code.Model.GetDeclaredSymbol(v) is { } local && IsOfBlock(local)),
        ExpressionStatementSyntax { Expression: var expression } => TargetOf(expression) is { } target && IsOfBlock(target),
        IfStatementSyntax { Else: null, Condition: var condition, Statement: var then } => Listed(then) is [ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax] && uniformity.IsUniform(code.At(condition)),
        ReturnStatementSyntax or BreakStatementSyntax or ContinueStatementSyntax => true,
        _ => false,
    };

    /// <summary>Whether it only declares what is computed again where it is needed.</summary>
    public bool IsAgain(StatementSyntax statement) => DeclaredBy(statement) is { Count: > 0 } all && all.All(again.Contains);

    /// <summary>The declarations that statements of another segment need again, in order.</summary>
    public IEnumerable<StatementSyntax> NeededBy(List<StatementSyntax> statements)
    {
        var needed = new HashSet<StatementSyntax>();
        var pending = new Stack<SyntaxNode>(statements);
        while (pending.Count > 0)
        {
            foreach (var local in UsedIn(pending.Pop()))
            {
                if (again.Contains(local) && needed.Add(declared[local])) pending.Push(declared[local]);
            }
        }
        return needed.OrderBy(static s => s.SpanStart);
    }

    /// <summary>The statements of a block, or the one.</summary>
    public static IReadOnlyList<StatementSyntax> Listed(StatementSyntax statement) => statement is BlockSyntax block ? block.Statements : [statement];

    /// <summary>Whether all that is written to it is written once for the block.</summary>
    public bool IsOfBlock(ISymbol local) =>
        uniformity.IsUniform(local) && !(local is ILocalSymbol { IsRef: true }) && (!writes.TryGetValue(local, out var all) || all.All(w => w.FirstAncestorOrSelf<StatementSyntax>() is { } s && (IsLevel(s) || Waits(s))));

    /// <summary>Whether it stands in a list that is split at barriers.</summary>
    bool IsLevel(StatementSyntax statement) => statement is ExpressionStatementSyntax && (statement.Parent == code.Node || statement.Parent is StatementSyntax around && Waits(around) && around is not null || statement.Parent is ElseClauseSyntax);

    void Number(IReadOnlyList<StatementSyntax> list)
    {
        last++;
        foreach (var statement in list)
        {
            if (Waits(statement))
            {
                foreach (var inner in Inner(statement)) Number(inner);
                last++;
            }
            else if (IsOfBlock(statement)) last++;
            else
            {
                level.Add(statement);
                segmentOf[statement] = last;
                foreach (var local in DeclaredBy(statement)) declared[local] = statement;
            }
        }
        last++;
    }

    /// <summary>The lists of statements around a barrier.</summary>
    public static IEnumerable<IReadOnlyList<StatementSyntax>> Inner(StatementSyntax statement) => statement switch
    {
        BlockSyntax block => [block.Statements],
        ForStatementSyntax loop => [Listed(loop.Statement)],
        WhileStatementSyntax loop => [Listed(loop.Statement)],
        DoStatementSyntax loop => [Listed(loop.Statement)],
        IfStatementSyntax { Else.Statement: { } otherwise } branch => [Listed(branch.Statement), Listed(otherwise)],
        IfStatementSyntax branch => [Listed(branch.Statement)],
        _ => [],
    };

    /// <summary>Which variables are computed again, and which are kept.</summary>
    bool Sort(Refusals refusals)
    {
        foreach (var statement in level)
        {
            foreach (var local in DeclaredBy(statement))
            {
                if (!IsUsedElsewhere(local, statement)) continue;
                if (IsComputedAgain(local, statement)) again.Add(local);
                else if (!local.IsRef && !local.Type.IsRefLikeType && IsStored(statement)) Kept.Add(local);
                else
                {
                    refusals.Report(CudaJitRules.Misused, local.Locations[0], $"'{local.Name}' is used behind a barrier, and no thread can keep it: declare it again there");
                    return false;
                }
            }
        }
        // A statement that declares both would be written twice.
        foreach (var local in again.ToList())
        {
            if (!DeclaredBy(declared[local]).All(l => again.Contains(l) || !IsUsedElsewhere(l, declared[local]))) Keep(local);
            else foreach (var other in DeclaredBy(declared[local])) again.Add(other);
        }
        return true;
    }

    void Keep(ISymbol local)
    {
        again.Remove(local);
        if (local is ILocalSymbol kept) Kept.Add(kept);
    }

    static bool IsStored(StatementSyntax statement) => statement is LocalDeclarationStatementSyntax || statement is ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Left: DeclarationExpressionSyntax } };

    bool IsUsedElsewhere(ISymbol local, StatementSyntax from) => level.Any(s => segmentOf[s] != segmentOf[from] && UsedIn(s).Contains(local, SymbolEqualityComparer.Default));

    /// <summary>Whether it is the same wherever it is computed: of the thread's place and of what does not change.</summary>
    bool IsComputedAgain(ILocalSymbol local, StatementSyntax statement) => !writes.ContainsKey(local) && !local.IsRef && ValueOf(local, statement) is { } value && value.DescendantsAndSelf().All(IsConstantForThread);

    bool IsConstantForThread(IOperation operation) => operation switch
    {
        ILocalReferenceOperation { Local: var other } => !writes.ContainsKey(other) && (again.Contains(other) || IsOfBlock(other)),
        IParameterReferenceOperation { Parameter: var parameter } => !writes.ContainsKey(parameter),
        IPropertyReferenceOperation { Property: { IsIndexer: false } property } => KernelWords.Of(operation) is not null || DeviceMethods.Has(property.GetMethod!),
        IInvocationOperation call => KernelWords.Of(call) is Word.Grid or Word.GridSize or Word.Local || call.TargetMethod is { Name: "Slice" } && DeviceMethods.Has(call.TargetMethod.OriginalDefinition),
        IArgumentOperation or IBinaryOperation or IUnaryOperation or IConversionOperation or ILiteralOperation or ITupleOperation or IConditionalOperation or IParenthesizedOperation => true,
        IFieldReferenceOperation { Field: { IsConst: true } or { ContainingType.IsTupleType: true } } => true,
        _ => operation.ConstantValue.HasValue,
    };

    IOperation? ValueOf(ILocalSymbol local, StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax { Declaration.Variables: var variables } =>
            variables.FirstOrDefault(v => SymbolEqualityComparer.Default.Equals(code.Model.GetDeclaredSymbol(v), local))?.Initializer is { Value: var value } ? code.At(value) : null,
        ExpressionStatementSyntax { Expression: AssignmentExpressionSyntax { Right: var right } } => code.At(right),
        _ => null,
    };

    /// <summary>The variables that a statement declares for those behind it.</summary>
    List<ILocalSymbol> DeclaredBy(StatementSyntax statement) => statement switch
    {
        LocalDeclarationStatementSyntax or ExpressionStatementSyntax => [.. statement.DescendantNodes().Where(static n => n is VariableDeclaratorSyntax or SingleVariableDesignationSyntax).Select(n => code.Model.GetDeclaredSymbol(n)).OfType<ILocalSymbol>()],
        IfStatementSyntax { Condition: var condition } => [.. condition.DescendantNodes().OfType<SingleVariableDesignationSyntax>().Select(n => code.Model.GetDeclaredSymbol(n)).OfType<ILocalSymbol>()],
        _ => [],
    };

    IEnumerable<ISymbol> UsedIn(SyntaxNode node) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Select(n => code.Model.GetSymbolInfo(n).Symbol).OfType<ILocalSymbol>();

    /// <summary>The variable that a statement does nothing but set.</summary>
    ISymbol? TargetOf(ExpressionSyntax expression) => code.At(expression) switch
    {
        IAssignmentOperation { Target: ILocalReferenceOperation { Local: var local } } => local,
        IIncrementOrDecrementOperation { Target: ILocalReferenceOperation { Local: var local } } => local,
        _ => null,
    };

    public static IEnumerable<InvocationExpressionSyntax> BarriersOf(KernelCode code) =>
        code.Node.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(i => code.At(i) is { } operation && KernelWords.Of(operation) == Word.SyncThreads);

    static IEnumerable<(ISymbol Target, SyntaxNode At)> TargetsOf(IOperation body)
    {
        foreach (var operation in body.Descendants())
        {
            var target = operation switch
            {
                IDeconstructionAssignmentOperation { Target: IDeclarationExpressionOperation } => null,
                IAssignmentOperation set => set.Target,
                IIncrementOrDecrementOperation step => step.Target,
                IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: var passed } => passed,
                IVariableDeclaratorOperation { Symbol.IsRef: true, Initializer.Value: var aliased } => aliased,
                _ => null,
            };
            foreach (var part in target is ITupleOperation tuple ? tuple.Elements : target is null ? [] : [target])
            {
                if (part is ILocalReferenceOperation local) yield return (local.Local, operation.Syntax);
                else if (part is IParameterReferenceOperation parameter) yield return (parameter.Parameter, operation.Syntax);
            }
        }
    }
}
