using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeFixes;
using PyIdioms.Analyzers.Async;

namespace PyIdioms.Analyzers.Design;

/// <summary>Lets an async handler return the task that the bus waits for.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class MisusedEventBusFix : CodeFixProvider
{
    public override ImmutableArray<string> FixableDiagnosticIds => [MisusedEventBus.Descriptor.Id];

    public override FixAllProvider GetFixAllProvider() => AsyncVoidFix.Together;

    public override Task RegisterCodeFixesAsync(CodeFixContext context) => AsyncVoidFix.OfferAsync(context);
}
