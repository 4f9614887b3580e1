namespace PyIdioms.Package.Tests.Throwaway;

/// <summary>A program with one of each: a chain, one that waits, commands, asynchronous ones, a syntax tree.</summary>
public static class PatternedSources
{
    public const string Code = """
        using System.Globalization;
        using PyIdioms;

        namespace Throwaway;

        /// <summary>A request.</summary>
        /// <param name="User">Who asks.</param>
        public sealed record Asked(string? User);

        /// <summary>A link.</summary>
        public sealed class Auth
        {
            private int refused;

            /// <summary>How often it said no.</summary>
            public int Refused => refused;

            /// <summary>Says no to nobody.</summary>
            /// <param name="request">The request.</param>
            /// <returns>No, or nothing.</returns>
            public string? Handle(Asked request)
            {
                ArgumentNullException.ThrowIfNull(request);
                if (request.User is not null) return null;
                refused++;
                return "no";
            }
        }

        /// <summary>A chain.</summary>
        [Chain<Asked, string>]
        public sealed partial class Desk
        {
            [Link(1)] private readonly Auth auth;

            [Link(2)]
            private static string? Shouting<TNext>(Asked request, TNext next) where TNext : INext<Asked, string> =>
                next.Handle(request)?.ToUpperInvariant();

            private static string HandleCore(Asked request) => "hello " + request.User;
        }

        /// <summary>A chain that waits.</summary>
        [Chain<Asked, string>]
        public sealed partial class Office
        {
            [Link(1)] private readonly Desk desk;

            [Link(0)]
            private static async Task<string?> Slow(Asked request, CancellationToken cancel)
            {
                await Task.Delay(1, cancel).ConfigureAwait(false);
                return request.User is "slow" ? "at last" : null;
            }
        }

        /// <summary>A text that can be taken back.</summary>
        public sealed partial class Draft
        {
            /// <summary>The text.</summary>
            public string Text { get; private set; } = "";

            /// <summary>Adds to the text.</summary>
            /// <param name="more">What to add.</param>
            /// <returns>How long it is then.</returns>
            [Undoable(Undo = nameof(Cut))]
            public partial int Add(string more);

            private int AddCore(string more) => (Text += more).Length;

            private void Cut(string more) => Text = Text[..^more.Length];

            /// <summary>Sets the text.</summary>
            /// <param name="text">The text.</param>
            /// <param name="cancel">Stops it.</param>
            [Undoable(Undo = nameof(Back))]
            public partial ValueTask SetAsync(string text, CancellationToken cancel = default);

            private async ValueTask<string> SetAsyncCore(string text, CancellationToken cancel)
            {
                await Task.Delay(1, cancel).ConfigureAwait(false);
                (var before, Text) = (Text, text);
                return before;
            }

            private void Back(string before) => Text = before;
        }

        /// <summary>A tree.</summary>
        /// <param name="Line">Where it stands.</param>
        [Ast]
        public abstract partial record Expr(int Line);

        /// <summary>A number.</summary>
        /// <param name="Value">Its value.</param>
        /// <param name="Line">Where it stands.</param>
        public sealed partial record Num(double Value, int Line) : Expr(Line);

        /// <summary>A sum.</summary>
        /// <param name="Parts">What is added.</param>
        /// <param name="Line">Where it stands.</param>
        public sealed partial record Sum(IReadOnlyList<Expr> Parts, int Line) : Expr(Line);

        /// <summary>Doubles numbers.</summary>
        public sealed class Doubling : Expr.Transformer
        {
            /// <inheritdoc/>
            protected override Expr? VisitNum(Num node) => node with { Value = 2 * node?.Value ?? 0 };
        }

        /// <summary>Adds up.</summary>
        public sealed class Adding : Expr.Visitor<double>
        {
            /// <inheritdoc/>
            protected override double VisitNum(Num node) => node?.Value ?? 0;

            /// <inheritdoc/>
            protected override double VisitSum(Sum node) => node?.Parts.Sum(Visit) ?? 0;
        }

        internal static class Program
        {
            private static async Task Main()
            {
                var office = new Office(new Desk(new Auth()));
                foreach (var user in new[] { null, "ann", "slow" })
                {
                    Console.WriteLine(await office.HandleAsync(new Asked(user)).ConfigureAwait(false));
                }

                var draft = new Draft();
                draft.Add("one");
                await draft.SetAsync("two").ConfigureAwait(false);
                Console.WriteLine(draft.Add("!").ToString(CultureInfo.InvariantCulture) + draft.Text);
                while (await draft.History.UndoAsync().ConfigureAwait(false)) Console.WriteLine("'" + draft.Text + "'");

                var tree = new Sum([new Num(1, 1), new Num(2.5, 2)], 3);
                var doubled = new Doubling().Visit(tree);
                Console.WriteLine(doubled?.Dump());
                Console.WriteLine(new Adding().Visit(doubled!).ToString(CultureInfo.InvariantCulture));
            }
        }
        """;

    public const string Output = "no\nHELLO ANN\nat last\n4two!\n'two'\n'one'\n''\nSum(Line=3, Parts=[Num(Line=1, Value=2), Num(Line=2, Value=5)])\n7\n";
}
