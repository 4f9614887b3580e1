using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Async;

/// <summary>A ValueTask that may be consumed twice, or is kept for later.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class ValueTaskMisuse() : Rule(Descriptor)
{
    const int MostText = 40;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0305",
        title: "ValueTask misused", message: "'{0}' {1}", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        if (types.ValueTask is null) return;
        var analysed = new ConditionalWeakTable<ControlFlowGraph, object>();
        var promises = TypedNames.Promises.In(context.Compilation, context.CancellationToken);
        context.Watch(_ => promises, CheckVariables, OperationKind.VariableDeclarator, OperationKind.DeclarationExpression, OperationKind.MethodBody, OperationKind.AnonymousFunction, OperationKind.LocalFunction);
        context.Watch(_ => promises, CheckStored, OperationKind.SimpleAssignment, OperationKind.FieldInitializer, OperationKind.PropertyInitializer, OperationKind.Invocation,
            OperationKind.ArrayInitializer, OperationKind.CollectionExpression);
        context.Watch(_ => promises, CheckTaken, OperationKind.ParameterReference);

        void CheckVariables(Sighting c)
        {
            if (!MayRepeat(c) || c.Graph is not { } graph) return;
            lock (analysed)
            {
                if (analysed.TryGetValue(graph, out _)) return;
                analysed.Add(graph, graph);
            }
            Solve(graph, c);
            foreach (var nested in graph.Nested(c.CancellationToken)) Solve(nested, c);
        }
    }

    static bool MayRepeat(Sighting context) => context.Operation switch
    {
        IVariableDeclaratorOperation { Symbol: var local } declarator => ValueTasks.IsLinear(local.Type) && IsMentionedTwice(local.Name, declarator.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>()),
        IDeclarationExpressionOperation { Expression: var declared } => declared.DescendantsAndSelf().Any(d => d is ILocalReferenceOperation { Local: var local } && ValueTasks.IsLinear(local.Type) && IsMentionedTwice(local.Name, d.Syntax.FirstAncestorOrSelf<MemberDeclarationSyntax>())),
        IMethodBodyOperation body => context.ContainingSymbol is IMethodSymbol method && Takes(method, body.Syntax),
        IAnonymousFunctionOperation lambda => Takes(lambda.Symbol, lambda.Syntax),
        ILocalFunctionOperation function => Takes(function.Symbol, function.Syntax),
        _ => false,
    };

    static bool Takes(IMethodSymbol function, SyntaxNode body)
    {
        foreach (var parameter in function.Parameters)
        {
            if (ValueTasks.IsLinear(parameter.Type) && IsMentionedTwice(parameter.Name, body)) return true;
        }
        return false;
    }

    /// <summary>A cheap no: what is used once, and not in a loop or a lambda, is not used twice. Programs of statements have no member around them.</summary>
    static bool IsMentionedTwice(string name, SyntaxNode? body)
    {
        if (body is null or GlobalStatementSyntax) return true;
        var mentions = 0;
        foreach (var node in body.DescendantNodes())
        {
            if (node is not IdentifierNameSyntax identifier || identifier.Identifier.ValueText != name) continue;
            if (++mentions > 1 || identifier.Ancestors().TakeWhile(a => a != body).Any(static a => a is CommonForEachStatementSyntax or ForStatementSyntax or WhileStatementSyntax or DoStatementSyntax
                or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or LabeledStatementSyntax)) return true;
        }
        return false;
    }

    static void Solve(ControlFlowGraph graph, Sighting context)
    {
        var domain = new LinearValueTasks(context.CancellationToken);
        var result = Flow.Run(graph, domain, context.CancellationToken);
        if (!result.Complete) return;
        var found = new Dictionary<SyntaxNode, HashSet<object>>();
        domain.Repeated = (at, value) =>
        {
            if (!found.TryGetValue(at.Syntax, out var origins)) found[at.Syntax] = origins = [];
            origins.Add(value.Origin);
        };
        result.Replay((operation, state) => domain.Transfer(state, operation), context.CancellationToken);
        foreach (var entry in found.OrderBy(f => f.Key.SpanStart))
        {
            var origins = entry.Value.OfType<IOperation>().Select(o => o.Syntax.GetLocation()).Distinct();
            var isWhole = entry.Value.All(static o => o is IOperation);
            Report(context, entry.Key, "may be consumed a second time here: a ValueTask is awaited once", isWhole ? origins : []);
        }
    }

    static void CheckStored(Sighting context)
    {
        switch (context.Operation)
        {
            case ISimpleAssignmentOperation { Target: var target, Value: var value } when ValueTasks.IsLinear(target.Type) && IsKept(target):
                Store(value);
                break;
            case ISymbolInitializerOperation { Value: var value } when ValueTasks.IsLinear(value.Type):
                Store(value);
                break;
            case IInvocationOperation { Instance.Type: var owner } call when owner is not null && TaskApi.IsAdder(call.TargetMethod) && IsCollection(owner):
                if (call.Arguments.FirstOrDefault(a => ValueTasks.IsLinear(a.Value.Type)) is { } added) Store(added.Value);
                break;
            case IInvocationOperation { TargetMethod: { Name: "ToArray" or "ToList" or "ToHashSet" or "ToDictionary" or "ToImmutableArray" or "ToImmutableList", IsExtensionMethod: true } } call when HoldsLinear(call.Type):
                Report(context, call.Syntax, "keeps ValueTasks for later: keep tasks", []);
                break;
            case IArrayInitializerOperation { ElementValues: var elements }:
                if (elements.FirstOrDefault(static e => ValueTasks.IsLinear(e.Type) && !ValueTasks.IsReusable(e)) is { } first) Store(first, elements);
                break;
            case ICollectionExpressionOperation { Elements: var elements }:
                if (elements.FirstOrDefault(static e => ValueTasks.IsLinear(e.Type) && !ValueTasks.IsReusable(e)) is { } item) Store(item, elements);
                break;
        }

        void Store(IOperation value, ImmutableArray<IOperation> others = default)
        {
            if (IsReusableHere(value) || IsOfBuilder(value)) return;
            var whole = others.IsDefault ? [value] : others.Where(static o => ValueTasks.IsLinear(o.Type) && !ValueTasks.IsReusable(o));
            Report(context, value.Syntax, "is kept for later: keep a task, a ValueTask is awaited at once", whole.Where(static w => ValueTasks.IsValueTask(w.Type)).Select(static w => w.Syntax.GetLocation()));
        }
    }

    /// <summary>What a primary constructor takes and a member uses is kept in the object.</summary>
    static void CheckTaken(Sighting context)
    {
        var taken = (IParameterReferenceOperation)context.Operation;
        if (taken.Parameter is not { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor, ContainingType.IsValueType: false } constructor } parameter || !ValueTasks.IsLinear(parameter.Type)) return;
        if (SymbolEqualityComparer.Default.Equals(context.ContainingSymbol, constructor) || taken.Root().Kind is OperationKind.FieldInitializer or OperationKind.PropertyInitializer) return;
        if (FirstUse(parameter, context.CancellationToken) is not { } first || first == taken.Syntax) Report(context, taken.Syntax, "is kept for later: keep a task, a ValueTask is awaited at once", []);
    }

    /// <summary>The first place in a member's body that names what a primary constructor takes: one finding says it.</summary>
    static SyntaxNode? FirstUse(IParameterSymbol parameter, CancellationToken cancel) => parameter.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(cancel) is ParameterSyntax { Parent.Parent: TypeDeclarationSyntax type }
        ? type.DescendantNodes().OfType<IdentifierNameSyntax>().FirstOrDefault(n => n.Identifier.ValueText == parameter.Name && n.Ancestors().TakeWhile(a => a != type).Any(static a => a is BaseMethodDeclarationSyntax or AccessorDeclarationSyntax or ArrowExpressionClauseSyntax)) : null;

    /// <summary>Whether an assignment keeps its value beyond the function. A struct that wraps one moves with it, and is as linear.</summary>
    static bool IsKept(IOperation target) => target switch
    {
        IFieldReferenceOperation { Field: { ContainingType: { IsTupleType: false } type } field } => field.IsStatic || !type.IsValueType,
        IPropertyReferenceOperation { Property: { ContainingType: { } type } property } => property.IsStatic || !type.IsValueType,
        IArrayElementReferenceOperation => true,
        _ => false,
    };

    /// <summary>A local that only ever had a value that may be used again.</summary>
    static bool IsReusableHere(IOperation value)
    {
        if (value.Unwrap() is not ILocalReferenceOperation { Local: var local }) return ValueTasks.IsReusable(value);
        var writes = value.Root().Descendants().SelectMany(static d => Writes.Of(d, Outside)).Where(w => SymbolEqualityComparer.Default.Equals(w.Place.Root, local)).ToArray();
        return writes.Length > 0 && writes.All(static w => w.Value is not null && ValueTasks.IsReusable(w.Value));
    }

    static readonly Captures Outside = new();

    /// <summary>What a method builder makes is handed out by who keeps it: the workings of ValueTasks themselves.</summary>
    static bool IsOfBuilder(IOperation value) => value.Unwrap() is IPropertyReferenceOperation { Property: { Name: "Task", ContainingType.Name: var owner } } && owner.EndsWith("MethodBuilder", StringComparison.Ordinal);

    static bool IsCollection(ITypeSymbol type) => type.AllInterfaces.Any(static i => i.SpecialType == SpecialType.System_Collections_IEnumerable) || type.SpecialType == SpecialType.System_Collections_IEnumerable
        || type is { Name: "PriorityQueue" } || type.TypeKind == TypeKind.Interface && type.Name.Contains("Collection");

    static bool HoldsLinear(ITypeSymbol? type) => type switch
    {
        IArrayTypeSymbol array => ValueTasks.IsLinear(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.Any(ValueTasks.IsLinear),
        _ => false,
    };

    static void Report(Sighting context, SyntaxNode at, string what, IEnumerable<Location> preserved) =>
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, at.GetLocation(), preserved, Text(at), what));

    static string Text(SyntaxNode value)
    {
        var text = string.Join(" ", value.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MostText ? text : text.Substring(0, MostText - 1) + "…";
    }
}
