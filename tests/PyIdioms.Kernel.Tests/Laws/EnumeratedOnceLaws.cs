using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using PyIdioms.Analyzers.Performance;

namespace PyIdioms.Kernel.Tests.Laws;

/// <summary>The laws of <see cref="EnumeratedOnce"/>: what is gone through the first time.</summary>
public class EnumeratedOnceLaws : DomainLaws<EnumeratedOnce, ImmutableDictionary<ISymbol, SyntaxNode?>>
{
    protected override EnumeratedOnce DomainOf(FlowCase on) => new(static _ => true, new(on.Root.OriginalOperation));

    protected override string Show(ImmutableDictionary<ISymbol, SyntaxNode?> state) => string.Join(", ", state.Select(s => $"{s.Key.Name}: {s.Value?.SpanStart}"));
}
