using PyIdioms.Kernel.Emit;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.Parts;

/// <summary>The open declarations around what is generated; disposing closes them.</summary>
readonly struct TypePart(Stack<CodeWriter.Scope> scopes) : IDisposable
{
    public void Dispose()
    {
        while (scopes.Count > 0) scopes.Pop().Dispose();
    }
}

/// <summary>Opens parts of types.</summary>
static class TypeParts
{
    /// <summary>Names the file's namespace and opens a part of a type.</summary>
    /// <param name="writer">Where to.</param>
    /// <param name="type">The type.</param>
    /// <param name="modifier">What stands before its declaration.</param>
    /// <param name="ending">What stands behind it: its bases.</param>
    public static TypePart Open(this CodeWriter writer, TypeShape type, string modifier = "", string ending = "") => writer.NameSpace(type).OpenAgain(type, modifier, ending);

    /// <summary>Opens another part of a type in a file that has named its namespace.</summary>
    public static TypePart OpenAgain(this CodeWriter writer, TypeShape type, string modifier = "", string ending = "")
    {
        var scopes = Outer(writer, type);
        scopes.Push(writer.Block(modifier + type.Header + ending));
        return new(scopes);
    }

    /// <summary>Names the file's namespace and opens the types around a type.</summary>
    public static TypePart OpenAround(this CodeWriter writer, TypeShape type) => new(Outer(writer.NameSpace(type), type));

    /// <summary>Names the file's namespace.</summary>
    public static CodeWriter NameSpace(this CodeWriter writer, TypeShape type) => type.Namespace.Length > 0 ? writer.Line($"namespace {type.Namespace};").Line() : writer;

    static Stack<CodeWriter.Scope> Outer(CodeWriter writer, TypeShape type)
    {
        var scopes = new Stack<CodeWriter.Scope>();
        for (var i = 0; i < type.Headers.Count - 1; i++) scopes.Push(writer.Block(type.Headers[i]));
        return scopes;
    }
}
