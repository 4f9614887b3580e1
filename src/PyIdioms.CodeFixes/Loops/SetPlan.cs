using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace PyIdioms.CodeFixes.Loops;

/// <summary>A search of a list as a look-up in a set of the same elements.</summary>
sealed class SetPlan(Draft draft, Dictionary<(SyntaxNode, string), string> names)
{
    /// <summary>The edits for one search; null where a set does not answer it.</summary>
    public TextEdits? Edits(InvocationExpressionSyntax call, SyntaxNode loop, CancellationToken cancel)
    {
        if (Question(call, cancel) is not var (collection, elements, value, isNegated, whole) || Hoist.Before(loop, draft.Text) is not { } place) return null;
        var edits = new TextEdits(draft.Text);
        edits.Import(draft.Root, draft.Model, call.SpanStart, "Enumerable", "System.Linq");
        var adds = loop.DescendantNodes().OfType<InvocationExpressionSyntax>().Where(c => c.Expression is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Add" or "AddRange" } add && add.Expression.ToString() == collection.ToString()).ToList();
        var name = NameFor(collection) + "Set";
        var key = (place: (SyntaxNode)loop, elements);
        if (!names.TryGetValue(key, out var set))
        {
            set = place.Declare(name, elements, edits, new HashSet<string>(names.Values));
            names[key] = set;
        }
        else
        {
            place.Declare(name, elements, edits, new HashSet<string>(names.Values.Where(n => n != set)));
        }
        var test = (isNegated ? "!" : "") + $"{set}.Contains({value})";
        if (adds.Count == 0)
        {
            edits.Replace(whole.Span, test);
            return edits;
        }
        // if (!list.Contains(x)) list.Add(x)
        if (adds is not [{ ArgumentList.Arguments: [var added] }] || added.ToString() != value || isNegated) return null;
        if (whole.Parent is not PrefixUnaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalNotExpression } not) return null;
        if (not.Parent is not IfStatementSyntax { Else: null } guard || !guard.Statement.Span.Contains(adds[0].Span)) return null;
        edits.Replace(not.Span, $"{set}.Add({value})");
        return edits;
    }

    /// <summary>What is looked for in what, and the expression that says whether it is there.</summary>
    (ExpressionSyntax Collection, string Elements, string Value, bool IsNegated, ExpressionSyntax Whole)? Question(InvocationExpressionSyntax call, CancellationToken cancel)
    {
        var arguments = call.ArgumentList.Arguments;
        if (arguments.Any(static a => a.NameColon is not null)) return null;
        var isStatic = draft.Model.GetSymbolInfo(call, cancel).Symbol is IMethodSymbol { IsStatic: true, ReducedFrom: null };
        var method = call.Expression is MemberAccessExpressionSyntax access ? access : null;
        if (method is null) return null;
        var (collection, values) = isStatic ? (arguments[0].Expression, arguments.Skip(1).ToList()) : (method.Expression, arguments.ToList());
        if (values.Count == 0) return null;
        switch (method.Name.Identifier.ValueText)
        {
            case "Contains" when values.Count <= 2:
                return (collection, $"{collection}.ToHashSet({(values.Count == 2 ? values[1].ToString() : "")})", values[0].ToString(), false, call);
            case "IndexOf" or "FindIndex" when values.Count == 1 && call.Parent is BinaryExpressionSyntax comparison && IsThere(comparison, call) is { } isThere:
                if (method.Name.Identifier.ValueText == "FindIndex") return Keyed(collection, values[0].Expression, !isThere, comparison, SyntaxKind.EqualsExpression, cancel);
                return (collection, $"{collection}.ToHashSet()", values[0].ToString(), !isThere, comparison);
            case "Any" or "Exists" when values.Count == 1:
                return Keyed(collection, values[0].Expression, false, call, SyntaxKind.EqualsExpression, cancel);
            case "All" or "TrueForAll" when values.Count == 1:
                return Keyed(collection, values[0].Expression, true, call, SyntaxKind.NotEqualsExpression, cancel);
            default:
                return null;
        }
    }

    static bool? IsThere(BinaryExpressionSyntax comparison, ExpressionSyntax call) => comparison.Left != call ? null : (comparison.Kind(), comparison.Right.ToString()) switch
    {
        (SyntaxKind.GreaterThanOrEqualExpression, "0") or (SyntaxKind.NotEqualsExpression, "-1") or (SyntaxKind.GreaterThanExpression, "-1") => true,
        (SyntaxKind.LessThanExpression, "0") or (SyntaxKind.EqualsExpression, "-1") => false,
        _ => null,
    };

    /// <summary><c>others.Any(o => o.Id == user.Id)</c></summary>
    (ExpressionSyntax, string, string, bool, ExpressionSyntax)? Keyed(ExpressionSyntax collection, ExpressionSyntax lambda, bool isNegated, ExpressionSyntax whole, SyntaxKind equality, CancellationToken cancel)
    {
        var (element, body) = lambda switch
        {
            SimpleLambdaExpressionSyntax { ExpressionBody: { } result } simple => (simple.Parameter.Identifier.ValueText, result),
            ParenthesizedLambdaExpressionSyntax { ExpressionBody: { } result, ParameterList.Parameters: [var only] } => (only.Identifier.ValueText, result),
            _ => ("", null),
        };
        var (own, sought) = (new List<ExpressionSyntax>(), new List<ExpressionSyntax>());
        if (body is null || !Collect(body, element, equality, own, sought, cancel)) return null;
        var elements = own.Count == 1 && own[0].ToString() == element ? $"{collection}.ToHashSet()" : $"{collection}.Select({element} => {Tuple(own)}).ToHashSet()";
        return (collection, elements, Tuple(sought), isNegated, whole);
    }

    static string Tuple(List<ExpressionSyntax> parts) => parts.Count == 1 ? parts[0].ToString() : $"({string.Join(", ", parts)})";

    bool Collect(ExpressionSyntax condition, string element, SyntaxKind equality, List<ExpressionSyntax> own, List<ExpressionSyntax> sought, CancellationToken cancel)
    {
        switch (condition)
        {
            case ParenthesizedExpressionSyntax inner:
                return Collect(inner.Expression, element, equality, own, sought, cancel);
            case BinaryExpressionSyntax { RawKind: (int)SyntaxKind.LogicalAndExpression } both when equality == SyntaxKind.EqualsExpression:
                return Collect(both.Left, element, equality, own, sought, cancel) && Collect(both.Right, element, equality, own, sought, cancel);
            case BinaryExpressionSyntax comparison when comparison.IsKind(equality) && IsPlain(comparison, cancel):
                return Add(comparison.Left, comparison.Right, element, own, sought);
            case InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Equals", Expression: var left }, ArgumentList.Arguments: [var right] } when equality == SyntaxKind.EqualsExpression:
                return Add(left, right.Expression, element, own, sought);
            default:
                return false;
        }
    }

    /// <summary>Whether the operator and <c>Equals</c> say the same of a type.</summary>
    bool IsPlain(BinaryExpressionSyntax comparison, CancellationToken cancel)
    {
        var (left, right) = (draft.Model.GetTypeInfo(comparison.Left, cancel).Type, draft.Model.GetTypeInfo(comparison.Right, cancel).Type);
        return left is not null && SymbolEqualityComparer.Default.Equals(left, right) && (left.IsRecord || left.SpecialType is not (SpecialType.None or SpecialType.System_Double or SpecialType.System_Single) || left.TypeKind == TypeKind.Enum || left.Name is "Guid" or "DateTime" or "DateTimeOffset" or "DateOnly" or "TimeSpan");
    }

    static bool Add(ExpressionSyntax left, ExpressionSyntax right, string element, List<ExpressionSyntax> own, List<ExpressionSyntax> sought)
    {
        var (isLeft, isRight) = (Mentions(left, element), Mentions(right, element));
        if (isLeft == isRight) return false;
        own.Add(isLeft ? left : right);
        sought.Add(isLeft ? right : left);
        return true;
    }

    static bool Mentions(SyntaxNode node, string name) => node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == name);

    static string NameFor(ExpressionSyntax collection)
    {
        var name = collection switch
        {
            IdentifierNameSyntax identifier => identifier.Identifier.ValueText,
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax chain } => NameFor(chain.Expression),
            _ => "known",
        };
        name = name.TrimStart('_');
        return name.Length == 0 ? "known" : char.ToLowerInvariant(name[0]) + name.Substring(1);
    }
}
