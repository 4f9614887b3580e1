using System.Collections.Concurrent;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Provenance;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Security;

/// <summary>The bodies that a value may get to from one: those that use what its member returns or writes, and so on.</summary>
sealed class BodiesFrom
{
    const int MostSteps = 3, MostBodies = 40, MostTrees = 20, LeastName = 4;

    readonly ConcurrentDictionary<string, SyntaxTree[]> trees = new(StringComparer.Ordinal);
    readonly ConcurrentDictionary<SyntaxNode, NamedTarget[]> targets = new();

    /// <summary>A body that code is run from, and the member it belongs to.</summary>
    readonly record struct Body(IOperation Operation, ISymbol? Container);

    /// <summary>What values are put into in all these bodies, where that has the name of a secret.</summary>
    public NamedTarget[] TargetsOf(Sighting context, ValueProvenance values, Func<NamedTarget, bool> isSecret)
    {
        var key = MemberAround(context.Operation.Syntax) ?? context.Operation.Root().Syntax;
        if (targets.TryGetValue(key, out var known)) return known;
        var found = Of(context, values).SelectMany(b => b.Operation.DescendantsAndSelf().SelectMany(o => NamedTarget.Of(o, b.Container)).Where(isSecret)).ToArray();
        return targets.GetOrAdd(key, found);
    }

    /// <summary>The body around an operation first, then the others in the order of the source.</summary>
    IEnumerable<Body> Of(Sighting context, ValueProvenance values)
    {
        yield return new(context.Operation.Root(), context.ContainingSymbol);
        var seen = new HashSet<SyntaxNode>();
        var open = new Queue<(SyntaxNode Member, int Steps)>();
        if (MemberAround(context.Operation.Syntax) is { } first) open.Enqueue((first, 0));
        while (open.Count > 0)
        {
            var (member, steps) = open.Dequeue();
            if (!seen.Add(member)) continue;
            if (seen.Count > MostBodies) yield break;
            if (steps > 0)
            {
                foreach (var body in BodiesOf(member, context, values)) yield return body;
            }
            if (steps == MostSteps) continue;
            foreach (var name in Given(member))
            {
                foreach (var user in Users(name, member, context)) open.Enqueue((user, steps + 1));
            }
        }
    }

    static SyntaxNode? MemberAround(SyntaxNode node) => node.Ancestors().FirstOrDefault(n => n is MemberDeclarationSyntax and not BaseTypeDeclarationSyntax and not BaseNamespaceDeclarationSyntax and not GlobalStatementSyntax);

    static IEnumerable<Body> BodiesOf(SyntaxNode member, Sighting context, ValueProvenance values)
    {
        var seen = new HashSet<IOperation>();
        foreach (var node in member.DescendantNodesAndSelf(n => n is not BlockSyntax).Where(n => n is BlockSyntax or ArrowExpressionClauseSyntax or EqualsValueClauseSyntax))
        {
            if (node.ChildNodes().FirstOrDefault() is not { } inside || values.BodyAround(inside, context.CancellationToken) is not { } operation || !seen.Add(operation)) continue;
#pragma warning disable RS1030 // The member of a body of any file; asked once a body that uses a random number.
            yield return new(operation, operation.SemanticModel?.GetEnclosingSymbol(inside.SpanStart, context.CancellationToken));
#pragma warning restore RS1030
        }
    }

    /// <summary>The names by which a member gives away what it has: its own, if it returns text, bytes or a number, and those of fields it writes.</summary>
    static IEnumerable<string> Given(SyntaxNode member)
    {
        switch (member)
        {
            case MethodDeclarationSyntax method when MayCarry(method.ReturnType) || method.ParameterList.Parameters.Any(p => p.Modifiers.Any(m => m.IsKind(SyntaxKind.OutKeyword))): yield return method.Identifier.ValueText; break;
            case PropertyDeclarationSyntax property when MayCarry(property.Type): yield return property.Identifier.ValueText; break;
            case FieldDeclarationSyntax field when MayCarry(field.Declaration.Type):
                foreach (var variable in field.Declaration.Variables) yield return variable.Identifier.ValueText;
                break;
        }
        foreach (var assignment in member.DescendantNodes().OfType<AssignmentExpressionSyntax>())
        {
            var name = assignment.Left switch { IdentifierNameSyntax simple => simple.Identifier.ValueText, MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } access => access.Name.Identifier.ValueText, _ => null };
            if (name is not null && member.Parent is TypeDeclarationSyntax type && type.Members.Any(m => m is FieldDeclarationSyntax field && field.Declaration.Variables.Any(v => v.Identifier.ValueText == name) || m is PropertyDeclarationSyntax property && property.Identifier.ValueText == name)) yield return name;
        }
    }

    static bool MayCarry(TypeSyntax type) => type.ToString() is var text && (text.Contains("string") || text.Contains("byte") || text.Contains("char") || text.Contains("int") || text.Contains("long") || text.Contains("Guid") || text.Contains("String"));

    IEnumerable<SyntaxNode> Users(string name, SyntaxNode member, Sighting context)
    {
        var isPrivate = member is MemberDeclarationSyntax { Modifiers: var modifiers } && !modifiers.Any(m => m.RawKind is (int)SyntaxKind.PublicKeyword or (int)SyntaxKind.InternalKeyword or (int)SyntaxKind.ProtectedKeyword);
        if (isPrivate) return UsersIn(member.Ancestors().OfType<TypeDeclarationSyntax>().LastOrDefault() ?? member, name, member);
        if (name.Length < LeastName) return [];
        var users = trees.GetOrAdd(name, n => [.. context.Compilation.SyntaxTrees.Where(t => t.GetText(context.CancellationToken).ToString().IndexOf(n, StringComparison.Ordinal) >= 0).Take(MostTrees + 1)]);
        return users.Length > MostTrees ? UsersIn(member.SyntaxTree.GetRoot(context.CancellationToken), name, member) : users.SelectMany(t => UsersIn(t.GetRoot(context.CancellationToken), name, member));
    }

    /// <summary>The members in which a name stands.</summary>
    static IEnumerable<SyntaxNode> UsersIn(SyntaxNode scope, string name, SyntaxNode member)
    {
        var text = scope.SyntaxTree.GetText().ToString();
        var seen = new HashSet<SyntaxNode>();
        for (var at = text.IndexOf(name, scope.SpanStart, scope.Span.Length, StringComparison.Ordinal); at >= 0 && at < scope.Span.End;)
        {
            var token = scope.FindToken(at);
            if (token.ValueText == name && token.Parent is SimpleNameSyntax used && MemberAround(used) is { } user && user != member && seen.Add(user)) yield return user;
            var next = at + name.Length;
            at = next >= scope.Span.End ? -1 : text.IndexOf(name, next, scope.Span.End - next, StringComparison.Ordinal);
        }
    }
}
