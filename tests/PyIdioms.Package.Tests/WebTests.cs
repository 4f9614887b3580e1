namespace PyIdioms.Package.Tests;

/// <summary>An ASP.NET minimal API with the whole package.</summary>
public class WebTests(Feed feed)
{
    const string Code = """
        using Throwaway;
        var builder = WebApplication.CreateBuilder(args);
        builder.Logging.ClearProviders();
        builder.Services.AddSingleton<Journal>();
        var app = builder.Build();
        app.MapGet("/", (Journal? journal) =>
        {
            journal?.WriteAsync();
            return "hello";
        });
        app.Urls.Add("http://127.0.0.1:0");
        await app.StartAsync();
        using var client = new HttpClient();
        Console.WriteLine(await client.GetStringAsync(app.Urls.Single()));
        await app.StopAsync();
        """;

    [Fact]
    public async Task RulesFireAndTheSiteAnswers()
    {
        using var yard = new Yard(feed);
        yard.Project("Site", ["PyIdioms"], Sources.Modern, Code, sdk: "Microsoft.NET.Sdk.Web");
        yard.Write("Site/Journal.cs", "namespace Throwaway; public class Journal { public Task WriteAsync() => Task.CompletedTask; }");

        Assert.Equal(["Site.cs: warning PYI0301"], (await yard.Build("Site")).Succeeded().Ours);
        Assert.Equal("hello\n", (await yard.Run("Site")).Succeeded().Output);
    }
}
