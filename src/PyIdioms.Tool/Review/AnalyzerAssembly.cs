using System.Collections.Concurrent;
using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;

namespace PyIdioms.Tool.Review;

/// <summary>What an assembly on the compiler's analyzer list is for, read from its metadata without loading it.</summary>
sealed record AnalyzerAssembly(string Path, string Name, bool HasGenerators, bool HasAnalyzers, ImmutableArray<string> References)
{
    static readonly ConcurrentDictionary<string, AnalyzerAssembly> Known = new(StringComparer.Ordinal);

    /// <summary>
    /// Of the assemblies that a project hands to its compiler, those that the code needs to compile: generators and what they refer to.
    /// The others are the user's own analyzers, which this review is not about.
    /// </summary>
    public static ImmutableArray<string> NeededToCompile(IReadOnlyCollection<string> paths)
    {
        var assemblies = paths.Select(path => Known.GetOrAdd(path, Read)).ToArray();
        var needed = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var open = new Stack<AnalyzerAssembly>(assemblies.Where(assembly => assembly.HasGenerators || !assembly.HasAnalyzers));
        while (open.TryPop(out var assembly))
        {
            if (needed.Add(assembly.Path))
            {
                foreach (var reference in assemblies.Where(other => assembly.References.Contains(other.Name, StringComparer.OrdinalIgnoreCase)))
                {
                    open.Push(reference);
                }
            }
        }

        return [.. paths.Where(needed.Contains)];
    }

    static AnalyzerAssembly Read(string path)
    {
        try
        {
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            bool generators = false, analyzers = false;
            foreach (var handle in metadata.TypeDefinitions)
            {
                foreach (var attribute in metadata.GetTypeDefinition(handle).GetCustomAttributes())
                {
                    var name = NameOf(metadata, metadata.GetCustomAttribute(attribute));
                    generators |= name == "GeneratorAttribute";
                    analyzers |= name == "DiagnosticAnalyzerAttribute";
                }
            }

            return new(path, metadata.GetString(metadata.GetAssemblyDefinition().Name), generators, analyzers,
                [.. metadata.AssemblyReferences.Select(reference => metadata.GetString(metadata.GetAssemblyReference(reference).Name))]);
        }
        catch (Exception problem) when (problem is IOException or UnauthorizedAccessException or BadImageFormatException or InvalidOperationException)
        {
            // The compiler says what is wrong with it.
            return new(path, System.IO.Path.GetFileNameWithoutExtension(path), HasGenerators: true, HasAnalyzers: false, []);
        }
    }

    static string NameOf(MetadataReader metadata, CustomAttribute attribute)
    {
        if (attribute.Constructor.Kind != HandleKind.MemberReference)
        {
            return "";
        }

        var parent = metadata.GetMemberReference((MemberReferenceHandle)attribute.Constructor).Parent;
        return parent.Kind == HandleKind.TypeReference ? metadata.GetString(metadata.GetTypeReference((TypeReferenceHandle)parent).Name) : "";
    }
}
