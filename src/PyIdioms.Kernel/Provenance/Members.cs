using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Provenance;

/// <summary>What a field or property holds when nothing nearer is known: its contract, its type, all writes to it.</summary>
static class Members
{
    public static Value Of(ISymbol member, SyntaxNode? syntax, Value? owner, Scene scene, bool isLater = false)
    {
        if (member.IsLiteralMember()) return Value.Literal;
        if (member is IFieldSymbol { Name: nameof(string.Empty), ContainingType.SpecialType: SpecialType.System_String }) return Value.Constant("");
        if (member is IFieldSymbol { Name: "DirectorySeparatorChar" or "AltDirectorySeparatorChar", ContainingType.Name: "Path" }) return Value.Constant("/");
        if (member is IFieldSymbol { HasConstantValue: true } constant) return Value.Constant(constant.ConstantValue);
        foreach (var api in scene.Apis.Of(member))
        {
            if (api.Role == "literal") return Value.Literal;
            if (api.Role is "element" or "keep" or "same" && owner is not null) return owner;
        }
        var type = member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
        var itself = new Origin(OriginKind.Member, TextTypes.LevelOfContent(type), member, syntax).TakenFrom(owner?.Origins.FirstOrDefault());
        if (!member.DeclaringSyntaxReferences.IsEmpty)
        {
            if (type.IsScalar()) return scene.Graphs.ConstantOf(member, scene.Cancel) is { } known ? known : Value.From(itself);
            if (!MemberWrites.IsTold(member, type)) return Value.From(itself);
            var pending = itself with { IsPending = true };
            return isLater || type.IsString() || type is { SpecialType: SpecialType.System_Object } or { TypeKind: TypeKind.Dynamic } ? Value.From(pending) : Settled(pending, Resolution.OfMembers(scene.Ask(Fact.OfMember(member)).Result, scene.Ask));
        }
        if (owner is { Origins.IsEmpty: true, Function: null, IsNothing: false } && member is IPropertySymbol) return type.IsScalar() ? owner.Bare.Reworked : owner.Bare;
        return Value.From(member is { Name: "FullName", ContainingType.Name: "FileInfo" or "DirectoryInfo" or "FileSystemInfo" } ? itself with { Path = PathState.Full } : itself);
    }

    /// <summary>What is ever written to a member, in its name.</summary>
    public static Value Settled(Origin pending, Value written)
    {
        var itself = pending with { IsPending = false, IsWhole = true, Before = "", After = null };
        return written.Map(o => o.Kind == OriginKind.Other && o.Symbol is null ? itself with { Level = (Level)Math.Min((int)itself.Level, (int)o.Level) }
            : itself.AlsoFrom(o) with { Level = o.Level, IsWhole = o.IsWhole, Before = o.Before, After = o.After, Path = o.Path });
    }

    /// <summary>What a call returns, with the arguments it was made with.</summary>
    public static Value Returned(Origin pending, Func<Fact, Summary> ask)
    {
        var summary = ask(Fact.OfMethod((IMethodSymbol)pending.Symbol!));
        var arguments = pending.Arguments!;
        return summary.Result.With([]).Substitute(parameter => summary.Function is { } function && parameter.Ordinal < arguments.Values.Length && SymbolEqualityComparer.Default.Equals(parameter.ContainingSymbol, function) ? arguments.Values[parameter.Ordinal] : null);
    }

    /// <summary>A member of a type or of one above it, by name.</summary>
    public static ISymbol? MemberNamed(this ITypeSymbol? type, string name)
    {
        for (var at = type; at is not null; at = at.BaseType)
        {
            foreach (var member in at.GetMembers(name))
            {
                if (member is IFieldSymbol or IPropertySymbol) return member;
            }
        }
        return null;
    }

    public static ITypeSymbol TypeOf(this ISymbol member) => member is IFieldSymbol field ? field.Type : ((IPropertySymbol)member).Type;
}
