using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;
using PyIdioms.Kernel.Rules;
using PyIdioms.Kernel.Symbols;
using PyIdioms.Kernel.Watch;

namespace PyIdioms.Analyzers.Internals;

/// <summary>An object that hangs its handler on an event which outlives it, and never takes it off: it is kept alive with all that it holds.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class HandlerNeverRemoved() : Rule(Descriptor)
{
    public static readonly DiagnosticDescriptor Descriptor = Define("PYI0105",
        title: "Handler never removed", message: "'{0}' outlives '{1}' and keeps it alive through this handler, which nothing removes: remove it with '-=' when '{1}' ends", DiagnosticSeverity.Warning);

    protected override void Start(CompilationStartAnalysisContext context, KnownTypes types) 
    {
        var names = EventNames.In(context.Compilation, context.CancellationToken);
        context.Watch(tree => Words.Seen(names, tree, IsAttachedTo), Check, OperationKind.EventAssignment);
    }

    static bool IsAttachedTo(SyntaxToken word)
    {
        var place = word.Parent;
        while (place?.Parent is MemberAccessExpressionSyntax or MemberBindingExpressionSyntax or ConditionalAccessExpressionSyntax) place = place.Parent;
        return place?.Parent is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.AddAssignmentExpression } added && added.Left == place
            || place is MemberBindingExpressionSyntax;
    }

    static void Check(Sighting context)
    {
        if (context.Operation is not IEventAssignmentOperation { Adds: true, EventReference: IEventReferenceOperation { Event: var happening } reference } added) return;
        if (context.ContainingSymbol is not { ContainingType: { IsStatic: false, TypeKind: TypeKind.Class } owner } member || member is IMethodSymbol { MethodKind: MethodKind.StaticConstructor } or { Name: "Main" or "<Main>$" }) return;
        if (TestCode.IsTest(member) || !KeepsThis(added.HandlerValue, member) || LivesAsLong(owner) || !(Outlives(reference) || IsLeftBehind(reference, owner, context.CancellationToken))) return;
        if (IsRemoved(owner, happening, context.CancellationToken)) return;
        context.ReportDiagnostic(Diagnostic.Create(Descriptor, added.Syntax.GetLocation(), happening.Name, owner.Name));
    }

    /// <summary>Whether a handler holds the object: one of its methods, a lambda that uses it.</summary>
    static bool KeepsThis(IOperation handler, ISymbol member)
    {
        if (member.IsStatic) return false;
        foreach (var part in handler.DescendantsAndSelf())
        {
            if (part is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }) return true;
            // A parameter of the type's header is a field of the object.
            if (part is IParameterReferenceOperation { Parameter.ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } header } && !SymbolEqualityComparer.Default.Equals(header, member)) return true;
        }
        return false;
    }

    /// <summary>Static events, and those of what is reached through static members.</summary>
    static bool Outlives(IEventReferenceOperation reference)
    {
        if (reference.Event.IsStatic) return true;
        var source = Source(reference);
        while (source is IMemberReferenceOperation { Instance: { } outer } and not IFieldReferenceOperation) source = outer.Unwrap();
        return source is IPropertyReferenceOperation { Property.IsStatic: true } or IFieldReferenceOperation { Field: { IsStatic: true, IsReadOnly: true } };
    }

    /// <summary>Whose event it is, also behind <c>?.</c></summary>
    static IOperation? Source(IEventReferenceOperation reference)
    {
        if (reference.Instance?.Unwrap() is not IConditionalAccessInstanceOperation) return reference.Instance?.Unwrap();
        IOperation? at = reference;
        while (at is not (null or IConditionalAccessOperation)) at = at.Parent;
        return (at as IConditionalAccessOperation)?.Operation.Unwrap();
    }

    /// <summary>What was handed to the constructor of something that ends by itself (it is disposable), and that it does not end: it was there before, and will be after.</summary>
    static bool IsLeftBehind(IEventReferenceOperation reference, INamedTypeSymbol owner, CancellationToken cancel)
    {
        if (!owner.AllInterfaces.Any(i => i.Name is "IDisposable" or "IAsyncDisposable") || !owner.GetMembers().Any(m => m.Name is "Dispose" or "DisposeAsync")) return false;
        var name = Source(reference) switch
        {
            IParameterReferenceOperation { Parameter: { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor }, Type.TypeKind: TypeKind.Interface } parameter } => parameter.Name,
            IFieldReferenceOperation { Field: { IsReadOnly: true, IsStatic: false, Type.TypeKind: TypeKind.Interface } field } => field.Name,
            _ => null,
        };
        return name is not null && !owner.DeclaringSyntaxReferences.Any(r => r.GetSyntax(cancel).DescendantNodes().Any(n => n is BaseObjectCreationExpressionSyntax && n.Parent is AssignmentExpressionSyntax { Left: var target } && NameOf(target) == name
            || n is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Dispose" or "DisposeAsync" or "Close" } ended && NameOf(ended.Expression)?.TrimStart('_') == name.TrimStart('_')
            || n is ConditionalAccessExpressionSyntax maybe && NameOf(maybe.Expression)?.TrimStart('_') == name.TrimStart('_') && maybe.WhenNotNull.ToString().StartsWith(".Dispose", StringComparison.Ordinal)));
    }

    /// <summary>A type of which there is one as long as the program runs.</summary>
    static bool LivesAsLong(INamedTypeSymbol owner)
    {
        for (var at = owner; at is not null; at = at.BaseType)
        {
            if (at.Name is "Application" or "App" or "Program" or "Startup" or "BackgroundService" or "MauiApplication" or "HttpApplication" or "MainWindow" or "ServiceBase") return true;
        }
        if (owner.AllInterfaces.Any(i => i.Name is "IHostedService" or "IHostedLifecycleService" or "IStartupFilter" or "IServer" or "IPlugin")) return true;
        // One instance that a static member holds.
        return owner.GetMembers().Any(m => m is IFieldSymbol { IsStatic: true } field && Holds(field.Type, owner) || m is IPropertySymbol { IsStatic: true } property && Holds(property.Type, owner));
    }

    static bool Holds(ITypeSymbol type, INamedTypeSymbol owner) => SymbolEqualityComparer.Default.Equals(type.OriginalDefinition, owner.OriginalDefinition) || owner.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, type))
        || type is INamedTypeSymbol { Name: "Lazy" or "ThreadLocal", TypeArguments: [var inner] } && SymbolEqualityComparer.Default.Equals(inner, owner);

    /// <summary>Whether some code of the type takes a method off the event; a lambda written again is another one, and takes nothing off.</summary>
    static bool IsRemoved(INamedTypeSymbol owner, IEventSymbol happening, CancellationToken cancel)
    {
        foreach (var type in Around(owner))
        {
            foreach (var declaration in type.DeclaringSyntaxReferences)
            {
                foreach (var node in declaration.GetSyntax(cancel).DescendantNodes())
                {
                    if (node is AssignmentExpressionSyntax { RawKind: (int)SyntaxKind.SubtractAssignmentExpression, Left: var left, Right: not AnonymousFunctionExpressionSyntax }
                        && NameOf(left) == happening.Name) return true;
                    if (node is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "RemoveHandler" or "RemoveEventHandler" } }) return true;
                }
            }
        }
        return false;
    }

    /// <summary>The type, those that it is nested in, and those that it derives from.</summary>
    static IEnumerable<INamedTypeSymbol> Around(INamedTypeSymbol owner)
    {
        for (var type = owner; type is not null; type = type.ContainingType) yield return type;
        for (var type = owner.BaseType; type is not null; type = type.BaseType) yield return type;
    }

    static string? NameOf(ExpressionSyntax target) => target switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        ConditionalAccessExpressionSyntax { WhenNotNull: MemberBindingExpressionSyntax binding } => binding.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        _ => null,
    };
}
