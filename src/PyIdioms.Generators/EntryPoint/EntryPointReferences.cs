using System.Collections.Immutable;
using System.Reflection.Metadata;
using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;

namespace PyIdioms.Generators.EntryPoint;

/// <summary>Reads what a referenced assembly offers from its metadata, or from the project that it is made of.</summary>
static class EntryPointReferences
{
    public static EntryPointReference? Read(MetadataReference reference, CancellationToken cancel)
    {
        var (name, items) = reference switch
        {
            PortableExecutableReference file => InFile(file),
            CompilationReference project => (project.Compilation.AssemblyName ?? "", InProject(project.Compilation)),
            _ => ("", []),
        };
        var aliases = reference.Properties.Aliases;
        return items.IsEmpty ? null : new(name, aliases.IsEmpty || aliases.Contains(MetadataReferenceProperties.GlobalAlias) ? null : aliases[0], new(items));
    }

    static (string, ImmutableArray<EntryPointItem>) InFile(PortableExecutableReference file)
    {
        try
        {
            return file.GetMetadata() is AssemblyMetadata assembly && assembly.GetModules() is [var module, ..] ? InMetadata(module.GetMetadataReader()) : ("", []);
        }
        catch (Exception unreadable) when (unreadable is IOException or BadImageFormatException or ObjectDisposedException)
        {
            return ("", []);
        }
    }

    static (string, ImmutableArray<EntryPointItem>) InMetadata(MetadataReader reader)
    {
        if (!reader.IsAssembly || !reader.TypeReferences.Any(t => IsExport(reader, reader.GetTypeReference(t)))) return ("", []);
        var items = ImmutableArray.CreateBuilder<EntryPointItem>();
        foreach (var handle in reader.GetAssemblyDefinition().GetCustomAttributes())
        {
            var attribute = reader.GetCustomAttribute(handle);
            if (attribute.Constructor.Kind != HandleKind.MemberReference || reader.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent is not { Kind: HandleKind.TypeReference } type) continue;
            if (!IsExport(reader, reader.GetTypeReference((TypeReferenceHandle)type))) continue;
            // ECMA-335 II.23.3: a prologue, then the arguments.
            var blob = reader.GetBlobReader(attribute.Value);
            if (blob.Length < 2 || blob.ReadUInt16() != 1) continue;
            if (blob.ReadSerializedString() is { } group && blob.ReadSerializedString() is { } name && blob.ReadSerializedString() is { } value && blob.ReadSerializedString() is { } loader) items.Add(new(group, name, value, loader));
        }
        return (reader.GetString(reader.GetAssemblyDefinition().Name), items.ToImmutable());
    }

    static bool IsExport(MetadataReader reader, TypeReference type) =>
        reader.StringComparer.Equals(type.Name, nameof(EntryPointExportAttribute)) && reader.StringComparer.Equals(type.Namespace, nameof(PyIdioms));

    static ImmutableArray<EntryPointItem> InProject(Compilation project) =>
    [
        .. from attribute in project.Assembly.GetAttributes()
           where attribute.AttributeClass is { Name: nameof(EntryPointExportAttribute), ContainingNamespace: { Name: nameof(PyIdioms), ContainingNamespace.IsGlobalNamespace: true } } && attribute.ConstructorArguments.Length == 4
           let texts = attribute.ConstructorArguments.Select(static argument => argument.Value as string ?? "").ToArray()
           where texts.All(static text => text.Length > 0)
           select new EntryPointItem(texts[0], texts[1], texts[2], texts[3]),
    ];
}
