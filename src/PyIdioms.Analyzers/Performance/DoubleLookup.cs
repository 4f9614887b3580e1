using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Flow.Domains;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Performance;

/// <summary>A look-up whose outcome <c>ContainsKey</c> or <c>Contains</c> has settled before.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class DoubleLookup() : Rule(Descriptor)
{
    /// <summary>The property of a finding that lists what its further locations are, in order: names of <see cref="KeyedAccessKind"/>.</summary>
    public const string Uses = nameof(Uses);

    /// <summary>After a name: what is found there may have been put there since the check.</summary>
    public const string Filled = "+";

    const int MostText = 40;

    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0403",
        title: "Key looked up twice", message: "'{0}' and {1} look '{2}' up twice: use {3}", DiagnosticSeverity.Info);

    static readonly Words Checks = Words.Of(["ContainsKey", "Contains", "TryGetValue"]);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types)
    {
        var found = new ConditionalWeakTable<ControlFlowGraph, ILookup<SyntaxNode, RepeatedLookup>>();
        var marshal = types.Find("System.Runtime.InteropServices.CollectionsMarshal")?.GetMembers("GetValueRefOrAddDefault").Any() == true;
        context.Watch(static tree => Words.Seen(Checks, tree, MayBeRepeated), Check, OperationKind.Invocation);

        void Check(Sighting c)
        {
            var call = (IInvocationOperation)c.Operation;
            if (call.TargetMethod.Name is not ("ContainsKey" or "Contains" or "TryGetValue") || KeyedAccess.Of(call, Outside) is not { Kind: KeyedAccessKind.Check } check
                || call.IsInExpressionTree() || !MayBeRepeated(call.Syntax, call.Root().Syntax) || c.Graph is not { } body) return;
            var cancel = c.CancellationToken;
            var repeated = found.GetValue(body, graph => RepeatedLookups.In(graph, c.Compilation, cancel));
            var uses = repeated[call.Syntax].GroupBy(u => u.Operation.Syntax).Select(g => g.First()).OrderBy(u => u.Operation.Syntax.SpanStart).ToArray();
            if (uses.FirstOrDefault(u => IsAvoidable(u, check)) is not { Check: not null } first) return;
            c.ReportDiagnostic(Diagnostic.Create(Descriptor, call.Syntax.GetLocation(), uses.Select(u => u.Operation.Syntax.GetLocation()),
                ImmutableDictionary<string, string?>.Empty.Add(Uses, string.Join(",", uses.Select(u => u.Access.Kind + (u.MayBeFilled ? Filled : "")))),
                call.TargetMethod.Name, NameOf(first.Operation), Text(check.Key.Syntax), Instead(uses, first, check, marshal)));
        }
    }

    static readonly Captures Outside = new();

    static bool MayBeRepeated(SyntaxToken word)
    {
        if (word.Parent?.FirstAncestorOrSelf<InvocationExpressionSyntax>() is not { } call) return false;
        return MayBeRepeated(call, call.FirstAncestorOrSelf<MemberDeclarationSyntax>(static m => m is not GlobalStatementSyntax) ?? call.SyntaxTree.GetRoot());
    }

    /// <summary>A cheap no: nothing else in the body looks anything up.</summary>
    static bool MayBeRepeated(SyntaxNode call, SyntaxNode body)
    {
        var name = call is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Expression: var owner } } ? LastName(owner) : null;
        return body.DescendantNodes().Any(node => node != call && node switch
        {
            ElementAccessExpressionSyntax element => name is null || name == "Keys" || LastName(element.Expression) == name,
            ElementBindingExpressionSyntax => true,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } access } =>
                IsLookup(method) && (name is null || name == "Keys" || LastName(access.Expression) == name),
            InvocationExpressionSyntax { Expression: MemberBindingExpressionSyntax { Name.Identifier.ValueText: var method } } => IsLookup(method),
            _ => false,
        });
    }

    static bool IsLookup(string method) => method is "Add" or "TryAdd" or "Remove" or "TryRemove" or "TryGetValue" or "GetValueOrDefault";

    /// <summary>What an expression ends with, by which two ways to write it are the same.</summary>
    static string LastName(ExpressionSyntax expression) => expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        PostfixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.SuppressNullableWarningExpression } sure => LastName(sure.Operand),
        ParenthesizedExpressionSyntax inner => LastName(inner.Expression),
        CastExpressionSyntax cast => LastName(cast.Expression),
        ConditionalAccessExpressionSyntax maybe => maybe.WhenNotNull is MemberBindingExpressionSyntax binding ? binding.Name.Identifier.ValueText : maybe.ToString(),
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => expression.ToString(),
    };

    /// <summary>Whether the type offers a single call for both.</summary>
    static bool IsAvoidable(RepeatedLookup use, KeyedAccess check) => use.Access.Kind switch
    {
        KeyedAccessKind.Read or KeyedAccessKind.Update => Offers(check, "TryGetValue"),
        _ when !Nearness.IsNear(use.Check, use.Operation.Syntax) => false,
        KeyedAccessKind.Set or KeyedAccessKind.Add when !use.Access.IsSet && !IsTry(use.Operation) =>
            Offers(check, "TryAdd") && !use.Operation.Syntax.DescendantNodes().Any(n => n is AwaitExpressionSyntax),
        _ => true,
    };

    static bool IsTry(IOperation operation) => operation is IInvocationOperation { TargetMethod.Name: "TryAdd" };

    static bool Offers(KeyedAccess check, string method) =>
        check.Receiver.Type.MethodNamed(method, m => m.Parameters.Length == 2 && m.ReturnType.SpecialType == SpecialType.System_Boolean) is not null;

    static string NameOf(IOperation use) => use is IInvocationOperation call ? "'" + call.TargetMethod.Name + "'" : "the indexer";

    static string Instead(RepeatedLookup[] uses, RepeatedLookup first, KeyedAccess check, bool marshal)
    {
        var isFilled = uses.Any(u => u.Access.Kind is KeyedAccessKind.Set or KeyedAccessKind.Add);
        var isRead = uses.Any(u => u.Access.Kind is KeyedAccessKind.Read or KeyedAccessKind.Update);
        if (isFilled && isRead) return marshal && check.Receiver.Type is { Name: "Dictionary" } ? "'CollectionsMarshal.GetValueRefOrAddDefault'" : "'TryGetValue'";
        return first.Access.Kind switch
        {
            KeyedAccessKind.Read or KeyedAccessKind.Update => "'TryGetValue'",
            KeyedAccessKind.Remove => $"what {NameOf(first.Operation)} returns",
            _ when check.IsSet || IsTry(first.Operation) => $"what {NameOf(first.Operation)} returns",
            _ => "'TryAdd'",
        };
    }

    static string Text(SyntaxNode key)
    {
        var text = string.Join(" ", key.ToString().Split(default(char[]), StringSplitOptions.RemoveEmptyEntries));
        return text.Length <= MostText ? text : text.Substring(0, MostText - 1) + "…";
    }
}
