using System.Collections.Immutable;
using System.Reflection.Metadata;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;

namespace PyIdioms.TestKit;

/// <summary>What a snippet is compiled against.</summary>
public static class References
{
    static readonly ImmutableDictionary<string, string> Trusted = ((string)AppContext.GetData("TRUSTED_PLATFORM_ASSEMBLIES")!)
        .Split(Path.PathSeparator)
        .ToImmutableDictionary(path => Path.GetFileNameWithoutExtension(path), StringComparer.OrdinalIgnoreCase);

    static readonly string[] CompilerSide = ["PyIdioms.Kernel", "PyIdioms.Analyzers", "PyIdioms.CodeFixes", "PyIdioms.Generators", "Microsoft.CodeAnalysis.CSharp.Workspaces"];

    static readonly string[] CoreNames =
    [
        "System.Private.CoreLib", "System.Runtime", "System.Collections", "System.Collections.Concurrent", "System.Collections.Immutable", "System.Linq", "System.Linq.Expressions",
        "System.Console", "System.Threading", "System.Threading.Tasks", "System.Threading.Channels", "System.Memory", "System.Net.Http", "System.Private.Uri", "System.Text.RegularExpressions",
        "System.Text.Json", "System.ComponentModel.Primitives", "System.Diagnostics.Process", "System.Diagnostics.DiagnosticSource", "System.Data.Common", "System.Security.Cryptography", "System.ObjectModel", "netstandard",
    ];

    static readonly Dictionary<string, MetadataReference> Loaded = [];

    static readonly Package[] Packages =
    [
        new(["Microsoft.AspNetCore", "Microsoft.Extensions"], ["Microsoft.AspNetCore*", "Microsoft.Extensions.*", "Microsoft.Net.Http.Headers"]),
        new(["Dapper"], ["Dapper"]),
        new(["Microsoft.EntityFrameworkCore"], ["Microsoft.EntityFrameworkCore.Sqlite"]),
        new(["Microsoft.Data.Sqlite"], ["Microsoft.Data.Sqlite"]),
        new(["Microsoft.Data.SqlClient"], ["Microsoft.Data.SqlClient"]),
        new(["Npgsql"], ["Npgsql"]),
        new(["StackExchange.Redis"], ["PyIdioms.EventBus.Redis"]),
        new(["Cuda", "GpuDevice"], ["PyIdioms.Gpu"]),
        new(["System.Numerics.Tensors"], ["PyIdioms.Tensors"]),
        new(["Newtonsoft.Json"], ["Newtonsoft.Json"]),
        new(["Microsoft.CodeAnalysis"], ["Microsoft.CodeAnalysis.CSharp.Scripting"]),
    ];

    static readonly string FrameworkFolder = Path.GetDirectoryName(typeof(object).Assembly.Location)!;

    /// <summary>The framework, <c>PyIdioms</c> and the packages it needs: what a user's project sees.</summary>
    public static ImmutableArray<MetadataReference> User { get; } = Load([.. Trusted.Values.Where(IsFramework), .. Closure("PyIdioms")]);

    /// <summary>The part of <see cref="User"/> that most programs name: a compilation against it starts several times faster.</summary>
    public static ImmutableArray<MetadataReference> Core { get; } =
        Load([.. CoreNames.Select(name => Trusted[name]), .. Closure("PyIdioms")]);

    /// <summary><see cref="User"/>, and the packages whose namespaces the code names; it does not if it declares that namespace itself.</summary>
    public static IEnumerable<MetadataReference> For(string code) =>
        User.Concat(Packages.Where(package => package.IsNamedIn(code)).SelectMany(package => package.Assemblies.Value)).Distinct();

    /// <summary>What a rule, its fix and a generator see.</summary>
    public static ImmutableArray<MetadataReference> Compiler { get; } =
        Load([.. Trusted.Values.Where(IsFramework), .. CompilerSide.SelectMany(Closure)]);

    static bool IsFramework(string path) => Path.GetDirectoryName(path) == FrameworkFolder;

    static ImmutableArray<MetadataReference> Load(IEnumerable<string> paths) =>
        [.. paths.Distinct().Select(Load)];

    /// <summary>One object per file: the compiler keeps what it has read with it.</summary>
    static MetadataReference Load(string path)
    {
        lock (Loaded)
        {
            return Loaded.TryGetValue(path, out var known) ? known : Loaded[path] = MetadataReference.CreateFromFile(path);
        }
    }

    /// <summary>An assembly and the assemblies it refers to outside the framework.</summary>
    static IEnumerable<string> Closure(string name)
    {
        var seen = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        var pending = new Stack<string>([name]);
        while (pending.TryPop(out var next))
        {
            if (!Trusted.TryGetValue(next, out var path) || IsFramework(path) || !seen.Add(next)) continue;
            yield return path;
            using var file = new PEReader(File.OpenRead(path));
            var metadata = file.GetMetadataReader();
            foreach (var handle in metadata.AssemblyReferences)
            {
                pending.Push(metadata.GetString(metadata.GetAssemblyReference(handle).Name));
            }
        }
    }

    /// <summary>Assemblies that come into play when code names one of their namespaces.</summary>
    sealed record Package(string[] Namespaces, string[] Names)
    {
        readonly Regex named = new($@"\b(?:{string.Join('|', Namespaces.Select(Regex.Escape))})\b");
        readonly Regex declared = new($@"\bnamespace\s+(?:{string.Join('|', Namespaces.Select(Regex.Escape))})\b");

        public Lazy<ImmutableArray<MetadataReference>> Assemblies { get; } = new(() => Load(Names.SelectMany(Matching).SelectMany(Closure)));

        public bool IsNamedIn(string code) => named.IsMatch(code) && !declared.IsMatch(code);

        static IEnumerable<string> Matching(string name) =>
            name.EndsWith('*') ? Trusted.Keys.Where(key => key.StartsWith(name[..^1], StringComparison.OrdinalIgnoreCase)) : [name];
    }
}
