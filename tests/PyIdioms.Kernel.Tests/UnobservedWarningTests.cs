using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using PyIdioms.Kernel.Symbols;
using PyIdioms.TestKit;

namespace PyIdioms.Kernel.Tests;

/// <summary>The mirror of CS4014 beside the compiler that it mirrors.</summary>
public class UnobservedWarningTests
{
    const string Around = """
        using System.Runtime.CompilerServices;

        public class Example
        {
            static Task Plain() => Task.CompletedTask;
            static async Task Written() => await Task.Yield();
            static async Task<int> Number() { await Task.Yield(); return 1; }
            static ValueTask Value() => default;
            static Custom Shape() => default;
            static Extended ByExtension() => new();
            static async IAsyncEnumerable<int> Stream() { await Task.Yield(); yield return 1; }
            static IAsyncEnumerable<int> Sequence() => Stream();
            static int Count() => 1;
            static async void Void() => await Task.Yield();
            static T Echo<T>(T value) => value;
            Example Self => this;
            Task Own() => Task.CompletedTask;
            async Task OwnWritten() => await Task.Yield();
            Func<Task> function = Plain;
            dynamic anything = 1;
            static void Act(Action action) => action();
            static void Act(Func<Task> action) => action();
            static void Only(Action action) => action();

            MEMBER
        }

        public readonly struct Custom
        {
            public TaskAwaiter GetAwaiter() => Task.CompletedTask.GetAwaiter();
        }

        public class Extended;

        public static class Extensions
        {
            public static TaskAwaiter GetAwaiter(this Extended value) => Task.CompletedTask.GetAwaiter();
            public static Task Later(this string text) => Task.CompletedTask;
        }
        """;

    static readonly string[] Calls =
    [
        "Plain();", "Written();", "Number();", "Value();", "Shape();", "ByExtension();", "Stream();", "Void();", "Sequence();", "Count();", "Self?.OwnWritten().Wait();", "Echo(Plain());", "Echo(1);", "Self.Own();", "Self?.Own();", "Self!.Own();",
        "(Self).OwnWritten();", "Self?.OwnWritten();", "function();", "function.Invoke();", "function?.Invoke();", "Plain().ConfigureAwait(false);", "Written().ConfigureAwait(false);",
        "\"a\".Later();", "_ = Plain();", "var task = Written();", "Task task; task = Written();", "Written().Wait();", "Task.Delay(1);", "Task.Yield();", "new Custom();", "new Task(() => { });",
        "Act(() => Plain());", "Act(() => { Plain(); });", "Only(() => Plain());", "Only(() => Written());", "Only(() => { Written(); });", "Only(async () => { Plain(); await Plain(); });", "Only(async () => Plain());",
        "Func<Task> f = () => Written();", "Func<Task> f = async () => { Written(); await Plain(); };", "Func<Task> f = () => { Plain(); return Plain(); };",
        "for (Plain(); ; Plain()) { break; }", "for (Written(); ; Written()) { break; }", "foreach (var item in new int[1]) Plain();", "if (true) Plain(); else Written();", "lock (Self) { Plain(); }", "try { Plain(); } finally { Written(); }",
        "switch (1) { case 1: Plain(); break; }", "using (new System.IO.MemoryStream()) Plain();", "unsafe { Plain(); }", "unsafe { Written(); }", "lock (Self) { Written(); }", "lock (Self) { Func<Task> f = async () => { Plain(); await Plain(); }; }",
        "lock (Self) { async Task Inner() { Plain(); await Plain(); } }", "unsafe { Func<Task> f = async () => { Plain(); }; }", "unsafe { Func<Task> f = async () => { Written(); }; }",
        "try { } catch (Exception e) when (e is null) { Plain(); }", "checked { Plain(); }", "fixed (char* text = string.Empty) { Plain(); }", "unsafe { fixed (char* text = string.Empty) { Plain(); } }",
        "unsafe void Inner() { Plain(); Written(); }\nInner();", "async unsafe Task Inner() { Plain(); Written(); }\nInner();", "label: Plain();",
        "void Inner() { Plain(); Written(); }\nInner();", "void Inner() => Plain();\nInner();", "void Inner() => Written();\nInner();", "async Task Inner() { Plain(); Written(); await Plain(); }\nInner();",
        "async Task Inner() => await Plain();\nInner();", "Task Inner() => Plain();\nInner();", "anything.Call();", "Interlocked.Increment(ref Unsafe.NullRef<int>());", "Task.WhenAny(Plain());",
        "Echo<Func<Task>>(Plain)();", "base.ToString();", "((Func<Task>)Written)();", "Plain().ContinueWith(done => Plain());", "Plain().ContinueWith(async done => { Plain(); await done; });",
    ];

    static readonly string[] Members =
    [
        "void Member() { BODY }", "async Task Member() { BODY\nawait Task.Yield(); }", "async void Member() { BODY\nawait Task.Yield(); }", "Example(int value) { BODY }", "int Property { get { BODY\nreturn 1; } }",
        "IEnumerable<int> Member() { BODY\nyield return 1; }", "async IAsyncEnumerable<int> Member() { BODY\nawait Task.Yield(); yield return 1; }", "async ValueTask<int> Member() { BODY\nreturn await Number(); }",
        "Func<Task> lambda => async () => { BODY\nawait Task.Yield(); };", "Action lambda => () => { BODY };",
        "unsafe async Task Member() { BODY }", "unsafe class Nested : Example { async Task Member() { BODY } }",
        "async Task Member() { await Task.Yield(); Inside(); void Inside() { BODY } }", "void Member() { _ = Inside(); async Task Inside() { BODY\nawait Task.Yield(); } }",
    ];

    public static TheoryData<string> EveryCall() => [.. Calls];

    [Theory, MemberData(nameof(EveryCall))]
    public void SpeaksWhereTheCompilerSpeaks(string call)
    {
        var members = Members.Select((member, i) => $"class Member{i} : Example {{ {member.Replace("BODY", call).Replace("Example(int", $"Member{i}(int")} }}");
        Compare(Around.Replace("MEMBER", string.Join("\n", members)), call, isProgram: false);
    }

    [Theory]
    [InlineData("void Member() => Plain();"), InlineData("void Member() => Written();"), InlineData("Example(int value) => Written();"), InlineData("int Property { set => Written(); }"), InlineData("async Task Member() => Plain();")]
    [InlineData("async Task Member() => await Plain();"), InlineData("async void Member() => Written();"), InlineData("Task Member() => Written();"), InlineData("event Action Event { add => Written(); remove => Plain(); }")]
    [InlineData("Action field = () => Written();"), InlineData("Action field = async () => Plain();"), InlineData("Func<Task> field = async () => Plain();")]
    public void ExpressionBodies(string member) => Compare(Around.Replace("MEMBER", member), member, isProgram: false);

    [Theory]
    [InlineData("Action action = () => Plain();\nstatic Task Plain() => Task.CompletedTask;"), InlineData("void Inner() { Plain(); }\nInner();\nstatic Task Plain() => Task.CompletedTask;")]
    [InlineData("Plain();\nstatic Task Plain() => Task.CompletedTask;"), InlineData("Plain();\nawait Plain();\nstatic Task Plain() => Task.CompletedTask;"), InlineData("Plain();\nstatic async Task Plain() => await Task.Yield();")]
    public void Programs(string code) => Compare(code, code, isProgram: true);

    static void Compare(string code, string around, bool isProgram)
    {
        var compilation = Workbench.Compile(code, isProgram);
        var tree = compilation.SyntaxTrees[0];
        var model = compilation.GetSemanticModel(tree);
        var expected = compilation.GetDiagnostics().Where(d => d.Id == "CS4014").Select(d => d.Location.SourceSpan).OrderBy(s => s.Start).Select(s => $"{s} {tree.GetText().ToString(s)}");
        var mirrored = tree.GetRoot().DescendantNodes().Select(n => model.GetOperation(n)).OfType<IInvocationOperation>().Select(call => call.Parent).OfType<IExpressionStatementOperation>()
            .Where(s => UnobservedWarning.Covers(s, compilation, default))
            .Select(s => s.Operation.Syntax.Span).Distinct().OrderBy(s => s.Start).Select(s => $"{s} {tree.GetText().ToString(s)}");
        Assert.True(expected.SequenceEqual(mirrored), $"{around}\ncompiler: {string.Join(" | ", expected)}\nmirror:   {string.Join(" | ", mirrored)}");
    }
}
