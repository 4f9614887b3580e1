using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace PyIdioms.Kernel.Watch;

/// <summary>The names of members in referenced assemblies of which something is true, read from their metadata without making symbols.</summary>
public sealed class ReferencedNames
{
    /// <summary>Types and members with an attribute of a type on them or on one of their parameters or type parameters; of the attribute's text, where a text is asked for.</summary>
    public static ReferencedNames WithAttribute(string type, string? text = null) => new(reader => Attributed(reader, type, text));

    /// <summary>Methods with a parameter of a name that fulfils a condition; constructors go by the name of their type.</summary>
    public static ReferencedNames WithParameter(Func<string, bool> isName) => new(reader => Parameterized(reader, isName));

    /// <summary>Types that have a method of their own of a name, and none of another.</summary>
    public static ReferencedNames OfTypesWith(string method, string? without) => new(reader => Shaped(reader, method, without));

    /// <summary>Methods, properties and fields whose values are, hold or give something of types of some names.</summary>
    public static ReferencedNames WithResult(HashSet<string> types) => new(reader => new ResultSignatures(reader, types).Read(NameOf));

    /// <summary>Events.</summary>
    public static ReferencedNames OfEvents() => new(static reader => reader.EventDefinitions.Select(e => reader.GetString(reader.GetEventDefinition(e).Name)));

    readonly ConditionalWeakTable<MetadataId, ImmutableHashSet<string>> known = new();
    readonly Func<MetadataReader, IEnumerable<string>> read;

    ReferencedNames(Func<MetadataReader, IEnumerable<string>> read) => this.read = read;

    readonly ConditionalWeakTable<References, HashSet<string>> all = new();

    /// <summary>The names in all references of a compilation.</summary>
    public HashSet<string> In(Compilation compilation) => all.GetValue(References.Of(compilation), _ => new(compilation.References.OfType<PortableExecutableReference>().SelectMany(Of), StringComparer.Ordinal));

    ImmutableHashSet<string> Of(PortableExecutableReference reference)
    {
        try
        {
            return known.GetValue(reference.GetMetadataId(), _ => reference.GetMetadata() is AssemblyMetadata assembly ? [.. assembly.GetModules().SelectMany(module => read(module.GetMetadataReader()))] : []);
        }
        catch (Exception unreadable) when (unreadable is IOException or BadImageFormatException or ObjectDisposedException)
        {
            return [];
        }
    }

    static IEnumerable<string> Attributed(MetadataReader reader, string type, string? text)
    {
        var isThere = reader.TypeReferences.Any(t => reader.StringComparer.Equals(reader.GetTypeReference(t).Name, type)) || reader.TypeDefinitions.Any(t => reader.StringComparer.Equals(reader.GetTypeDefinition(t).Name, type));
        if (!isThere) yield break;
        var marked = new HashSet<ParameterHandle>();
        foreach (var handle in reader.CustomAttributes)
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (!reader.StringComparer.Equals(TypeOf(reader, attribute.Constructor), type) || text is not null && !Says(reader, attribute.Value, text)) continue;
            switch (attribute.Parent.Kind)
            {
                case HandleKind.Parameter: marked.Add((ParameterHandle)attribute.Parent); break;
                case HandleKind.MethodDefinition: yield return NameOf(reader, reader.GetMethodDefinition((MethodDefinitionHandle)attribute.Parent)); break;
                case HandleKind.PropertyDefinition: yield return reader.GetString(reader.GetPropertyDefinition((PropertyDefinitionHandle)attribute.Parent).Name); break;
                case HandleKind.TypeDefinition: yield return NameOf(reader, reader.GetTypeDefinition((TypeDefinitionHandle)attribute.Parent)); break;
                case HandleKind.EventDefinition: yield return reader.GetString(reader.GetEventDefinition((EventDefinitionHandle)attribute.Parent).Name); break;
                case HandleKind.GenericParameter:
                    foreach (var name in NamesOf(reader, reader.GetGenericParameter((GenericParameterHandle)attribute.Parent).Parent)) yield return name;
                    break;
                case HandleKind.FieldDefinition: yield return reader.GetString(reader.GetFieldDefinition((FieldDefinitionHandle)attribute.Parent).Name); break;
            }
        }
        if (marked.Count == 0) yield break;
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if (method.GetParameters().Any(marked.Contains)) yield return NameOf(reader, method);
        }
    }

    static IEnumerable<string> Shaped(MetadataReader reader, string method, string? without)
    {
        foreach (var handle in reader.TypeDefinitions)
        {
            var type = reader.GetTypeDefinition(handle);
            var (has, hasNot) = (false, true);
            foreach (var member in type.GetMethods())
            {
                var definition = reader.GetMethodDefinition(member);
                if ((definition.Attributes & MethodAttributes.Static) != 0) continue;
                has |= reader.StringComparer.Equals(definition.Name, method);
                hasNot &= without is null || !reader.StringComparer.Equals(definition.Name, without);
            }
            if (has && hasNot) yield return NameOf(reader, type);
        }
    }

    /// <summary>The framework is left out: which of its methods matter, tables say.</summary>
    static IEnumerable<string> Parameterized(MetadataReader reader, Func<string, bool> isName)
    {
        if (!reader.IsAssembly || reader.GetString(reader.GetAssemblyDefinition().Name) is var assembly && (assembly.StartsWith("System.", StringComparison.Ordinal) || assembly is "mscorlib" or "netstandard" or "System")) yield break;
        var answers = new Dictionary<StringHandle, bool>();
        foreach (var handle in reader.MethodDefinitions)
        {
            var method = reader.GetMethodDefinition(handle);
            if ((method.Attributes & MethodAttributes.MemberAccessMask) is not (MethodAttributes.Public or MethodAttributes.Family or MethodAttributes.FamORAssem)) continue;
            foreach (var parameter in method.GetParameters())
            {
                var name = reader.GetParameter(parameter).Name;
                if (!answers.TryGetValue(name, out var isOne)) answers[name] = isOne = isName(reader.GetString(name));
                if (!isOne || !MayTakeText(reader, method)) continue;
                yield return NameOf(reader, method);
                break;
            }
        }
    }

    /// <summary>Whether text, bytes or a generic type is anywhere in a signature (ECMA-335 II.23.1.16).</summary>
    static bool MayTakeText(MetadataReader reader, MethodDefinition method)
    {
        const byte Text = 0x0e, Byte = 0x05, Char = 0x03;
        var signature = reader.GetBlobReader(method.Signature);
        while (signature.RemainingBytes > 0)
        {
            if (signature.ReadByte() is Text or Byte or Char) return true;
        }
        return false;
    }

    static StringHandle TypeOf(MetadataReader reader, EntityHandle constructor) => constructor.Kind switch
    {
        HandleKind.MemberReference => reader.GetMemberReference((MemberReferenceHandle)constructor).Parent is { Kind: HandleKind.TypeSpecification } made ? NameOf(reader, Definition(reader, (TypeSpecificationHandle)made))
            : NameOf(reader, reader.GetMemberReference((MemberReferenceHandle)constructor).Parent),
        HandleKind.MethodDefinition => reader.GetTypeDefinition(reader.GetMethodDefinition((MethodDefinitionHandle)constructor).GetDeclaringType()).Name,
        _ => default,
    };

    static StringHandle NameOf(MetadataReader reader, EntityHandle type) => type.Kind switch
    {
        HandleKind.TypeReference => reader.GetTypeReference((TypeReferenceHandle)type).Name,
        HandleKind.TypeDefinition => reader.GetTypeDefinition((TypeDefinitionHandle)type).Name,
        _ => default,
    };

    /// <summary>The generic class that an attribute is made of (ECMA-335 II.23.2.14).</summary>
    static EntityHandle Definition(MetadataReader reader, TypeSpecificationHandle made)
    {
        const byte Instance = 0x15;
        var signature = reader.GetBlobReader(reader.GetTypeSpecification(made).Signature);
        if (signature.Length < 3 || signature.ReadByte() != Instance) return default;
        signature.ReadByte();
        return signature.ReadTypeHandle();
    }

    /// <summary>Whether the first argument of an attribute is a text (ECMA-335 II.23.3).</summary>
    static bool Says(MetadataReader reader, BlobHandle value, string text)
    {
        var blob = reader.GetBlobReader(value);
        return blob.Length > 2 && blob.ReadUInt16() == 1 && string.Equals(blob.ReadSerializedString(), text, StringComparison.OrdinalIgnoreCase);
    }

    /// <summary>The name that the source uses: of accessors the property's, of constructors and delegates the type's.</summary>
    static string NameOf(MetadataReader reader, MethodDefinition method)
    {
        var name = reader.GetString(method.Name);
        if (name is ".ctor" or "Invoke") return NameOf(reader, reader.GetTypeDefinition(method.GetDeclaringType()));
        return name.StartsWith("get_", StringComparison.Ordinal) || name.StartsWith("set_", StringComparison.Ordinal) ? name.Substring(4) : name.Substring(name.LastIndexOf('.') + 1);
    }

    static string NameOf(MetadataReader reader, TypeDefinition type)
    {
        var name = reader.GetString(type.Name);
        var arity = name.IndexOf('`');
        return arity < 0 ? name : name.Substring(0, arity);
    }

    /// <summary>The names of what has a type parameter; the type of an extension block has none itself, its members have.</summary>
    static IEnumerable<string> NamesOf(MetadataReader reader, EntityHandle owner)
    {
        if (owner.Kind == HandleKind.MethodDefinition) return [NameOf(reader, reader.GetMethodDefinition((MethodDefinitionHandle)owner))];
        var type = reader.GetTypeDefinition((TypeDefinitionHandle)owner);
        return NameOf(reader, type) is var name && name.StartsWith("<", StringComparison.Ordinal) ? type.GetMethods().Select(m => NameOf(reader, reader.GetMethodDefinition(m))) : [name];
    }
}
