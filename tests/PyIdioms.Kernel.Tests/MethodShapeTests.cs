using Microsoft.CodeAnalysis;
using PyIdioms.Kernel.Model;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests;

/// <summary>A shape says the method again: its implementing part compiles beside the declaring one.</summary>
public class MethodShapeTests
{
    [Theory]
    [InlineData("public static partial int Sum(int a, params int[] rest);")]
    [InlineData("internal partial ref readonly int At(in int index, ref string text, out long size, ref readonly Guid id);")]
    [InlineData("public partial Task<T?> Find<T, U>(U key, T fallback) where T : class?, new() where U : notnull, IComparable<U>;")]
    [InlineData("private protected partial void @class(int @event, string? @params);")]
    [InlineData("public partial Span<byte> Cut(scoped Span<byte> from, scoped ref int at, params ReadOnlySpan<int> more);")]
    [InlineData("public virtual unsafe partial int* Address(int*[] table, delegate*<int, void> call);")]
    [InlineData("public partial IAsyncEnumerable<(int a, string? b)> Read<T>(T item, CancellationToken token) where T : allows ref struct;")]
    [InlineData("public partial ValueTask Wait<T>(T item, dynamic any) where T : unmanaged;")]
    [InlineData("public override partial string ToString();")]
    [InlineData("public new partial Type GetType();")]
    public void TheImplementingPartCompiles(string declaration)
    {
        var shape = ShapeOf(declaration);
        var compilation = Workbench.Compile($"partial class Example {{ {declaration} {shape.Implementation()} {{ throw null!; }} }}");
        Assert.DoesNotContain(compilation.GetDiagnostics(), d => d.Severity >= DiagnosticSeverity.Warning);
    }

    [Theory]
    [InlineData("void", ReturnKind.Void, "")]
    [InlineData("int", ReturnKind.Value, "int")]
    [InlineData("Task", ReturnKind.Task, "")]
    [InlineData("Task<string?>", ReturnKind.TaskOfT, "string?")]
    [InlineData("ValueTask", ReturnKind.ValueTask, "")]
    [InlineData("ValueTask<dynamic>", ReturnKind.ValueTaskOfT, "object")]
    [InlineData("IAsyncEnumerable<int>", ReturnKind.Stream, "int")]
    [InlineData("ref int", ReturnKind.Value, "int")]
    [InlineData("Mine.Task", ReturnKind.Value, "global::Mine.Task")]
    public void KindsAreWhatCallersWaitFor(string type, ReturnKind kind, string result)
    {
        var shape = ShapeOf($"public partial {type} M();");
        Assert.Equal((kind, result), (shape.Kind, shape.Result));
        Assert.Equal(type.Contains("Task", StringComparison.Ordinal) && !type.Contains("Mine", StringComparison.Ordinal), shape.IsAsync);
        Assert.Equal(type.StartsWith("ref", StringComparison.Ordinal), shape.ReturnsRef);
    }

    [Fact]
    public void ParametersSayHowTheyTravel()
    {
        var shape = ShapeOf("public partial void M(int a, ref int b, out int c, in int d, ref readonly int e, CancellationToken token, Span<int> s, int* p);");
        Assert.Equal([Passing.Value, Passing.Ref, Passing.Out, Passing.In, Passing.RefReadOnly, Passing.Value, Passing.Value, Passing.Value], shape.Parameters.Select(p => p.Passing));
        Assert.Equal(["", "ref ", "out ", "in ", "in ", "", "", ""], shape.Parameters.Select(p => p.ArgumentPrefix));
        Assert.Equal("token", Assert.Single(shape.Parameters, p => p.IsToken).Name);
        Assert.Equal("s", Assert.Single(shape.Parameters, p => p.IsRefLike).Name);
        Assert.Equal("p", Assert.Single(shape.Parameters, p => p.IsPointer).Name);
        Assert.True(shape.IsUnsafe);
    }

    [Fact]
    public void EqualDeclarationsHaveEqualShapes()
    {
        Assert.Equal(ShapeOf("public partial int M<T>(T a) where T : class;"), ShapeOf("public partial int M<T>(T a) where T : class;"));
        Assert.NotEqual(ShapeOf("public partial int M<T>(T a) where T : class;"), ShapeOf("public partial int M<T>(T a) where T : struct;"));
        Assert.NotEqual(ShapeOf("public partial int M(int a);"), ShapeOf("public partial int M(int b);"));
        Assert.NotEqual(ShapeOf("public partial int M(int a);"), ShapeOf("public partial int M(in int a);"));
    }

    static MethodShape ShapeOf(string declaration) => MethodShape.Of(
        Workbench.Compile($"namespace Mine {{ public class Task; }} unsafe partial class Example {{ {declaration} }}").GetTypeByMetadataName("Example")!.GetMembers().OfType<IMethodSymbol>().First(m => m.MethodKind == MethodKind.Ordinary));
}
