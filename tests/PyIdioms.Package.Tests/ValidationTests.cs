namespace PyIdioms.Package.Tests;

/// <summary>Constraints where ASP.NET and the options look for validation attributes, and generated checks in the strictest house.</summary>
public class ValidationTests(Feed feed)
{
    const string Site = """
        using System.Net.Http.Json;
        using System.Text.Json;
        using Microsoft.Extensions.Options;
        using PyIdioms;
        using Throwaway;

        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddValidation();
        builder.Services.AddOptions<Limits>("wrong").Configure(o => (o.Most, o.Name) = (0, "abcdef")).ValidateDataAnnotations();
        builder.Services.AddOptions<Limits>("right").Configure(o => (o.Most, o.Name) = (1, "abc")).ValidateDataAnnotations();
        var app = builder.Build();
        app.MapPost("/orders", (Order order) => order.Item);
        app.MapGet("/pages", ([Gt(0)] int number) => number);
        app.MapGet("/ages/{age}", (Age age) => age.Value);
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient { BaseAddress = new(app.Urls.Single()) };

        async Task Show(Task<HttpResponseMessage> asked)
        {
            var answer = await asked;
            var text = await answer.Content.ReadAsStringAsync();
            var errors = text.StartsWith('{') ? JsonDocument.Parse(text).RootElement.GetProperty("errors").EnumerateObject().OrderBy(e => e.Name).SelectMany(e => e.Value.EnumerateArray().Select(v => $"{e.Name}: {v}")) : [text];
            Console.WriteLine($"{(int)answer.StatusCode} {string.Join("; ", errors)}");
        }

        await Show(client.PostAsJsonAsync("/orders", new { item = "tea", count = 2 }));
        await Show(client.PostAsJsonAsync("/orders", new { item = "t", count = 0 }));
        await Show(client.GetAsync("/pages?number=0"));
        await Show(client.GetAsync("/pages?number=3"));
        Console.WriteLine((int)(await client.GetAsync("/ages/0")).StatusCode + " " + await client.GetStringAsync("/ages/7"));

        var options = app.Services.GetRequiredService<IOptionsMonitor<Limits>>();
        Console.WriteLine(options.Get("right").Name);
        try
        {
            options.Get("wrong");
        }
        catch (OptionsValidationException wrong)
        {
            Console.WriteLine(string.Join("; ", wrong.Failures.Select(f => f.Split(": ").Last().Trim('\'', '.')).Order()));
        }
        var generated = new LimitsValidator();
        Console.WriteLine(generated.Validate(null, new() { Most = 1, Name = "abc" }).Succeeded);
        Console.WriteLine(string.Join("; ", generated.Validate(null, new() { Most = 0, Name = "abcdef" }).Failures!.Select(f => f.Split(": ").Last().Trim('\'', '.')).Order()));
        await app.StopAsync();
        """;

    const string Types = """
        using Microsoft.Extensions.Options;
        using PyIdioms;

        namespace Throwaway;

        public record Order([MinLen(2)] string Item, [Gt(0), MultipleOf(2)] int Count);

        [Annotated]
        public readonly partial record struct Age([Gt(0)] int Value);

        public class Limits
        {
            [Interval(1, 10)] public int Most { get; set; }
            [MaxLen(5), Regex("[a-c]+")] public string Name { get; set; } = "";
        }

        [OptionsValidator]
        public partial class LimitsValidator : IValidateOptions<Limits>;
        """;

    [Fact]
    public async Task WorkInMinimalApisAndOptions()
    {
        using var yard = new Yard(feed);
        yard.Project("Site", ["PyIdioms"], Sources.Modern, Site, sdk: "Microsoft.NET.Sdk.Web");
        yard.Write("Site/Types.cs", Types);

        (await yard.Build("Site")).Succeeded();
        Assert.Equal(
            """
            200 tea
            400 Count: Count must be greater than 0; Item: Item must have a length of at least 2
            400 number: number must be greater than 0
            200 3
            400 7
            abc
            Most must be between 1 and 10; Name must have a length of at most 5; Name must match the pattern [a-c]+
            True
            Limits.Most must be between 1 and 10; Limits.Name must have a length of at most 5; Limits.Name must match the pattern [a-c]+

            """.ReplaceLineEndings("\n"),
            (await yard.Run("Site")).Succeeded().Output);
    }

    const string Guarded = """
        using PyIdioms;

        namespace Throwaway;

        /// <summary>A share.</summary>
        /// <param name="Value">From 0 to 1.</param>
        [Annotated]
        public readonly partial record struct Share([Interval(0, 1)] double Value);

        /// <summary>A name.</summary>
        /// <param name="Text">At most ten letters.</param>
        [Annotated]
        public sealed partial record Name([MaxLen(10), Regex("[a-z]+")] string Text);

        /// <summary>Takes orders.</summary>
        public static partial class Shop
        {
            /// <summary>An order.</summary>
            /// <param name="item">What.</param>
            /// <param name="count">How many.</param>
            /// <param name="share">Of it.</param>
            /// <returns>What was ordered.</returns>
            [Validated]
            public static partial string Order([MinLen(2)] string item, [Gt(0)] int count, Share share);
            private static string OrderCore(string item, int count, Share share) => $"{count} {item} {share}";

            /// <summary>A root.</summary>
            /// <param name="n">Of what.</param>
            /// <param name="day">When.</param>
            /// <returns>The root.</returns>
            [EnforceTypes]
            public static partial Task<double> RootAsync([Union<int, double>] object n, DayOfWeek day);
            private static Task<double> RootAsyncCore(object n, DayOfWeek day) => Task.FromResult(Math.Sqrt(Convert.ToDouble(n, System.Globalization.CultureInfo.InvariantCulture)));
        }

        static class Program
        {
            static async Task Main()
            {
                Console.WriteLine(Shop.Order("tea", 2, new(0.5)));
                Console.WriteLine(await Shop.RootAsync(9, DayOfWeek.Friday).ConfigureAwait(false));
                Console.WriteLine(Shop.OrderCheck("t", 0, default).Count);
            }
        }
        """;

    [Fact]
    public async Task GeneratedChecksAreCleanWithEveryRuleOn()
    {
        using var yard = new Yard(feed);
        yard.Project("Strict", ["PyIdioms"], Sources.Program + GeneratedCodeTests.Strict, Guarded);

        Assert.Empty((await yard.Build("Strict")).Succeeded().Remarks);
        Assert.Equal("2 tea 0.5\n3\n2\n", (await yard.Run("Strict")).Succeeded().Output);
    }
}
