using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.Kernel.Decorators;
using PyIdioms.Kernel.Model;

namespace PyIdioms.CodeFixes.Decorators;

/// <summary>Puts a decorator on a method: an ordinary one becomes a partial declaration and the method with its body.</summary>
sealed class Wrapping(Draft draft, MethodHead head, IMethodSymbol method)
{
    readonly MethodDeclarationSyntax declaration = head.Declaration;

    /// <summary>Whether the method can have one more decorator, whatever it is.</summary>
    public bool IsPossible => Standing.ProblemOf(method) is null && (head.HasBody ? IsOrdinary : IsDecorated);

    bool IsDecorated => Decorated.OfPart(method) is { Core: not null } && (method.PartialImplementationPart is null || Decorated.IsGenerated(method.PartialImplementationPart));

    bool IsOrdinary =>
        !head.Has(SyntaxKind.PartialKeyword) && !head.Has(SyntaxKind.ExternKeyword) && !head.Has(SyntaxKind.AbstractKeyword) && Decorated.DecoratorsOf(method) is null
        && declaration.Ancestors().OfType<TypeDeclarationSyntax>().All(static type => !type.Keyword.IsMissing) && IsNameFree(CoreMethod.NameFor(method));

    /// <summary>The edits that put a decorator around all that is there.</summary>
    public ImmutableArray<TextChange> With(INamedTypeSymbol decorator)
    {
        var edits = new TextEdits(draft.Text);
        var between = edits.IsFirstOnLine(declaration.SpanStart) ? edits.EndOfLine + edits.IndentAt(declaration.SpanStart) : " ";
        var attribute = $"[{new DecoratorName(draft, edits, declaration.SpanStart).Of(decorator)}]{between}";
        if (!head.HasBody)
        {
            edits.Replace(new(declaration.SpanStart, 0), attribute);
            return edits.ToImmutable();
        }

        foreach (var type in declaration.Ancestors().OfType<TypeDeclarationSyntax>())
        {
            if (!type.Modifiers.Any(SyntaxKind.PartialKeyword)) edits.Replace(new(type.Keyword.SpanStart, 0), "partial ");
        }
        // An edit that adds comes before one that replaces from there on.
        if (declaration.AttributeLists.Count > 0)
        {
            edits.Replace(new(declaration.SpanStart, 0), attribute);
            edits.Replace(head.Modifiers, Modifiers);
        }
        else
        {
            edits.Replace(head.Modifiers, attribute + Modifiers);
        }
        foreach (var parameter in declaration.ParameterList.Parameters) LeaveToIterator(parameter, edits);

        var core = new CoreHead(head, method, draft.Model, edits);
        var gap = between == " " || edits.LineOf(head.End) == edits.LineOf(declaration.Span.End) ? between : edits.EndOfLine + between;
        edits.Replace(new(head.End, 0), $";{gap}{core.Attributes(between)}{core.Signature}");
        return edits.ToImmutable();
    }

    /// <summary>A partial method says how visible it is, and in an interface that it can be implemented.</summary>
    string Modifiers
    {
        get
        {
            var isInInterface = method.ContainingType.TypeKind == TypeKind.Interface;
            var all = declaration.Modifiers.Where(m => !m.IsKind(SyntaxKind.AsyncKeyword) && !(isInInterface && m.IsKind(SyntaxKind.SealedKeyword))).Select(static m => m.Text).ToList();
            if (!head.HasAccessibility) all.Insert(0, SyntaxFacts.GetText(method.DeclaredAccessibility));
            if (isInInterface && method.IsVirtual && !head.Has(SyntaxKind.VirtualKeyword)) all.Add("virtual");
            return string.Join(" ", all) + " partial ";
        }
    }

    void LeaveToIterator(ParameterSyntax parameter, TextEdits edits)
    {
        var kept = string.Concat(CoreHead.KeptOf(parameter.AttributeLists, draft.Model, static a => !CoreHead.IsOfIterator(a)).Select(static list => list + " "));
        var all = string.Concat(parameter.AttributeLists.Select(static list => list + " "));
        if (kept == all) return;
        var end = parameter.Modifiers.Count > 0 ? parameter.Modifiers[0].SpanStart : parameter.Type!.SpanStart;
        edits.Replace(TextSpan.FromBounds(parameter.SpanStart, end), kept);
    }

    /// <summary>Whether the method with the body can be called so, and no call comes to mean another one.</summary>
    bool IsNameFree(string name)
    {
        for (var type = method.ContainingType; type is not null; type = type.ContainingType)
        {
            if (type.Name == name || type.TypeParameters.Any(t => t.Name == name)) return false;
            for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            {
                if (ancestor.GetMembers(name).Any(static m => m.DeclaredAccessibility != Accessibility.Private)) return false;
            }
            if (type.GetMembers(name).Any(member => !SymbolEqualityComparer.Default.Equals(type, method.ContainingType) || member is not IMethodSymbol other || Decorated.OfCore(other) is null || HasSameSignature(other))) return false;
        }
        return true;
    }

    bool HasSameSignature(IMethodSymbol other) =>
        other.Arity == method.Arity && other.Parameters.Length == method.Parameters.Length && other.Parameters.Zip(method.Parameters, static (o, m) => TypeName.Of(o.Type) == TypeName.Of(m.Type)).All(static same => same);
}
