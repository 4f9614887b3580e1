using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Flow;

namespace PyIdioms.Kernel.Provenance;

/// <summary>Which exceptions can come out of an operation: one of a library only out of code that knows the library, one of this program only out of code that throws it.</summary>
sealed class Throwers(BodyGraphs graphs)
{
    const int MostMethods = 60;

    static readonly ConditionalWeakTable<SyntaxTree, HashSet<string>> Mentioned = new();

    readonly ConcurrentDictionary<ITypeSymbol, ConcurrentDictionary<ISymbol, bool>> known = new(SymbolEqualityComparer.Default);

    bool Contains(SyntaxTree tree) => graphs.Contains(tree);

    SemanticModel ModelOf(SyntaxTree tree) => graphs.ModelOf(tree);

    /// <summary>Whether an exception that a handler catches may come out of an operation.</summary>
    public bool May(IOperation operation, ITypeSymbol caught, CancellationToken cancel)
    {
        if (IsCommon(caught)) return true;
        var question = new Question(this, caught, cancel);
        return question.May(operation);
    }

    /// <summary>Any code may throw those of the namespace System.</summary>
    static bool IsCommon(ITypeSymbol caught) => caught.ContainingAssembly is null || caught.ContainingNamespace is not { } space
        || caught.DeclaringSyntaxReferences.IsEmpty && space is { Name: "System", ContainingNamespace.IsGlobalNamespace: true };

    static bool IsOfFramework(IAssemblySymbol assembly) => assembly.Name is "System.Private.CoreLib" or "System.Runtime" or "mscorlib" or "netstandard" || assembly.Name.StartsWith("System.", StringComparison.Ordinal) && assembly.Name is not ("System.Data.SqlClient" or "System.Data.Odbc" or "System.Data.OleDb");

    static bool IsIn(INamedTypeSymbol? type, string space) => type?.ContainingNamespace.ToDisplayString() is { } full && full.StartsWith(space, StringComparison.Ordinal);

    /// <summary>Types of the framework that touch nothing but memory: they throw what stands in System.</summary>
    static bool IsInMemory(INamedTypeSymbol? type) => type?.ContainingNamespace.ToDisplayString() switch
    {
        "System" => type.Name is not ("Console" or "Environment" or "AppDomain" or "Activator"),
        "System.Text" or "System.Text.RegularExpressions" or "System.Globalization" or "System.Numerics" or "System.Runtime.CompilerServices" or "System.Threading" or "System.Threading.Tasks" or "System.Linq" => true,
        { } space => space.StartsWith("System.Collections", StringComparison.Ordinal),
        _ => false,
    };

    /// <summary>The namespaces that a file makes known by <c>using</c>.</summary>
    static HashSet<string> NamespacesOf(SyntaxTree tree) => [.. tree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>().Select(u => u.NamespaceOrType.ToString())];

    /// <summary>One question: the methods that are open while it is answered.</summary>
    sealed class Question(Throwers throwers, ITypeSymbol caught, CancellationToken cancel)
    {
        readonly IAssemblySymbol library = caught.ContainingAssembly;
        readonly bool isOwn = !caught.DeclaringSyntaxReferences.IsEmpty;
        readonly HashSet<ISymbol> seen = new(SymbolEqualityComparer.Default);

        public bool May(IOperation operation)
        {
            foreach (var part in operation.InOrder())
            {
                if (Throws(part)) return true;
            }
            return false;
        }

        bool Throws(IOperation part) => part switch
        {
            IInvocationOperation { TargetMethod.MethodKind: MethodKind.DelegateInvoke } call => Calls(call.Instance),
            IInvocationOperation call => Calls(call.TargetMethod, call.IsVirtual) || call.Arguments.Any(a => a.Value.Type?.TypeKind == TypeKind.Delegate && Calls(a.Value)),
            IObjectCreationOperation { Constructor: { } constructor } creation => Calls(constructor, isVirtual: false) || creation.Arguments.Any(a => a.Value.Type?.TypeKind == TypeKind.Delegate && Calls(a.Value)),
            IPropertyReferenceOperation { Property: var property } => property.GetMethod is { } getter && Calls(getter, getter.IsVirtual || getter.IsAbstract || getter.IsOverride) || property.SetMethod is { } setter && Calls(setter, setter.IsVirtual || setter.IsAbstract || setter.IsOverride),
            IEventAssignmentOperation { EventReference: IEventReferenceOperation { Event: { AddMethod: { } add } raised } } => Calls(add, raised.IsVirtual || raised.IsAbstract),
            IBinaryOperation { OperatorMethod: { } method } => Calls(method, isVirtual: false),
            IUnaryOperation { OperatorMethod: { } method } => Calls(method, isVirtual: false),
            ICompoundAssignmentOperation { OperatorMethod: { } method } => Calls(method, isVirtual: false),
            IIncrementOrDecrementOperation { OperatorMethod: { } method } => Calls(method, isVirtual: false),
            IConversionOperation { OperatorMethod: { } method } => Calls(method, isVirtual: false),
            IAwaitOperation { Operation: var awaited } => awaited.Unwrap() is not IInvocationOperation,
            IThrowOperation { Exception: var exception } => exception is null || exception.Unwrap().Type is not { } thrown || IsOrInherits(thrown, caught) || exception.Unwrap() is not IObjectCreationOperation && IsOrInherits(caught, thrown),
            IDynamicInvocationOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation or IFunctionPointerInvocationOperation or ITypeParameterObjectCreationOperation => true,
            _ => false,
        };

        static bool IsOrInherits(ITypeSymbol type, ITypeSymbol ancestor)
        {
            for (ITypeSymbol? at = type; at is not null; at = at.BaseType)
            {
                if (SymbolEqualityComparer.Default.Equals(at, ancestor)) return true;
            }
            return false;
        }

        bool Calls(IMethodSymbol method, bool isVirtual)
        {
            method = method.OriginalDefinition;
            if (method.ContainingAssembly is not { } assembly) return true;
            var isOpen = method.IsAbstract || isVirtual && (method.IsVirtual || method.IsOverride) && !method.IsSealed && !method.ContainingType.IsSealed;
            if (method.DeclaringSyntaxReferences.IsEmpty && method.ContainingType.DeclaringSyntaxReferences.IsEmpty) return CallsOthers(method, assembly, isOpen);
            if (isOpen || method.IsExtern) return IsNamedNear(method);
            if (method.PartialImplementationPart is { } implementation) method = implementation;
            return Runs(method);
        }

        /// <summary>Code of other assemblies.</summary>
        bool CallsOthers(IMethodSymbol method, IAssemblySymbol assembly, bool isOpen)
        {
            if (isOwn) return false;
            if (IsOfFramework(library)) return !IsInMemory(method.ContainingType) || SymbolEqualityComparer.Default.Equals(method.ContainingNamespace, caught.ContainingNamespace);
            if (SymbolEqualityComparer.Default.Equals(assembly, library)) return true;
            if (isOpen) return !IsIn(method.ContainingType, "System.Collections") && (!IsOfFramework(assembly) || IsIn(method.ContainingType, "System.Data"));
            return assembly.Modules.Any(m => m.ReferencedAssemblySymbols.Any(r => SymbolEqualityComparer.Default.Equals(r, library)));
        }

        /// <summary>Whether an override of a member of this program, or what an extern one runs, may throw it: files that never name the namespace have no such code.</summary>
        bool IsNamedNear(IMethodSymbol method) => isOwn || method.DeclaringSyntaxReferences.Any(r => Mentioned.GetValue(r.SyntaxTree, NamespacesOf) is var names && names.Contains(caught.ContainingNamespace.ToDisplayString()));

        /// <summary>A body of this program.</summary>
        bool Runs(IMethodSymbol method)
        {
            var answers = throwers.known.GetOrAdd(caught, _ => new(SymbolEqualityComparer.Default));
            if (answers.TryGetValue(method, out var answer)) return answer;
            // What is open already adds nothing; its own answer comes.
            if (!seen.Add(method)) return false;
            if (seen.Count > MostMethods) return true;
            var isOutermost = seen.Count == 1;
            answer = BodiesOf(method).Any(May);
            if (answer) answers[method] = true;
            else if (isOutermost) foreach (var harmless in seen) answers[harmless] = false;
            return answer;
        }

        IEnumerable<IOperation> BodiesOf(IMethodSymbol method)
        {
            foreach (var reference in method.DeclaringSyntaxReferences)
            {
                if (OperationOf(reference) is { } body) yield return body is IAnonymousFunctionOperation lambda ? lambda.Body : body is ILocalFunctionOperation { Body: { } block } ? block : body;
            }
            if (method.MethodKind is not (MethodKind.Constructor or MethodKind.StaticConstructor)) yield break;
            if (!method.IsStatic && method.ContainingType.BaseType is { DeclaringSyntaxReferences.IsEmpty: false, InstanceConstructors: var bases } && bases.FirstOrDefault(b => b.Parameters.IsEmpty) is { } above) foreach (var body in BodiesOf(above)) yield return body;
            foreach (var member in method.ContainingType.GetMembers())
            {
                if (member.IsStatic != method.IsStatic || member is not (IFieldSymbol { IsConst: false } or IPropertySymbol)) continue;
                foreach (var reference in member.DeclaringSyntaxReferences)
                {
                    var initializer = reference.GetSyntax(cancel) switch { VariableDeclaratorSyntax field => field.Initializer, PropertyDeclarationSyntax property => property.Initializer, _ => null };
                    if (initializer is not null && throwers.Contains(initializer.SyntaxTree) && throwers.ModelOf(initializer.SyntaxTree).Bind(initializer, cancel) is { } first) yield return first;
                }
            }
        }

        IOperation? OperationOf(SyntaxReference reference) => throwers.Contains(reference.SyntaxTree) ? throwers.ModelOf(reference.SyntaxTree).Bind(reference.GetSyntax(cancel), cancel) : null;

        /// <summary>A delegate that is called, or handed over to be called: lambdas and methods that stand there, or that a local holds.</summary>
        bool Calls(IOperation? function) => function?.Unwrap() switch
        {
            IDelegateCreationOperation creation => Calls(creation.Target),
            IAnonymousFunctionOperation lambda => Runs(lambda.Symbol),
            IFlowAnonymousFunctionOperation lambda => Runs(lambda.Symbol),
            IMethodReferenceOperation reference => Calls(reference.Method, reference.IsVirtual),
            ILocalReferenceOperation local => CallsLocal(local),
            // Whoever passes it was asked.
            IParameterReferenceOperation { Parameter.ContainingSymbol: var owner } => !seen.Contains(owner.OriginalDefinition),
            _ => true,
        };

        bool CallsLocal(ILocalReferenceOperation local)
        {
            if (!seen.Add(local.Local)) return false;
            if (local.Local.DeclaringSyntaxReferences is not [var declaration] || !throwers.Contains(declaration.SyntaxTree) || declaration.GetSyntax(cancel).FirstAncestorOrSelf<MemberDeclarationSyntax>() is not { } member) return true;
            var isHeld = false;
            foreach (var part in throwers.ModelOf(member.SyntaxTree).Bind(member, cancel)?.Descendants() ?? [])
            {
                var held = part switch
                {
                    IVariableDeclaratorOperation { Initializer.Value: var first } declarator when IsIt(declarator.Symbol) => first,
                    IAssignmentOperation { Target: ILocalReferenceOperation target } assignment when IsIt(target.Local) => assignment.Value,
                    IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out, Value: ILocalReferenceOperation passed } argument when IsIt(passed.Local) => argument,
                    _ => null,
                };
                if (held is null) continue;
                isHeld = true;
                if (held.ConstantValue is not { HasValue: true, Value: null } && Calls(held)) return true;
            }
            return !isHeld;

            bool IsIt(ILocalSymbol other) => SymbolEqualityComparer.Default.Equals(other, local.Local);
        }
    }
}
