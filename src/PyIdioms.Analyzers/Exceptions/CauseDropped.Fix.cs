using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using PyIdioms.CodeFixes;
using PyIdioms.Kernel.Symbols;

namespace PyIdioms.Analyzers.Exceptions;

/// <summary>Hands the caught exception to the new one; the catch gets a variable for it where it has none.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class CauseDroppedFix() : TextFix(CauseDropped.Descriptor, "Pass the caught exception on")
{
    private protected override async Task Plan(Draft draft, ImmutableArray<Diagnostic> findings, string title, CancellationToken cancel)
    {
        foreach (var finding in findings)
        {
            foreach (var made in finding.AdditionalLocations)
            {
                if (draft.Root.FindNode(made.SourceSpan, getInnermostNodeForTie: true) is not BaseObjectCreationExpressionSyntax creation
                    || CaughtPlaces.CatchAround(creation) is not { } handler || CaughtVariable.Of(handler, draft.Model) is not { } caught) continue;
                var call = new CauseArgument(creation, caught, draft.Model, cancel);
                await draft.Take(call.Edits().Select(edit => caught.Declared(draft.Text).With(edit.Span, edit.NewText!)), creation, cancel).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Where an exception goes in a creation, from the best place on.</summary>
    sealed class CauseArgument(BaseObjectCreationExpressionSyntax creation, CaughtVariable caught, SemanticModel model, CancellationToken cancel)
    {
        public IEnumerable<TextChange> Edits()
        {
            if (model.GetSymbolInfo(creation, cancel).Symbol is not IMethodSymbol { ContainingType: var type } used) yield break;
            foreach (var constructor in type.InstanceConstructors.OrderByDescending(c => SymbolEqualityComparer.Default.Equals(c, used)).ThenBy(c => c.Parameters.Length))
            {
                if (constructor.Parameters.FirstOrDefault(p => p.Type.IsException() && p.Type.Catches(caught.Type)) is not { } cause) continue;
                var others = constructor.Parameters.Remove(cause);
                if (Given(used).Select(p => p.Name).SequenceEqual(others.Where(p => !p.IsOptional || Given(used).Any(g => g.Name == p.Name)).Select(p => p.Name)))
                {
                    yield return Insert(cause.Ordinal == Arguments.Count && Arguments.All(a => a.NameColon is null) ? caught.Name : $"{cause.Name}: {caught.Name}");
                }
                else if (Arguments.Count == 0 && others is [{ Type.SpecialType: SpecialType.System_String, Name: "message" }])
                {
                    yield return Insert(cause.Ordinal == 0 ? $"{caught.Name}, {caught.Name}.Message" : $"{caught.Name}.Message, {caught.Name}");
                }
            }
            if (creation.Initializer is null && type.GetMembers().OfType<IPropertySymbol>().FirstOrDefault(p => p is { SetMethod: not null, IsStatic: false } && p.Type.IsException() && p.Type.Catches(caught.Type)) is { } property)
            {
                yield return new(new(creation.Span.End, 0), $" {{ {property.Name} = {caught.Name} }}");
            }
        }

        SeparatedSyntaxList<ArgumentSyntax> Arguments => creation.ArgumentList?.Arguments ?? default;

        /// <summary>The parameters that get something.</summary>
        IEnumerable<IParameterSymbol> Given(IMethodSymbol used) => used.Parameters.Where(p => Arguments.Any(a => a.NameColon is { } name ? name.Name.Identifier.ValueText == p.Name : Arguments.IndexOf(a) == p.Ordinal));

        TextChange Insert(string argument) => creation switch
        {
            { ArgumentList: { } list } => new(new(list.CloseParenToken.SpanStart, 0), (list.Arguments.Count > 0 ? ", " : "") + argument),
            ObjectCreationExpressionSyntax { Type: var made } => new(new(made.Span.End, 0), $"({argument})"),
            _ => new(new(creation.NewKeyword.Span.End, 0), $"({argument})"),
        };
    }
}
