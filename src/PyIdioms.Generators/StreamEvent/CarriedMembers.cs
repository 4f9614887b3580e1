using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using PyIdioms.Generators.Parts;

namespace PyIdioms.Generators.StreamEvent;

/// <summary>A member whose value is carried, and the parameter that takes it when it is read.</summary>
sealed record CarriedMember(ISymbol Symbol, Setting Setting, IParameterSymbol? Parameter = null)
{
    public ITypeSymbol Type => CarriedMembers.TypeOf(Symbol);

    /// <summary>The user's own line for it.</summary>
    public Location? Place => (Parameter ?? Symbol).Locations.FirstOrDefault();
}

/// <summary>What of a type is carried: what its constructor takes, in that order, and then what can be set, the base's before its own.</summary>
sealed class CarriedMembers
{
    readonly INamedTypeSymbol type;
    readonly INamedTypeSymbol reader;
    readonly Compilation compilation;

    CarriedMembers(INamedTypeSymbol type, INamedTypeSymbol reader, Compilation compilation) => (this.type, this.reader, this.compilation) = (type, reader, compilation);

    /// <summary>The members; empty with a problem.</summary>
    public List<CarriedMember> All { get; } = [];

    /// <summary>Why it cannot be made of its members.</summary>
    public string? Problem { get; private set; }

    /// <summary>What keeps a value that nothing sets when it is read.</summary>
    public List<ISymbol> Lost { get; } = [];

    /// <summary>Two members of different files, whose order is anyone's guess.</summary>
    public (ISymbol First, ISymbol Second)? Scattered { get; private set; }

    /// <param name="type">The type.</param>
    /// <param name="reader">The event: what it may see is used.</param>
    /// <param name="compilation">Knows what it may see.</param>
    public static CarriedMembers Of(INamedTypeSymbol type, INamedTypeSymbol reader, Compilation compilation)
    {
        var members = new CarriedMembers(type, reader, compilation);
        members.Read();
        return members;
    }

    void Read()
    {
        if (type.IsTupleType)
        {
            All.AddRange(type.TupleElements.Select(static element => new CarriedMember(element, Setting.Constructor)));
            return;
        }
        var constructors = type.InstanceConstructors.Where(c => !Closing.IsCopy(c) && compilation.IsSymbolAccessibleWithin(c, reader)).ToList();
        // Every struct has one without parameters.
        if (constructors.Count > 1 && type.IsValueType) constructors.RemoveAll(static c => c.IsImplicitlyDeclared);
        var constructor = constructors.Count == 1 ? constructors[0] : constructors.Find(static c => c.DeclaringSyntaxReferences.Any(static r => r.GetSyntax() is TypeDeclarationSyntax));
        if (constructor is null)
        {
            Problem = constructors.Count == 0 ? "it has no constructor that the event may call" : "it has several constructors; make one of them the primary one";
            return;
        }
        ReadTaken(constructor);
        if (Problem is null) ReadSet(constructor);
    }

    void ReadTaken(IMethodSymbol constructor)
    {
        var readable = Hierarchy().Reverse().SelectMany(static t => t.GetMembers()).Where(IsReadable).ToList();
        foreach (var parameter in constructor.Parameters)
        {
            if (parameter.RefKind is RefKind.Ref or RefKind.Out) Problem = $"its constructor takes '{parameter.Name}' by reference";
            else if (readable.Find(m => IsSame(m.Name, parameter.Name) && SymbolEqualityComparer.Default.Equals(TypeOf(m), parameter.Type)) is { } kept) All.Add(new(kept, Setting.Constructor, parameter));
            else Problem = $"none of its members says what the constructor was given for '{parameter.Name}'";
        }
    }

    void ReadSet(IMethodSymbol constructor)
    {
        var setsRequired = constructor.GetAttributes().Any(static a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute");
        foreach (var member in Hierarchy().SelectMany(static t => t.GetMembers()))
        {
            if (member.DeclaredAccessibility is not (Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal) || !IsReadable(member) || All.Exists(m => IsSame(m.Symbol.Name, member.Name))) continue;
            if (!IsSettable(member))
            {
                if (Stores(member)) Lost.Add(member);
                continue;
            }
            if (All.Find(m => m.Parameter is null && SymbolEqualityComparer.Default.Equals(m.Symbol.ContainingType, member.ContainingType)) is { } first && FileOf(first.Symbol) != FileOf(member)) Scattered ??= (first.Symbol, member);
            All.Add(new(member, !setsRequired && member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } ? Setting.Required : Setting.Optional));
        }
    }

    static SyntaxTree? FileOf(ISymbol symbol) => symbol.DeclaringSyntaxReferences.FirstOrDefault()?.SyntaxTree;

    /// <summary>From the outermost base class to the type itself.</summary>
    IEnumerable<INamedTypeSymbol> Hierarchy()
    {
        var types = new Stack<INamedTypeSymbol>();
        for (var t = type; t is { SpecialType: not (SpecialType.System_Object or SpecialType.System_ValueType) }; t = t.BaseType) types.Push(t);
        return types;
    }

    static bool IsSame(string member, string parameter) => string.Equals(member.TrimStart('_'), parameter.TrimStart('_'), StringComparison.OrdinalIgnoreCase);

    internal static ITypeSymbol TypeOf(ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;

    bool IsReadable(ISymbol member) => !member.IsStatic && member switch
    {
        IPropertySymbol { IsIndexer: false, GetMethod: { } get, ExplicitInterfaceImplementations.IsEmpty: true, RefKind: RefKind.None } => compilation.IsSymbolAccessibleWithin(get, reader),
        IFieldSymbol { IsImplicitlyDeclared: false, IsConst: false, IsFixedSizeBuffer: false } => compilation.IsSymbolAccessibleWithin(member, reader),
        _ => false,
    };

    bool IsSettable(ISymbol member) => member is IFieldSymbol { IsReadOnly: false } || member is IPropertySymbol { SetMethod: { } set } && compilation.IsSymbolAccessibleWithin(set, reader);

    /// <summary>Whether it keeps a value of its own.</summary>
    static bool Stores(ISymbol member) => member is IFieldSymbol || member.ContainingType.GetMembers().Any(m => m is IFieldSymbol { AssociatedSymbol: { } owner } && SymbolEqualityComparer.Default.Equals(owner, member));
}
